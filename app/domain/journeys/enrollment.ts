import type { KeptArm } from '../budget/holdout.ts'
import type { ShopifyId } from '../shopify-id.ts'

/** One customer's walk through one version of a journey. */
export interface Enrollment {
  id: string
  journeyId: string
  version: number
  customerId: ShopifyId<'Customer'>
  /** The order that began it, where one did. */
  orderId: ShopifyId<'Order'> | undefined
  /** The product that it is about, where the trigger is about one. */
  productId: ShopifyId<'Product'> | undefined
  /** Whether somebody asked for it by name, so that the trigger has no say in it. */
  isCalled: boolean
  /** The moment that the trigger speaks of: of the order, of the birthday. Exits count what happened after it. */
  triggeredAt: Date
  /** When the entry condition was found to hold; nothing before that. */
  enteredAt: Date | undefined
  /** Whether they are contacted or left alone: drawn when they enter, and kept. Nothing where nobody was left alone. */
  arm?: KeptArm | undefined
  standing: Standing
}

/** Where a walk stands. */
export type Standing =
  /** Triggered; at `dueAt` it is decided whether they enter. */
  | { status: 'entering'; dueAt: Date }
  /** At a step since `since`, to be looked at again at `dueAt` at the latest. `memory` is the step's own. */
  | { status: 'active'; stepId: string; since: Date; dueAt: Date; memory: StepMemory }
  | { status: 'ended'; at: Date; why: EndReason }

/** What a step remembers while somebody stands at it, as JSON: each kind of step parses its own. */
export type StepMemory = Readonly<Record<string, string | number | boolean | null>>

/** Why a walk is over. */
export const endReasons = [
  'completed',
  'not-entered',
  'bought',
  'refunded',
  'goal',
  'unsubscribed',
  'no-longer-due',
  'stopped-by-merchant',
  'stopped-by-customer',
  'journey-archived',
  'customer-gone',
  'shop-gone',
  'broken',
] as const
export type EndReason = (typeof endReasons)[number]
