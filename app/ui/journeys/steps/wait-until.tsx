import { BlockStack, ChoiceList, Select, Text, TextField } from '@shopify/polaris'
import { CalendarIcon } from '@shopify/polaris-icons'
import type { Moment, WaitUntilStep } from '../../../domain/journeys/steps/wait-until.ts'
import { isDay } from '../../../domain/json-fields.ts'
import { listWords } from '../../conditions/words.ts'
import { formatTime, type Reader } from '../../format.ts'
import { conditions } from '../../texts/conditions.ts'
import { journeySteps } from '../../texts/journeys-steps.ts'
import { Field, HourField } from '../fields.tsx'
import type { StepPanelProps, StepUi } from '../kind-ui.ts'
import { said } from '../said.tsx'
import { useWriting } from '../use-writing.ts'

const texts = journeySteps.waitUntil
const kinds = ['hour', 'weekday', 'date'] as const

/** Waits until a time by the customer's clock. */
export const waitUntil: StepUi<WaitUntilStep> = {
  kind: 'wait-until',
  icon: CalendarIcon,
  sentence: ({ until }, { reader }) =>
    said(texts.says[until.kind], {
      until: dayWords(until, reader),
      hour: journeySteps.hour(until.hour),
    }),
  Panel,
  blank: (id) => ({ kind: 'wait-until', id, until: { kind: 'hour', hour: 10 } }),
}

function dayWords(until: Moment, reader: Reader): string | undefined {
  switch (until.kind) {
    case 'hour':
      return undefined
    case 'date':
      return formatTime(new Date(`${until.date}T00:00:00Z`), 'day', { ...reader, timeZone: 'UTC' })
    case 'weekday':
      if (until.weekdays.length === conditions.weekdays.length) return texts.any
      return listWords(
        until.weekdays.map((day) => conditions.weekdays[day - 1] ?? ''),
        'disjunction',
      )
    default:
      return until satisfies never
  }
}

function Panel({ step, change }: StepPanelProps<WaitUntilStep>) {
  const { until } = step
  const set = (next: Moment) => change({ ...step, until: next })
  return (
    <BlockStack gap="400">
      <Field name="until">
        <BlockStack gap="400">
          <Select
            label={texts.kind}
            options={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
            value={until.kind}
            onChange={(kind) => set(begun(kind, until.hour))}
          />
          {until.kind === 'weekday' && <Weekdays value={until} onChange={set} />}
          {until.kind === 'date' && <Day value={until} onChange={set} />}
        </BlockStack>
      </Field>
      <Field name="hour">
        <HourField label={texts.hour} value={until.hour} onChange={(hour) => set({ ...until, hour })} />
      </Field>
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.help}
      </Text>
    </BlockStack>
  )
}

/** The first day of a year that is far enough away to be seen as one to choose. */
const dateBegun = '2027-01-01'

function begun(kind: string, hour: number): Moment {
  if (kind === 'date') return { kind, date: dateBegun, hour }
  return kind === 'weekday' ? { kind, weekdays: [1, 2, 3, 4, 5], hour } : { kind: 'hour', hour }
}

function Day({
  value,
  onChange,
}: {
  value: Extract<Moment, { kind: 'date' }>
  onChange: (next: Moment) => void
}) {
  const finish = (text: string) => (isDay(text) ? text : undefined)
  const set = (date: string) => onChange({ ...value, date })
  const [written, write, isWhole] = useWriting(value.date, { begin: String, finish }, set)
  return (
    <TextField
      label={texts.date}
      type="date"
      autoComplete="off"
      value={written}
      onChange={write}
      error={isWhole ? undefined : texts.noDate}
    />
  )
}

function Weekdays({
  value,
  onChange,
}: {
  value: Extract<Moment, { kind: 'weekday' }>
  onChange: (next: Moment) => void
}) {
  const finish = (days: number[]) => (days.length > 0 ? days : undefined)
  const set = (weekdays: number[]) => onChange({ ...value, weekdays })
  const [written, write, isWhole] = useWriting(
    value.weekdays,
    { begin: (days: number[]) => days, finish },
    set,
  )
  return (
    <ChoiceList
      allowMultiple
      title={texts.weekdays}
      choices={conditions.weekdays.map((label, at) => ({ value: String(at + 1), label }))}
      selected={written.map(String)}
      onChange={(days) => write(days.map(Number).sort((one, other) => one - other))}
      error={isWhole ? undefined : texts.noDays}
    />
  )
}
