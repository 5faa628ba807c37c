import { type Channel, channels } from './channel.ts'

/** Whether a customer can be reached by a channel, and if not, why not. */
export type Reachable =
  | 'open'
  /** They have not agreed to be written to, or took it back. */
  | 'no-consent'
  /** There is no address to write to. */
  | 'no-address'
  /** What was sent there bounced, or was complained about. */
  | 'stopped'
  /** The merchant has not connected it. */
  | 'not-connected'

/** By channel. */
export type Reach = Readonly<Record<Channel, Reachable>>

/** What is known of somebody's ways to be reached. */
export interface Contact {
  hasEmail: boolean
  hasPhone: boolean
  /** As Shopify says it, lower case: subscribed, not_subscribed, pending, unsubscribed, redacted ... */
  emailConsent: string | undefined
  smsConsent: string | undefined
  stopped: readonly Channel[]
  /** What the merchant has connected; the shop's own pages always are. */
  connected: readonly Channel[]
}

/**
 * By which channels a customer can be reached. Only a consent that was given counts: Shopify's `subscribed`. Klaviyo
 * and Flow carry email or text messages, so they need one of the two with its address; the shop's own pages are
 * visited, not sent, and need none.
 */
export function reachOf(contact: Contact): Reach {
  const email = addressed(contact.hasEmail, contact.emailConsent)
  const either = better(email, addressed(contact.hasPhone, contact.smsConsent))
  const found: Record<Channel, Reachable> = { page: 'open', email, klaviyo: either, flow: either }
  for (const channel of channels) {
    if (channel === 'page') continue
    if (contact.stopped.includes(channel)) found[channel] = 'stopped'
    if (!contact.connected.includes(channel)) found[channel] = 'not-connected'
  }
  return found
}

function addressed(isThere: boolean, consent: string | undefined): Reachable {
  if (!isThere) return 'no-address'
  return consent === 'subscribed' ? 'open' : 'no-consent'
}

function better(one: Reachable, other: Reachable): Reachable {
  if (one === 'open' || other === 'open') return 'open'
  return one === 'no-consent' || other === 'no-consent' ? 'no-consent' : 'no-address'
}
