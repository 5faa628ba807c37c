import type { ShopifyId } from './shopify-id.ts'

/**
 * How far a return can be, in Shopify's words for webhooks and in the order in which it comes to them.
 * Source: https://shopify.dev/docs/api/admin-graphql/2026-10/enums/ReturnStatus
 */
export const returnStatuses = ['requested', 'open', 'closed', 'declined', 'canceled'] as const

export type ReturnStatus = (typeof returnStatuses)[number]

/** A return while it is not settled: asked for, or on its way back. */
export const openStatuses = ['requested', 'open'] as const satisfies readonly ReturnStatus[]

/** What a customer sends back, as Shopify tells it: how far it is, and nothing of when. */
export interface Return {
  id: ShopifyId<'Return'>
  orderId: ShopifyId<'Order'>
  status: ReturnStatus
}
