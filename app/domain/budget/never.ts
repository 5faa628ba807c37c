import type { BudgetAsked, BudgetWish } from './budget-asked.ts'
import type { NeverReason } from './budget-reason.ts'
import type { Channel } from './channel.ts'
import type { Caps } from './room.ts'

type Known = Pick<BudgetAsked, 'preferences' | 'reach' | 'isHeldOut' | 'isOffersOff' | 'isGone'> & {
  caps: Caps
}
type Wish = Pick<BudgetWish, 'channels' | 'topic' | 'content' | 'isAsked'>

/**
 * Why a touch may never go, whatever the time; nothing where it may. What a customer asked for is not measured by what
 * the shop may do on its own, but by the customer's own words it is.
 */
export function neverReason(wish: Wish, known: Known): NeverReason | undefined {
  const { preferences } = known
  if (known.isGone) return { kind: 'gone' }
  if (preferences.neverAt) return { kind: 'never' }
  if (preferences.topicsOff.includes(wish.topic)) return { kind: 'topic-off', topic: wish.topic }
  if (wish.isAsked) return undefined
  if (known.isOffersOff && isOffer(wish)) return { kind: 'offers-off' }
  if (known.isHeldOut) return { kind: 'held-out' }
  return noRoom(known.caps)
}

/** Whether a touch is one of those that "no offers" means. */
export function isOffer({ topic, content }: Pick<BudgetWish, 'topic' | 'content'>): boolean {
  return topic === 'offers' || content.kind === 'offer'
}

function noRoom({ week, month }: Caps): NeverReason | undefined {
  const cap = [week, month].find(({ max }) => max <= 0)
  return cap && { kind: 'no-room', whose: cap.whose }
}

/** What stands against a channel for this touch; nothing where it can be used. */
export function channelReason(channel: Channel, wish: Wish, known: Known): NeverReason | undefined {
  if (known.preferences.channelsOff.includes(channel)) return { kind: 'channel-off', channel }
  const reachable = known.reach[channel]
  switch (reachable) {
    case 'open':
      return undefined
    case 'stopped':
      return { kind: 'channel-stopped', channel }
    case 'no-consent':
      // Who asks for an answer agrees to it.
      return wish.isAsked ? undefined : { kind: 'no-consent', channel }
    case 'no-address':
    case 'not-connected':
      return { kind: reachable, channel }
    default:
      return reachable satisfies never
  }
}
