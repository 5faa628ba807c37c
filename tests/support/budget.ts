import { askBudget } from '../../app/domain/budget/ask-budget.ts'
import type { BudgetAsked, BudgetWish } from '../../app/domain/budget/budget-asked.ts'
import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { dayMs } from '../../app/domain/time-zone.ts'

/** The moment at which the budget is asked, unless a test says when. */
export const noon = new Date('2026-06-15T12:00:00Z')
/** So many days after noon. */
export const days = (count: number) => new Date(noon.getTime() + count * dayMs)

/** A wish for a reminder by email, made at noon and good for sixty days. */
export const aWish = (key: string, change: Partial<BudgetWish> = {}): BudgetWish => ({
  key,
  channels: ['email'],
  topic: 'reminders',
  content: { kind: 'message' },
  usefulness: 50,
  validUntil: days(60),
  waitingSince: noon,
  isAsked: false,
  ...change,
})

/** The reach of somebody whom every channel can reach. */
export const open = { page: 'open', email: 'open', klaviyo: 'open', flow: 'open' } as const

/** What the budget says to these wishes, where nothing else speaks against them. */
export function ask(change: Partial<BudgetAsked>, now = noon) {
  return askBudget(
    {
      wishes: [aWish('a')],
      counted: [],
      policy: usualPolicy,
      preferences: noPreferences,
      reach: open,
      matters: [],
      isHeldOut: false,
      isOffersOff: false,
      isGone: false,
      timeZone: 'Europe/Berlin',
      ...change,
    },
    now,
  )
}

/** What is said of the one wish. */
export const answer = (change: Partial<BudgetAsked>, now?: Date) => ask(change, now)[0]
/** What the customer chose otherwise than most. */
export const prefer = (change: Partial<typeof noPreferences>) => ({
  preferences: { ...noPreferences, ...change },
})
