import type { Test } from '../conditions/condition.ts'
import type { ShopifyId } from '../shopify-id.ts'
import type { Enrollment } from './enrollment.ts'
import type { JourneyEvent, JourneyEventKind } from './events.ts'
import type { JourneyFacts, Need } from './facts.ts'

/**
 * All that makes a kind of trigger: how it is read from JSON, what it listens to, whom it begins a walk for and when,
 * and whether that still holds when the time has come. One file in `triggers/` for each, listed in `triggers.ts`;
 * docs/new-step.md is the recipe.
 */
export interface TriggerKind<T extends { kind: string }> {
  kind: T['kind']
  /** What it is about: `order.*` is known only where an order began the walk. */
  about: 'order' | 'product' | 'customer'
  /** Whether its moment lies ahead of the event, so that customers who are there already have one too. */
  isTimed: boolean
  listensTo: readonly JourneyEventKind[]
  /** The trigger that JSON says, unknown fields dropped, or the field that does not fit. */
  parse(json: Record<string, unknown>): T | TriggerFault
  /** The walks that an event begins, each named by its key: the same event again names the same. */
  fired(trigger: T, event: JourneyEvent, context: FiringContext): readonly Fired[]
  /** Judged when a walk's time has come: whether it may begin now, later or no longer. */
  stillDue(trigger: T, enrollment: Enrollment, facts: JourneyFacts, now: Date): StillDue
  /** What is true of everybody whom it fires for; nothing where it says nothing. */
  assumes?(trigger: T): Test[]
}

/** The field of a trigger that does not fit. */
export interface TriggerFault {
  field: string
}

/** A walk that is to begin. */
export interface Fired {
  /** Its own among the walks of the journey, of all customers; see `enrollmentKey`. */
  key: string
  triggeredAt: Date
  dueAt: Date
  orderId: ShopifyId<'Order'> | undefined
  productId: ShopifyId<'Product'> | undefined
}

/** What is known when an event is heard of. */
export interface FiringContext {
  /** Of the customer; the shop's where theirs is not known. */
  timeZone: string
  /** How long a parcel of this shop usually takes. */
  deliveryDays: number
  /** Which of the customer's paid orders the event's is, 1 for the first; nothing without one. */
  orderNumber: number | undefined
  firstOrderAt: Date | undefined
  /** `MM-DD`. */
  birthday: string | undefined
  quietAt: Date | undefined
  /** What of the event's order they will need again; only what counts from that order. */
  needs: readonly (Need & { productId: ShopifyId<'Product'> })[]
}

/**
 * Whether what a trigger foresaw still holds; `next` is when it comes round again, to be entered as well. `told` is what
 * another walk of theirs spoke of.
 */
export type StillDue =
  | { kind: 'due'; next?: Fired }
  | { kind: 'later'; at: Date }
  | { kind: 'no-longer'; next?: Fired }
  | { kind: 'told' }
