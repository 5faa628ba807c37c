import { TextField } from '@shopify/polaris'
import { AutomationIcon } from '@shopify/polaris-icons'
import type { FlowStep } from '../../../domain/journeys/steps/flow.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { Field } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeySteps.flow

/** Tells Shopify Flow. */
export const flow: StepUi<FlowStep> = {
  kind: 'flow',
  icon: AutomationIcon,
  sentence: ({ name }) => said(texts.says, { name: name.trim() || texts.nothing }),
  Panel,
  blank: (id) => ({ kind: 'flow', id, name: texts.blank }),
}

function Panel({ step, change }: StepPanelProps<FlowStep>) {
  return (
    <Field name="name">
      <TextField
        label={texts.name}
        helpText={texts.nameHelp}
        autoComplete="off"
        maxLength={100}
        value={step.name}
        onChange={(name) => change({ ...step, name })}
        error={step.name.trim() === '' ? texts.problem : undefined}
      />
    </Field>
  )
}
