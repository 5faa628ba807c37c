import type { BudgetPolicy } from '../budget/policy.ts'
import type { Preferences } from '../budget/preferences.ts'
import type { Reach } from '../budget/reach.ts'
import type { Field } from '../conditions/condition.ts'
import type { Incentive } from '../offers/incentive.ts'
import type { RuleResult } from '../offers/rule.ts'
import type { ShopifyId } from '../shopify-id.ts'
import type { Need, Predicted } from './facts.ts'
import { fieldsOf } from './fields-of.ts'
import type { JourneyPlan } from './plan.ts'
import { kindOf } from './steps.ts'

/** A customer's past with a shop, and what is known of them today. */
export interface PastCustomer {
  id: ShopifyId<'Customer'>
  timeZone: string
  language: string
  /** Lower case, as they are today: when they were joined is not kept. */
  tags: readonly string[]
  /** As it is today. */
  reach: Reach
  preferences: Preferences
  offersOffAt: Date | undefined
  /** `MM-DD`, taken as told before the walked time began. */
  birthday: string | undefined
  /** All of theirs, in the order in which they were paid: also before the walked time, and cancelled since. */
  orders: readonly PastOrder[]
  /** When real contacts counted against their budget. */
  contacts: readonly Date[]
}

/** An order as it is known today; each of its moments is taken as not yet come before it came. */
export interface PastOrder {
  id: ShopifyId<'Order'>
  paidAt: Date
  cancelledAt: Date | undefined
  /** When all of it was on its way, and when all of it had arrived. */
  fulfilledAt: Date | undefined
  deliveredAt: Date | undefined
  refunds: readonly { at: Date; minor: number }[]
  /** Amounts in the shop's currency. */
  totalMinor: number
  subtotalMinor: number
  discountMinor: number
  discountCodes: readonly string[]
  quantity: number
  country: string | undefined
  currency: string
  language: string | undefined
  channel: string | undefined
  holdsGiftCardsOnly: boolean
  /** Each product once. */
  products: readonly PastProduct[]
}

/** A product of an order, with its tags and collections of today. */
export interface PastProduct {
  id: ShopifyId<'Product'>
  quantity: number
  /** Of one piece, before discounts. */
  priceMinor: number
  tags: readonly string[]
  vendor: string | undefined
  isGiftCard: boolean
  collections: readonly string[]
}

/** What can be foreseen of a customer at a moment. */
export interface Foreseen extends Predicted {
  needs: readonly (Need & { productId: ShopifyId<'Product'> })[]
  daysToNextOrder: number | undefined
  priceBand: string | undefined
  presence: string | undefined
}

/** Of somebody of whom nothing can be said. */
export const nothingForeseen: Foreseen = {
  quietAt: undefined,
  needs: [],
  daysToNextOrder: undefined,
  priceBand: undefined,
  presence: undefined,
}

/** A journey, the shop it would have run in, and over which time. */
export interface Simulation {
  plan: JourneyPlan
  /** What its conditions ask; see `fieldsAsked`. */
  fields: readonly Field[]
  /** What happened in it begins walks; `until` is now, and nothing later is walked. */
  from: Date
  until: Date
  shop: SimulatedShop
  /** Foresees from what had happened by `now`: `orders` are the paid ones that stood then. */
  foresee(orders: readonly PastOrder[], now: Date): Foreseen
  /** What an incentive costs at the most when it is taken once; nothing where that is not known. */
  costMinor(incentive: Incentive, result: RuleResult): number | undefined
}

export interface SimulatedShop {
  timeZone: string
  currency: string | undefined
  /** How long a parcel usually takes where no carrier tells, and, where carriers tell, what they told. */
  deliveryDays: number
  toldDeliveryDays: number | undefined
  policy: BudgetPolicy
  holdoutPercent: number
  /** Products and collections that steps name and the shop no longer has. */
  goneIds: readonly string[]
}

/** What the conditions of a journey ask, each field once. */
export function fieldsAsked({ definition: { entry, exits }, places }: JourneyPlan): Field[] {
  const steps = [...places.values()].flatMap(({ step }) => kindOf(step).needs?.(step).fields ?? [])
  return [...new Set([...fieldsOf(entry), ...(exits.goal ? fieldsOf(exits.goal) : []), ...steps])]
}
