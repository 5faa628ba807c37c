import type { Channel } from '../budget/channel.ts'
import type { NamedJourney } from './circles.ts'
import type { GoodsGone } from './touch-goods.ts'

/**
 * Something that is wrong with a journey before it is published. What `blocks` would be a journey that cannot do what
 * it says; what `warns` is most likely a mistake.
 */
export type Fault = { severity: 'blocks' | 'warns'; stepId: string | undefined } & FaultKind

export type FaultKind =
  /** It has no steps. */
  | { kind: 'empty' }
  /** It waits and branches, and nothing ever happens. */
  | { kind: 'nothing-happens' }
  | { kind: 'entry-holds-for-nobody' }
  /** Everybody would have reached the goal before the first step. */
  | { kind: 'goal-holds-at-once' }
  | { kind: 'goal-holds-for-nobody' }
  | { kind: 'way-holds-for-nobody'; lane: string }
  /** Whoever could take it has gone another way before. */
  | { kind: 'unreachable-lane'; lane: string }
  /** Everybody's walk has ended before. */
  | { kind: 'unreachable-step' }
  | { kind: 'shares-not-hundred'; sum: number }
  /** Its own tag begins it again, or begins others that do: those, the journey first. */
  | { kind: 'begins-itself'; through: { journeyId: string; name: string }[] }
  | { kind: 'text-missing'; language: string; part: 'subject' | 'body' }
  | { kind: 'unknown-variable'; language: string; name: string }
  | { kind: 'loose-braces'; language: string }
  /** The merchant's own words are missing in languages of the shop's customers, who will read Encore's. */
  | { kind: 'own-words-lacking'; languages: string[] }
  /** `isAll`: nothing else is left to offer. */
  | { kind: GoodsGone; ids: string[]; isAll: boolean }
  | { kind: 'wrong-currency'; currency: string }
  | { kind: 'channels-not-connected'; channels: Channel[]; isAll: boolean }
  /** At the soonest so many days after the beginning, of which the message speaks as of something new. */
  | { kind: 'says-too-late'; afterDays: number; daysMax: number }
  /** The message is about a product, or an occasion, that this trigger does not have. */
  | { kind: 'template-out-of-place' }
  | { kind: 'shows-no-products' }
  /** Another journey that is live says the same to people. */
  | { kind: 'said-elsewhere'; journeyId: string; name: string }
  /** Waits for the delivery of an order, and no order began the journey. */
  | { kind: 'waits-for-no-order' }
  | { kind: 'date-has-passed'; date: string }

/** What the shop has, as far as journeys ask. */
export interface FaultContext {
  journeyId: string
  name: string
  /** The shop's other journeys that are live. */
  others: readonly NamedJourney[]
  /** Of products and collections that steps name: those that the shop no longer has. */
  goneIds: readonly string[]
  /** Channels by which the shop can reach anybody. */
  connected: readonly Channel[]
  currency: string
  /** In which the shop's customers are written to; empty where that is not known. */
  languages: readonly string[]
  timeZone: string
}

/** A kind of fault, before it is said how grave it is and where. */
export type Found = FaultKind & { severity: Fault['severity']; stepId?: string | undefined }
