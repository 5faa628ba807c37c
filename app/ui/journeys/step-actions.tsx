import { Button } from '@shopify/polaris'
import { ArrowDownIcon, ArrowsInHorizontalIcon, ArrowUpIcon, DeleteIcon } from '@shopify/polaris-icons'
import { allSteps } from '../../domain/journeys/plan.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import { ActionMenu } from '../action-menu.tsx'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { useEditing } from './editing.ts'
import { laneWords, stepWords } from './step-words.ts'
import { lanesFor, neighbourSpot, stepsIn } from './tree.ts'

const texts = journeyEditor.steps

/** Moves a step up or down, out of its lane at the ends, into another way, or removes it. */
export function StepActions({ step }: { step: Step }) {
  const { definition, names, move, remove } = useEditing()
  const name = stepWords(step, names)
  const up = neighbourSpot(definition.steps, step.id, -1)
  const down = neighbourSpot(definition.steps, step.id, 1)
  return (
    <>
      <Button
        icon={ArrowUpIcon}
        variant="tertiary"
        accessibilityLabel={texts.up(name)}
        disabled={!up}
        onClick={() => up && move(step.id, up)}
      />
      <Button
        icon={ArrowDownIcon}
        variant="tertiary"
        accessibilityLabel={texts.down(name)}
        disabled={!down}
        onClick={() => down && move(step.id, down)}
      />
      <Elsewhere step={step} name={name} />
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        accessibilityLabel={`${texts.remove}: ${name}`}
        onClick={() => remove(step.id)}
      />
    </>
  )
}

/** The ways that a step can go into, at their ends; nothing where there is none. */
function Elsewhere({ step, name }: { step: Step; name: string }) {
  const { definition, names, move } = useEditing()
  const { steps } = definition
  const lanes = lanesFor(steps, step.id)
  if (lanes.length === 0) return null
  return (
    <ActionMenu
      button={{
        icon: ArrowsInHorizontalIcon,
        variant: 'tertiary',
        accessibilityLabel: texts.elsewhere(name),
      }}
      items={lanes.map((lane) => {
        const words = laneWords(steps, lane, names)
        const holder = allSteps(steps).find(({ id }) => id === lane.stepId)
        return {
          content: words === undefined ? texts.outside : texts.into(words),
          ...(holder && { helpText: stepWords(holder, names) }),
          onAction: () => move(step.id, { ...lane, at: stepsIn(steps, lane)?.length ?? 0 }),
        }
      })}
    />
  )
}
