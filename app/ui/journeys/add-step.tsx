import { PlusIcon } from '@shopify/polaris-icons'
import { type Step, stepKinds } from '../../domain/journeys/steps.ts'
import { ActionMenu } from '../action-menu.tsx'
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
  const lane = laneWords(definition.steps, spot, names)
  const where = before
    ? texts.before(stepWords(before, names))
    : lane === undefined
      ? texts.atEnd
      : texts.atLaneEnd(lane)
  return (
    <div className={before ? 'encore-add is-between' : 'encore-add'}>
      <ActionMenu
        button={{
          icon: PlusIcon,
          size: 'slim',
          variant: before ? 'tertiary' : undefined,
          accessibilityLabel: texts.addHere(where),
          label: before ? undefined : texts.add,
        }}
        items={stepKinds.map((kind) => ({
          content: journeySteps.names[kind],
          helpText: journeySteps.about[kind],
          icon: stepUi(kind).icon,
          onAction: () => add(kind, spot),
        }))}
      />
    </div>
  )
}
