import type { Channel } from '../budget/channel.ts'
import type { Topic } from '../budget/topic.ts'
import type { ConditionFacts } from '../conditions/judge-condition.ts'

/** What is known of a customer, their orders and the shop when a walk is looked at. */
export interface JourneyFacts {
  /** What conditions are judged by; `order.*` speak of the order that began the walk. */
  conditions: ConditionFacts
  /** Nothing when the customer was redacted, deleted or merged away. */
  customer: CustomerFacts | undefined
  /** The order that began the walk; nothing without one, or when it is gone. */
  order: OrderFacts | undefined
  /** Newest first, at most 20: paid orders that stand, the one that began the walk among them. */
  orders: readonly { id: string; at: Date }[]
  /** Newest first: the latest 20, and the latest of the order that began the walk. */
  refunds: readonly { orderId: string; at: Date }[]
  predicted: Predicted
  past: PastWalks
  /** Ids of products and collections that steps name, or the walk is about, and the shop no longer has. */
  goneIds: readonly string[]
  /** `deliveryDays`: how long a parcel of this shop usually takes, where no carrier tells. */
  shop: { timeZone: string; isUninstalled: boolean; deliveryDays: number }
  journey: { isPaused: boolean; isArchived: boolean }
}

export interface CustomerFacts {
  /** IANA; the shop's where the customer's is not known. */
  timeZone: string
  language: string
  /** When they joined each tag that a journey listens to is not kept: tags as they are now, lower case. */
  tags: readonly string[]
  /** By which channels and on which topics they can be reached at all. */
  reach: { channels: readonly Channel[]; topics: readonly Topic[] }
  /** `MM-DD`, as they said it. */
  birthday: string | undefined
  firstOrderAt: Date | undefined
}

export interface OrderFacts {
  id: string
  paidAt: Date
  cancelledAt: Date | undefined
  fulfilledAt: Date | undefined
  deliveredAt: Date | undefined
  /** There is nothing in it to explain, to ask about or to go with. */
  holdsGiftCardsOnly: boolean
}

/** What is expected of a customer, from their past and the shop's. */
export interface Predicted {
  /** When they will have been quiet for longer than usual; nothing where that cannot be said. */
  quietAt: Date | undefined
  /** When they will need products again that they bought. */
  needs: readonly Need[]
}

export interface Need {
  productId: string
  dueAt: Date
  /** Their last order of it, from which it counts. */
  orderId: string
}

/**
 * Their other walks through this journey, also what was decided of those a moment ago in the same batch: nobody walks
 * it twice at once.
 */
export interface PastWalks {
  isWalking: boolean
  lastEnteredAt: Date | undefined
}
