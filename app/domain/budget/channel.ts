/**
 * Where a customer can be reached: on the shop's own pages, by email, or by what the merchant connected: Klaviyo, or
 * Shopify Flow and through it any other.
 */
export const channels = ['page', 'email', 'klaviyo', 'flow'] as const
export type Channel = (typeof channels)[number]
