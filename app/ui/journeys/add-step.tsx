import { ActionList, Button, Popover } from '@shopify/polaris'
import { PlusIcon } from '@shopify/polaris-icons'
import { useState } from 'react'
import { type Step, stepKinds } from '../../domain/journeys/steps.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import { useEditing } from './editing.ts'
import { stepUi } from './step-uis.ts'
import { laneWords, stepWords } from './step-words.ts'
import type { Spot } from './tree.ts'

const texts = journeyEditor.steps

/** Puts a step in before another one, or at the end of a lane. */
export function AddStep({ spot, before }: { spot: Spot; before: Step | undefined }) {
  const { add, names, definition } = useEditing()
  const [isOpen, setOpen] = useState(false)
  const lane = laneWords(definition.steps, spot, names)
  const where = before
    ? texts.before(stepWords(before, names))
    : lane === undefined
      ? texts.atEnd
      : texts.atLaneEnd(lane)
  return (
    <div className={before ? 'encore-add is-between' : 'encore-add'}>
      <Popover
        active={isOpen}
        autofocusTarget="first-node"
        onClose={() => setOpen(false)}
        activator={
          <Button
            icon={PlusIcon}
            size="slim"
            variant={before ? 'tertiary' : undefined}
            accessibilityLabel={texts.addHere(where)}
            onClick={() => setOpen(!isOpen)}
          >
            {before ? undefined : texts.add}
          </Button>
        }
      >
        <ActionList
          actionRole="menuitem"
          items={stepKinds.map((kind) => ({
            content: journeySteps.names[kind],
            helpText: journeySteps.about[kind],
            icon: stepUi(kind).icon,
            onAction: () => {
              setOpen(false)
              add(kind, spot)
            },
          }))}
        />
      </Popover>
    </div>
  )
}
