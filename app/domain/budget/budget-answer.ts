import type { GoReason, HoldReason, NeverReason } from './budget-reason.ts'
import type { Channel } from './channel.ts'

/** What the budget says of a touch. As JSON it is what is kept beside it. */
export type BudgetVerdict =
  /** `countsAt` is missing where it does not count, or not yet. */
  | { kind: 'go'; channel: Channel; countsAt: Date | undefined; why: GoReason }
  /** Ask again then; never after the touch is no longer worth saying. */
  | { kind: 'hold'; until: Date; why: HoldReason }
  | { kind: 'never'; why: NeverReason }

/** The same with the wish that it answers. */
export type BudgetAnswer = BudgetVerdict & { key: string }
