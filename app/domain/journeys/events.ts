import type { ShopifyId } from '../shopify-id.ts'

/**
 * Something that happened to a customer, from which a journey may begin and which wakes the walks that wait. `at` is its
 * own time, not when it was heard of.
 */
export type JourneyEvent = { customerId: ShopifyId<'Customer'>; at: Date } & (
  | { kind: 'order-paid'; orderId: ShopifyId<'Order'> }
  | { kind: 'order-fulfilled'; orderId: ShopifyId<'Order'> }
  | { kind: 'order-delivered'; orderId: ShopifyId<'Order'> }
  | { kind: 'order-cancelled'; orderId: ShopifyId<'Order'> }
  | { kind: 'refunded'; orderId: ShopifyId<'Order'> }
  /** Tags they have and did not have before, lower case. */
  | { kind: 'tags-joined'; tags: readonly string[] }
  /** They said when their birthday is, or changed it. */
  | { kind: 'birthday-told' }
  /**
   * Flow, the API or the merchant asked for one journey; `call` is the asker's name for this asking, once each, and
   * `askedFor` the name by which they know the customer, who may have been merged since.
   */
  | {
      kind: 'called'
      journeyId: string
      call: string
      askedFor: ShopifyId<'Customer'>
      orderId: ShopifyId<'Order'> | undefined
    }
)

export type JourneyEventKind = JourneyEvent['kind']
