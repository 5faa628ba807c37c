import { dayMs } from '../time-zone.ts'
import type { BudgetAsked, BudgetWish } from './budget-asked.ts'
import type { HoldReason } from './budget-reason.ts'
import { endOfQuiet } from './quiet-hours.ts'
import { type Caps, type Room, roomFor } from './room.ts'

/** When something lets a touch go; `why` is missing when that is now. */
export interface Wait {
  at: Date
  why: HoldReason | undefined
  /** It is not known when: this is only the next look. */
  isLookAgain?: boolean
}

/** How long until a matter without a known end is looked at again, unless something wakes the wish before. */
const lookAgainMs = dayMs

/** What counted before, with what was let go in the same answer and by whom. */
export interface Taken {
  counted: Date[]
  by: BudgetWish[]
}

/** The customer's own pause; it holds for what they asked for as well. */
export function whilePaused({ preferences: { pausedUntil } }: BudgetAsked, now: Date): Wait {
  if (!pausedUntil || pausedUntil <= now) return { at: now, why: undefined }
  return { at: pausedUntil, why: { kind: 'paused-until' } }
}

/** What is not well between them and the shop: help goes, all else waits. `matters` begin with the longest. */
export function whileMatterIsOpen(wish: BudgetWish, { matters }: BudgetAsked, now: Date): Wait {
  const [longest] = matters
  if (!longest || wish.isAsked || wish.topic === 'help') return { at: now, why: undefined }
  const { kind: matter, orderId, until } = longest
  const why: HoldReason = { kind: 'open-matter', matter, ...(orderId === undefined ? {} : { orderId }) }
  if (until) return until > now ? { at: until, why } : { at: now, why: undefined }
  const next = new Date(now.getTime() + lookAgainMs)
  const isLast = wish.validUntil <= now
  return { at: isLast || next < wish.validUntil ? next : wish.validUntil, why, isLookAgain: true }
}

/** The caps. Where only what was let go in this answer fills them, the reason names who took the last place. */
export function untilRoom(
  wish: BudgetWish,
  customer: BudgetAsked & { caps: Caps },
  taken: Taken,
  now: Date,
): Room {
  const room = roomFor(taken.counted, customer.caps, now)
  const winner = taken.by.at(-1)
  if (!room.why || !winner || roomFor(customer.counted, customer.caps, now).why) return room
  const { key, usefulness } = winner
  const why = { kind: 'another-was-more-useful', key, usefulness, itsUsefulness: wish.usefulness } as const
  return { ...room, why }
}

/** The one that takes longest. */
export function longestOf(waits: readonly Wait[], now: Date): Wait {
  return waits.reduce((longest, wait) => (wait.at > longest.at ? wait : longest), {
    at: now,
    why: undefined,
  })
}

/** The same, or when the quiet hours that it falls into are over. */
export function afterQuiet(wait: Wait, { policy, timeZone }: BudgetAsked): Wait {
  if (wait.isLookAgain) return wait
  const at = endOfQuiet(policy, timeZone, wait.at)
  if (at <= wait.at) return wait
  const { quietFromHour: fromHour, quietUntilHour: untilHour } = policy
  return { at, why: wait.why ?? { kind: 'quiet-hours', fromHour, untilHour, timeZone } }
}
