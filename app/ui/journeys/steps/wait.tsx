import { ClockIcon } from '@shopify/polaris-icons'
import type { WaitStep } from '../../../domain/journeys/steps/wait.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { durationWords } from '../duration-words.ts'
import { DurationField, Field } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeySteps.wait

/** Waits for some time. */
export const wait: StepUi<WaitStep> = {
  kind: 'wait',
  icon: ClockIcon,
  sentence: (step, { reader }) => said(texts.says, { for: durationWords(step.for, reader) }),
  Panel,
  blank: (id) => ({ kind: 'wait', id, for: { amount: 3, unit: 'days' } }),
}

function Panel({ step, change }: StepPanelProps<WaitStep>) {
  return (
    <Field name="for">
      <DurationField
        label={texts.for}
        value={step.for}
        onChange={(duration) => change({ ...step, for: duration })}
      />
    </Field>
  )
}
