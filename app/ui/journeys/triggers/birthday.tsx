import { CalendarCheckIcon } from '@shopify/polaris-icons'
import type { BirthdayTrigger } from '../../../domain/journeys/triggers/birthday.ts'
import type { TriggerUi } from '../kind-ui.ts'
import { YearlyPanel, yearlyWords } from '../yearly.tsx'

/** Their birthday. */
export const birthday: TriggerUi<BirthdayTrigger> = {
  kind: 'birthday',
  icon: CalendarCheckIcon,
  sentence: yearlyWords,
  Panel: YearlyPanel,
  blank: () => ({ kind: 'birthday', daysBefore: 0 }),
}
