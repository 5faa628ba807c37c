import type { Money } from './money.ts'
import type { ImportKind } from './setup.ts'
import type { ShopifyId } from './shopify-id.ts'

/** A count that stopped at a limit: `isMore` says that there are more than `count`. */
export interface CountUpTo {
  count: number
  isMore: boolean
}

/** What waits for a person. */
export type Need =
  | { kind: 'deliveries-aside'; count: number; isMore: boolean }
  | { kind: 'import-failed'; imports: ImportKind[] }
  | { kind: 'data-requests'; count: number }

/** The four figures of the home page. A day begins at midnight in the shop's time zone. */
export interface Figures {
  ordersToday: CountUpTo
  customersKnown: CountUpTo
  /** First shown within the last seven times 24 hours. */
  offersShown: CountUpTo
  /** Accepted within the last seven times 24 hours. */
  offersAccepted: CountUpTo
}

/** Today's deliveries: worked, waiting or set aside. */
export interface DeliveriesToday {
  worked: CountUpTo
  waiting: CountUpTo
  aside: CountUpTo
}

/** How many of today's happenings are told. */
export const feedMax = 20

/** One thing that happened today. */
export interface FeedEntry {
  /** Unlike any other entry's. */
  key: string
  at: Date
  kind: 'order' | 'refund' | 'offer-shown' | 'offer-accepted' | 'offer-declined'
  /** Of an offer: on which page. */
  placement: string | undefined
  /** The order's name, where there is one. */
  orderName: string | undefined
  customer: { id: ShopifyId<'Customer'>; name: string | undefined } | undefined
  amount: Money | undefined
  /** The offered product. */
  title: string | undefined
}
