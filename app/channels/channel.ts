import type { Channel } from '../domain/budget/channel.ts'
import type { Topic } from '../domain/budget/topic.ts'
import type { MessageLanguage } from '../domain/messages/languages.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import { Rejected } from '../platform/errors.ts'

/** A channel that messages are sent through; the shop's own pages are visited instead. */
export type SendingChannel = Exclude<Channel, 'page'>

/** One message to one person, ready for any channel. All texts are text and each of one line, but for the body's. */
export interface OutgoingMessage {
  shop: string
  touchId: string
  topic: Topic
  /** `welcome` and the like: what kind of message it is. */
  template: string
  /** Whether it answers what the customer asked for. */
  isAsked: boolean
  language: MessageLanguage
  customer: {
    id: ShopifyId<'Customer'>
    email: string | undefined
    phone: string | undefined
    firstName: string | undefined
  }
  from: { name: string; replyTo: string | undefined }
  subject: string
  /** "You get this because ..." */
  reason: string
  /** The same in both forms. */
  html: string
  text: string
  products: readonly { title: string; price: string; imageUrl: string | undefined; url: string }[]
  buttonUrl: string | undefined
  preferencesUrl: string
  /** Takes a one-click POST (RFC 8058). */
  unsubscribeUrl: string
}

/** What a channel is given beside the message. */
export interface ChannelContext {
  now: Date
  /** The shop's own key to the other side, where the channel needs one. */
  key: string | undefined
  signal?: AbortSignal | undefined
}

/** The other side took it. */
export interface Sent {
  /** The name under which the other side knows it; at most 300 characters. */
  providerId: string
}

/**
 * One way to reach people; docs/new-channel.md is the recipe. `send` throws `Unavailable` when the other side surely did
 * not take it and may later, `Rejected` when it never will, `AddressRefused` when that is for the address's sake. Any
 * other error means that nobody can tell whether it was sent.
 */
export interface ChannelKind {
  channel: SendingChannel
  /** Whether the other side takes the same message twice as once: what is not known to be sent is then sent again. */
  knowsRepeats: boolean
  /** Whether a shop can use it: `key` is the shop's, where it has one. */
  isConnected(key: string | undefined): boolean
  /** Whether this person can be reached by it at all. */
  reaches(customer: Pick<OutgoingMessage['customer'], 'email' | 'phone'>): boolean
  send(message: OutgoingMessage, context: ChannelContext): Promise<Sent>
}

/** The other side says that nothing ever arrives at this address. */
export class AddressRefused extends Rejected {}
