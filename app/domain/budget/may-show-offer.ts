import type { BudgetAsked, BudgetWish } from './budget-asked.ts'
import type { GoReason, HoldReason, NeverReason } from './budget-reason.ts'
import { channelReason, neverReason } from './never.ts'
import { lastingFirst } from './open-matter.ts'
import { capsOf, roomFor } from './room.ts'
import { longestOf, whileMatterIsOpen, whilePaused } from './waits.ts'

/** What the budget must know of a customer who looks at a page where an offer could stand. */
export interface PageAsked
  extends Pick<BudgetAsked, 'counted' | 'policy' | 'preferences' | 'matters' | 'isHeldOut' | 'isOffersOff'> {
  /** An offer was shown for this order before: looking again is no further contact. */
  isSeen: boolean
  /** The customer asked to be reminded of what is offered. */
  isAsked: boolean
}

/** Whether an offer may stand on a page, and why. */
export type PageAnswer =
  /** `counts` says whether showing it is a contact of its own. */
  | { kind: 'yes'; counts: boolean; why: GoReason | { kind: 'seen' } }
  /** `until` is when it could stand there, where that is known. */
  | { kind: 'no'; why: HoldReason | NeverReason; until: Date | undefined }

/**
 * Whether an offer may stand on a page of the shop that a customer looks at now. The same caps and wishes hold as for
 * messages, but no quiet hours, since they came by themselves. Of all pages of one order the first that is seen counts,
 * and the others with it. Pure.
 */
export function mayShowOffer(asked: PageAsked, now: Date): PageAnswer {
  const { isAsked, isSeen } = asked
  const matters = lastingFirst(asked.matters)
  const caps = capsOf(asked.policy, asked.preferences)
  const customer = { ...asked, matters, caps, ...anyPage }
  const wish: BudgetWish = { ...anyOffer, isAsked, validUntil: now, waitingSince: now }
  const never = neverReason(wish, customer) ?? channelReason('page', wish, customer)
  if (never) return { kind: 'no', why: never, until: undefined }
  const quiet = longestOf([whilePaused(customer, now), whileMatterIsOpen(wish, customer, now)], now)
  if (quiet.why) return { kind: 'no', why: quiet.why, until: quiet.isLookAgain ? undefined : quiet.at }
  if (isAsked) return { kind: 'yes', counts: false, why: { kind: 'asked' } }
  if (isSeen) return { kind: 'yes', counts: false, why: { kind: 'seen' } }
  const room = roomFor(asked.counted, caps, now)
  if (room.why) return { kind: 'no', why: room.why, until: room.at }
  return { kind: 'yes', counts: true, why: { kind: 'room', ...room.used, before: [] } }
}

/** Pages need no address and no consent; whose clocks are meant does not matter without quiet hours. */
const anyPage: Pick<BudgetAsked, 'wishes' | 'reach' | 'isGone' | 'timeZone'> = {
  wishes: [],
  reach: { page: 'open', email: 'open', klaviyo: 'open', flow: 'open' },
  isGone: false,
  timeZone: 'UTC',
}

const anyOffer: Omit<BudgetWish, 'isAsked' | 'validUntil' | 'waitingSince'> = {
  key: 'page',
  channels: ['page'],
  topic: 'offers',
  content: { kind: 'offer' },
  usefulness: 50,
}
