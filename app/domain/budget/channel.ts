/**
 * Where a customer can be reached: on the shop's own pages, by email, or by what the merchant connected: Klaviyo, or
 * Shopify Flow and through it any other.
 */
export const channels = ['page', 'email', 'klaviyo', 'flow'] as const
export type Channel = (typeof channels)[number]

/** The channels that carry messages: what "stop all messages" stops. The shop's own pages are visited instead. */
export type MessageChannel = Exclude<Channel, 'page'>
export const messageChannels = channels.filter((channel): channel is MessageChannel => channel !== 'page')
