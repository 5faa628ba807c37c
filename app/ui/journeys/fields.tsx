import { InlineGrid, Select, TextField } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { type Duration, durationUnits, parseDuration, waitDaysMax } from '../../domain/journeys/duration.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import { useWriting } from './use-writing.ts'

const texts = journeySteps.duration

/** Marks where the panel puts the keyboard when a part of the sentence was pressed. */
export function Field({ name, children }: { name: string; children: ReactNode }) {
  return <div data-field={name}>{children}</div>
}

/** A whole number between two others. */
export function WholeField({
  label,
  value,
  min,
  max,
  problem,
  suffix,
  help,
  onChange,
}: {
  label: string
  value: number
  min: number
  max: number
  problem: string
  suffix?: string
  help?: string
  onChange: (value: number) => void
}) {
  const finish = (text: string) => wholeOf(text, min, max)
  const [written, write, isWhole] = useWriting(value, { begin: String, finish }, onChange)
  return (
    <TextField
      label={label}
      helpText={help}
      suffix={suffix}
      inputMode="numeric"
      autoComplete="off"
      value={written}
      onChange={write}
      error={isWhole ? undefined : problem}
    />
  )
}

function wholeOf(text: string, min: number, max: number): number | undefined {
  const trimmed = text.trim()
  if (!/^\d{1,9}$/.test(trimmed)) return undefined
  const whole = Number(trimmed)
  return whole >= min && whole <= max ? whole : undefined
}

/** So many minutes, hours or days. */
export function DurationField({
  label,
  value,
  onChange,
}: {
  label: string
  value: Duration
  onChange: (value: Duration) => void
}) {
  const begin = ({ amount, unit }: Duration) => ({ amount: String(amount), unit })
  const finish = ({ amount, unit }: { amount: string; unit: Duration['unit'] }) =>
    parseDuration({ amount: /^\d{1,9}$/.test(amount.trim()) ? Number(amount) : undefined, unit })
  const [written, write, isWhole] = useWriting(value, { begin, finish }, onChange)
  const { amount, unit } = written
  const units = durationUnits.map((each) => ({ value: each, label: texts.units[each] }))
  return (
    <InlineGrid columns={2} gap="300">
      <TextField
        label={label}
        inputMode="numeric"
        autoComplete="off"
        value={amount}
        onChange={(next) => write({ amount: next, unit })}
        error={isWhole ? undefined : texts.problem(waitDaysMax)}
      />
      <Select
        label={texts.unit}
        options={units}
        value={unit}
        onChange={(next) => write({ amount, unit: durationUnits.find((each) => each === next) ?? 'days' })}
      />
    </InlineGrid>
  )
}

/** An hour of the day. */
export function HourField({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (hour: number) => void
}) {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: journeySteps.hour(hour),
  }))
  return (
    <Select label={label} options={hours} value={String(value)} onChange={(hour) => onChange(Number(hour))} />
  )
}
