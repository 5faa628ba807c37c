import { InlineGrid, Select, Text, TextField } from '@shopify/polaris'
import type { BudgetPolicy, PolicyField } from '../../domain/budget/policy.ts'
import { settings } from '../texts/settings-contact.ts'
import { SettingsForm } from './settings-form.tsx'
import { useFields } from './use-fields.ts'

const texts = settings.budget

/** Says how often one customer may be contacted, when messages rest, and how many customers are left alone. */
export function ContactBudget({ budget, holdoutPercent }: { budget: BudgetPolicy; holdoutPercent: number }) {
  const fields = useFields<PolicyField>({
    weekMax: String(budget.weekMax),
    monthMax: String(budget.monthMax),
    quietFromHour: String(budget.quietFromHour),
    quietUntilHour: String(budget.quietUntilHour),
    helpFirstDays: String(budget.helpFirstDays),
    holdoutPercent: String(holdoutPercent),
  })
  const { quietFromHour, quietUntilHour } = fields.written
  return (
    <SettingsForm intent="budget" texts={texts} fields={fields}>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <Whole fields={fields} field="weekMax" />
        <Whole fields={fields} field="monthMax" />
        <Hour fields={fields} field="quietFromHour" />
        <Hour fields={fields} field="quietUntilHour" />
      </InlineGrid>
      <Text as="p" tone="subdued">
        {quietFromHour === quietUntilHour ? texts.neverQuiet : texts.quiet}
      </Text>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <Whole fields={fields} field="helpFirstDays" />
        <Whole fields={fields} field="holdoutPercent" />
      </InlineGrid>
    </SettingsForm>
  )
}

type Fields = ReturnType<typeof useFields<PolicyField>>

function Whole({
  fields: { written, write, isRefused },
  field,
}: {
  fields: Fields
  field: Exclude<PolicyField, 'quietFromHour' | 'quietUntilHour'>
}) {
  const { label, help, unit, refused } = texts[field]
  return (
    <TextField
      label={label}
      helpText={help}
      name={field}
      autoComplete="off"
      inputMode="numeric"
      suffix={unit}
      value={written[field]}
      onChange={(value) => write(field, value)}
      error={isRefused(field) ? refused : undefined}
    />
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => ({
  label: `${String(hour).padStart(2, '0')}:00`,
  value: String(hour),
}))

function Hour({
  fields: { written, write },
  field,
}: {
  fields: Fields
  field: 'quietFromHour' | 'quietUntilHour'
}) {
  return (
    <Select
      label={texts[field].label}
      name={field}
      options={hours}
      value={written[field]}
      onChange={(value) => write(field, value)}
    />
  )
}
