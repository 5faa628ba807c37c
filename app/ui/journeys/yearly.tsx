import { daysBeforeMax } from '../../domain/journeys/triggers/birthday.ts'
import type { Names } from '../conditions/words.ts'
import { journeyTriggers } from '../texts/journeys-triggers.ts'
import { durationWords } from './duration-words.ts'
import { Field, WholeField } from './fields.tsx'
import type { TriggerPanelProps } from './kind-ui.ts'
import { type Said, said } from './said.tsx'

const texts = journeyTriggers.yearly

/** A day of the year, or some days before it, as the beginning of a journey. */
interface Yearly {
  kind: 'birthday' | 'anniversary'
  daysBefore: number
}

/** "7 days before their birthday". */
export function yearlyWords({ kind, daysBefore }: Yearly, { reader }: Names): Said {
  const before = durationWords({ amount: daysBefore, unit: 'days' }, reader)
  const words = daysBefore === 0 ? texts.onTheDay[kind] : texts.before[kind](before)
  return said(journeyTriggers.says[kind], { daysBefore: words })
}

/** How long before the day. */
export function YearlyPanel<T extends Yearly>({ trigger, change }: TriggerPanelProps<T>) {
  return (
    <Field name="daysBefore">
      <WholeField
        label={texts.daysBefore}
        help={texts.daysBeforeHelp}
        value={trigger.daysBefore}
        min={0}
        max={daysBeforeMax}
        problem={texts.problem(daysBeforeMax)}
        onChange={(daysBefore) => change({ ...trigger, daysBefore })}
      />
    </Field>
  )
}
