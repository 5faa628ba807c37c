import type { BudgetReasonKind } from '../budget/budget-reason.ts'
import type { Channel } from '../budget/channel.ts'
import type { EndReason } from './enrollment.ts'
import type { Passed } from './step-kind.ts'

/**
 * What a journey would have done, had it been live for the past year: counts over the customers that were walked. Times
 * are ISO text, as JSON has them. No name is in it; examples name customers and orders by id.
 */
export interface DryRunReport {
  from: string
  until: string
  /** The paid orders of that time, and whose they are. */
  orders: number
  customers: number
  /** Orders of nobody known, whom no journey reaches. */
  guestOrders: number
  /** In a large shop every second, third ... customer was walked, and all counts are of those. */
  everyNth: number
  walks: WalkCounts
  /** What budget and channels let through, by channel, and to how many customers. */
  touches: { went: number; customers: number; byChannel: Partial<Record<Channel, number>> }
  /** By week from `from` on, the last one cut short by `until`: who entered, and what they received. */
  weeks: { from: string; entered: number; touches: number }[]
  /** By id of step, of those that anybody came to. */
  steps: Record<string, StepCounts>
  budget: BudgetCounts
  cost: DryRunCost
  /** Up to ten, who received something first. */
  examples: ExampleWalk[]
  /** Why nobody would have entered; missing where somebody did. */
  emptyBecause?: EmptyBecause | undefined
  /** What the past does not tell and was taken as it is today. */
  takenAsToday: TakenAsToday[]
}

export interface WalkCounts {
  /** How often the trigger fired and its time came. */
  fired: number
  entered: number
  customers: number
  orders: number
  /** Why others did not enter. `toldTogether`: another walk spoke of the same as well. */
  refused: {
    condition: number
    walking: number
    againTooSoon: number
    toldTogether: number
    noLongerDue: number
  }
  /** How those that entered ended. */
  ended: Partial<Record<EndReason, number>>
  /** Of those, who ended as they entered: they came to no step. */
  endedAtOnce: Partial<Record<EndReason, number>>
  /** Who would be on the way still. */
  underWay: number
}

export interface StepCounts {
  /** Who came to it, and who went past. */
  came: number
  passed: number
  /** Into each of its lanes. */
  lanes: Record<string, number>
  /** Touches that it wished for: let through, held at least once, and dropped. */
  went: number
  held: number
  dropped: number
}

export interface BudgetCounts {
  /** Touches that were held back at least once, and how many of those went later. */
  held: number
  heldThenWent: number
  /** How often each reason held one back, and for how many days together. */
  holds: Partial<Record<BudgetReasonKind, { times: number; days: number }>>
  /** How often each reason dropped one for good. */
  dropped: Partial<Record<BudgetReasonKind, number>>
  /** Of touches dropped as too late, what had held them. */
  tooLateFor: Partial<Record<BudgetReasonKind, number>>
}

/** What the journey would have given away at the very most: every offer taken once, at its dearest. */
export interface DryRunCost {
  /** Offers and messages with a discount or a gift that went. */
  incentives: number
  atMostMinor: number
  currency: string | undefined
  /** Of how many it cannot be said, as a product has no cost or no price. */
  unknown: number
}

export const emptyReasons = ['no-orders', 'cannot-tell', 'never-fired', 'condition', 'not-due'] as const

/** No orders at all; a trigger of which the past keeps nothing; it never fired; the condition held for nobody; too late. */
export type EmptyBecause = (typeof emptyReasons)[number]

export const takenAsTodayWords = ['tags', 'consent', 'collections', 'predictions', 'other-journeys'] as const
export type TakenAsToday = (typeof takenAsTodayWords)[number]

/** One walk, whole. */
export interface ExampleWalk {
  customerId: string
  orderId: string | undefined
  triggeredAt: string
  enteredAt: string
  events: ExampleEvent[]
  /** Missing where they would be on the way still. */
  end?: { at: string; why: EndReason } | undefined
}

/** What happened at one step of a walk. */
export interface ExampleEvent {
  at: string
  stepId: string
  /** Whoever did not enter is no example. */
  kind: Exclude<Passed['kind'], 'not-entered'> | 'held'
  /** The lane, arm, channel, reason or tag. */
  word?: string | undefined
  /** Of what is held: until when. */
  until?: string | undefined
}
