import { wholeIn } from '../../json-fields.ts'
import type { TriggerKind } from '../trigger-kind.ts'
import { isMonthDay, nextYearly, yearlyDue } from '../yearly.ts'

/** Their birthday, if they said when it is. */
export interface BirthdayTrigger {
  kind: 'birthday'
  daysBefore: number
}

/** How long before a yearly day it may be spoken of. */
export const daysBeforeMax = 30

/** The trigger of a birthday, every year. */
export const birthday: TriggerKind<BirthdayTrigger> = {
  kind: 'birthday',
  about: 'customer',
  isTimed: true,
  listensTo: ['birthday-told'],
  parse(json) {
    const daysBefore = wholeIn(json.daysBefore ?? 0)
    if (daysBefore === undefined || daysBefore < 0 || daysBefore > daysBeforeMax)
      return { field: 'daysBefore' }
    return { kind: 'birthday', daysBefore }
  },
  fired({ daysBefore }, event, { birthday: monthDay, timeZone }) {
    if (event.kind !== 'birthday-told' || !monthDay || !isMonthDay(monthDay)) return []
    return [nextYearly(dayOf(event.customerId, monthDay, daysBefore, timeZone), event.at)]
  },
  stillDue({ daysBefore }, { customerId }, { customer }, now) {
    const monthDay = customer?.birthday
    if (!monthDay || !isMonthDay(monthDay)) return { kind: 'no-longer' }
    return yearlyDue(dayOf(customerId, monthDay, daysBefore, customer.timeZone), now)
  },
}

function dayOf(customerId: string, monthDay: string, daysBefore: number, timeZone: string) {
  return { key: `birthday/${customerId}`, monthDay, daysBefore, timeZone }
}
