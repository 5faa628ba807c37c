import type { BudgetAnswer, BudgetVerdict } from './budget-answer.ts'
import type { BudgetAsked, BudgetWish } from './budget-asked.ts'
import type { GoReason, NeverReason } from './budget-reason.ts'
import type { Channel } from './channel.ts'
import { channelReason, neverReason } from './never.ts'
import { lastingFirst } from './open-matter.ts'
import { type Caps, capsOf, type Room } from './room.ts'
import { afterQuiet, longestOf, type Taken, untilRoom, whileMatterIsOpen, whilePaused } from './waits.ts'

/**
 * Says of each wish of one customer whether it goes now, waits until when and for what, or never goes and why. Answers
 * stand in the order of the wishes and do not depend on it: where there is room for fewer than want to go, the most
 * useful go, then those that have waited longest. Whoever follows a go must count it at `countsAt`. Pure.
 */
export function askBudget(asked: BudgetAsked, now: Date): BudgetAnswer[] {
  const said = new Map<string, BudgetAnswer>()
  const matters = lastingFirst(asked.matters)
  const customer: Customer = { ...asked, matters, caps: capsOf(asked.policy, asked.preferences) }
  const taken: Taken = { counted: [...asked.counted], by: [] }
  for (const wish of [...asked.wishes].sort(mostUsefulFirst)) {
    const verdict = judge(wish, customer, taken, now)
    if (verdict.kind === 'go' && verdict.countsAt) {
      taken.counted.push(verdict.countsAt)
      taken.by.push(wish)
    }
    said.set(wish.key, { key: wish.key, ...verdict })
  }
  tellWhoWon(said)
  return asked.wishes.flatMap(({ key }) => said.get(key) ?? [])
}

interface Customer extends BudgetAsked {
  caps: Caps
}

function mostUsefulFirst(one: BudgetWish, other: BudgetWish): number {
  const useful = other.usefulness - one.usefulness
  const waited = one.waitingSince.getTime() - other.waitingSince.getTime()
  return useful || waited || (one.key < other.key ? -1 : 1)
}

function judge(wish: BudgetWish, customer: Customer, taken: Taken, now: Date): BudgetVerdict {
  const why = neverReason(wish, customer)
  if (why) return { kind: 'never', why }
  let against: NeverReason = { kind: 'too-late' }
  if (wish.validUntil < now) return { kind: 'never', why: against }
  for (const [place, channel] of wish.channels.entries()) {
    const verdict = byChannel(channel, wish, customer, taken, now)
    if (verdict.kind !== 'never') return verdict
    if (place === 0) against = verdict.why
  }
  return { kind: 'never', why: against }
}

/** The best channel that can be used is waited for; the next one only where that would be too late. */
function byChannel(
  channel: Channel,
  wish: BudgetWish,
  customer: Customer,
  taken: Taken,
  now: Date,
): BudgetVerdict {
  const reason = channelReason(channel, wish, customer)
  if (reason) return { kind: 'never', why: reason }
  const isCounted = !wish.isAsked && channel !== 'page'
  const room = isCounted ? untilRoom(wish, customer, taken, now) : undefined
  const waits = [whilePaused(customer, now), whileMatterIsOpen(wish, customer, now), ...(room ? [room] : [])]
  const wait = longestOf(waits, now)
  const { at, why } = channel === 'page' ? wait : afterQuiet(wait, customer)
  if (why && at <= wish.validUntil) return { kind: 'hold', until: at, why }
  if (why) return { kind: 'never', why: { kind: 'too-late', heldBy: why } }
  return { kind: 'go', channel, countsAt: room && now, why: goReason(wish, room) }
}

function goReason(wish: BudgetWish, room: Room | undefined): GoReason {
  if (wish.isAsked) return { kind: 'asked' }
  return room ? { kind: 'room', ...room.used, before: [] } : { kind: 'waits-on-page' }
}

/** A touch that went before others says before which. */
function tellWhoWon(said: Map<string, BudgetAnswer>): void {
  for (const { key, kind, why } of [...said.values()]) {
    if (kind !== 'hold' || why.kind !== 'another-was-more-useful') continue
    const winner = said.get(why.key)
    if (winner?.kind === 'go' && winner.why.kind === 'room')
      said.set(why.key, { ...winner, why: { ...winner.why, before: [...winner.why.before, key] } })
  }
}
