import { Text } from '@shopify/polaris'
import type { Step } from '../../domain/journeys/steps.ts'
import { lanesOf } from '../../domain/journeys/steps.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { AddStep } from './add-step.tsx'
import { BeginRow, ExitsRow } from './begin-row.tsx'
import { DragLane, DragRoot, DragStep } from './dragging.tsx'
import { useEditing } from './editing.ts'
import { StepRow } from './step-row.tsx'
import { stepUi } from './step-uis.ts'
import { type Lane, laneKey, trunk } from './tree.ts'

const texts = journeyEditor.steps

/** The journey from top to bottom: how it begins, its steps with their ways side by side, and what ends it early. */
export function StepList() {
  const { definition } = useEditing()
  return (
    <DragRoot>
      <div className="encore-journey">
        <BeginRow />
        <LaneSteps lane={trunk} steps={definition.steps} label={texts.list} />
        <p className="encore-journey-end">{texts.end}</p>
        <ExitsRow />
      </div>
    </DragRoot>
  )
}

function LaneSteps({ lane, steps, label }: { lane: Lane; steps: readonly Step[]; label: string }) {
  const isTrunk = lane.stepId === undefined
  return (
    <DragLane lane={lane} ids={steps.map(({ id }) => id)}>
      <ol className="encore-lane-steps" aria-label={label}>
        {steps.map((step, at) => (
          <li key={step.id}>
            <AddStep spot={{ ...lane, at }} before={step} />
            <DragStep id={step.id}>
              <StepRow step={step} />
            </DragStep>
            <Lanes step={step} />
          </li>
        ))}
        <li>
          {steps.length === 0 && (
            <Text as="p" tone="subdued">
              {isTrunk ? texts.emptyJourney : texts.empty}
            </Text>
          )}
          <AddStep spot={{ ...lane, at: steps.length }} before={undefined} />
        </li>
      </ol>
    </DragLane>
  )
}

function Lanes({ step }: { step: Step }) {
  const { names } = useEditing()
  const lanes = lanesOf(step)
  if (lanes.length === 0) return null
  const words = stepUi(step.kind).lanes?.words
  return (
    <div className="encore-lanes">
      {lanes.map(({ name, steps }) => {
        const lane = { stepId: step.id, name }
        const heading = words?.(step, name, names) ?? name
        return (
          <section key={laneKey(lane)} className="encore-lane" aria-label={heading}>
            <Text as="h3" variant="headingXs" tone="subdued">
              <span suppressHydrationWarning>{heading}</span>
            </Text>
            <LaneSteps lane={lane} steps={steps} label={texts.lane(heading)} />
          </section>
        )
      })}
    </div>
  )
}
