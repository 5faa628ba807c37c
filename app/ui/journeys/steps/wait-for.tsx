import { BlockStack, Select, TextField } from '@shopify/polaris'
import { TargetIcon } from '@shopify/polaris-icons'
import type { Awaited, WaitForStep } from '../../../domain/journeys/steps/wait-for.ts'
import type { Step } from '../../../domain/journeys/steps.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { durationWords } from '../duration-words.ts'
import { DurationField, Field } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'

const texts = journeySteps.waitFor
const kinds = ['order-paid', 'order-delivered', 'refunded', 'tag-joined'] as const

/** Waits until something happens or the time is up. */
export const waitFor: StepUi<WaitForStep<Step>> = {
  kind: 'wait-for',
  icon: TargetIcon,
  sentence: ({ what, limit }, { reader }) =>
    said(texts.says, { what: whatWords(what), limit: durationWords(limit, reader) }),
  Panel,
  blank: (id) => ({
    kind: 'wait-for',
    id,
    what: { kind: 'order-paid' },
    limit: { amount: 14, unit: 'days' },
    happened: [],
    ranOut: [],
  }),
  lanes: {
    words: ({ what }, lane) =>
      lane === 'happened' ? texts.lanes.happened[what.kind] : texts.lanes['ran-out'],
    withSteps: (step, lane, steps) =>
      lane === 'happened' ? { ...step, happened: steps } : { ...step, ranOut: steps },
  },
}

function whatWords(what: Awaited): string {
  const words = texts.inside[what.kind]
  return what.kind === 'tag-joined' ? words.replace('{tag}', what.tag || journeySteps.tag.nothing) : words
}

function Panel({ step, change }: StepPanelProps<WaitForStep<Step>>) {
  const { what, limit } = step
  return (
    <BlockStack gap="400">
      <Field name="what">
        <Select
          label={texts.what}
          options={kinds.map((value) => ({ value, label: texts.whats[value] }))}
          value={what.kind}
          onChange={(kind) => change({ ...step, what: awaited(kind) })}
        />
      </Field>
      {what.kind === 'tag-joined' && (
        <TextField
          label={texts.tag}
          helpText={texts.tagHelp}
          autoComplete="off"
          value={what.tag}
          onChange={(tag) => change({ ...step, what: { ...what, tag } })}
          error={what.tag.trim() === '' || what.tag.includes(',') ? journeySteps.tag.problem : undefined}
        />
      )}
      <Field name="limit">
        <DurationField
          label={texts.limit}
          value={limit}
          onChange={(next) => change({ ...step, limit: next })}
        />
      </Field>
    </BlockStack>
  )
}

function awaited(kind: string): Awaited {
  const known = kinds.find((each) => each === kind) ?? 'order-paid'
  return known === 'tag-joined' ? { kind: known, tag: '' } : { kind: known }
}
