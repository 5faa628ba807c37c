import { BlockStack, ChoiceList, TextField } from '@shopify/polaris'
import { HashtagIcon } from '@shopify/polaris-icons'
import type { TagStep } from '../../../domain/journeys/steps/tag.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { Field } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeySteps.tag

/** Adds a tag to the customer or takes it away. */
export const tag: StepUi<TagStep> = {
  kind: 'tag',
  icon: HashtagIcon,
  sentence: (step) =>
    said(step.isAdded ? texts.says.added : texts.says.removed, { tag: step.tag.trim() || texts.nothing }),
  Panel,
  blank: (id) => ({ kind: 'tag', id, tag: '', isAdded: true }),
}

function Panel({ step, change }: StepPanelProps<TagStep>) {
  const isUnfit = step.tag.trim() === '' || step.tag.includes(',')
  return (
    <BlockStack gap="400">
      <Field name="tag">
        <TextField
          label={texts.tag}
          autoComplete="off"
          maxLength={255}
          value={step.tag}
          onChange={(named) => change({ ...step, tag: named })}
          error={isUnfit ? texts.problem : undefined}
        />
      </Field>
      <ChoiceList
        title={texts.what}
        choices={[
          { value: 'add', label: texts.add },
          { value: 'remove', label: texts.remove },
        ]}
        selected={[step.isAdded ? 'add' : 'remove']}
        onChange={([chosen]) => change({ ...step, isAdded: chosen !== 'remove' })}
      />
    </BlockStack>
  )
}
