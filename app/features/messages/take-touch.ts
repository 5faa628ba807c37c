import type { ChannelKind, OutgoingMessage, SendingChannel } from '../../channels/channel.ts'
import { topics } from '../../domain/budget/topic.ts'
import { isAboutThings } from '../../domain/journeys/steps/message.ts'
import { wordIn } from '../../domain/json-fields.ts'
import { parseSettings } from '../../domain/settings.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readCustomersOfWalks } from '../../store/journey-facts.server.ts'
import { type MessageFacts, readMessageFacts } from '../../store/message-facts.server.ts'
import {
  dropQueued,
  keepOutcome,
  leaseTouch,
  putOffQueued,
  type QueuedTouch,
} from '../../store/outbox.server.ts'
import { chooseProducts, type ProductsChosen } from './choose-products.ts'
import { type ComposedTouch, composeTouch, type MessageContent, messageIn } from './compose-touch.ts'
import { preferenceToken } from './preference-token.ts'
import { recheckTouch } from './recheck-touch.ts'
import { renderEmail, type ShownProduct } from './render-email.ts'
import { withRunningOut } from './running-out.ts'

const leaseSeconds = 120
const codesLaterSeconds = 1_200
// Codes are made within a quarter of an hour; a shop that cannot make any does not say what it cannot give.
const codesWaitedMax = 4

/** What is needed to take a touch in hand. */
export interface TakingEdge {
  shop: string
  now: Date
  kind: ChannelKind
  /** The shop's own for the channel. */
  channelKey: string | undefined
  preferenceKey: Buffer
  appUrl: string
}

type Touch = QueuedTouch & { channel: SendingChannel }

const notSent = { kind: 'never', why: { kind: 'not-sent' } } as const
const giftCardsOnly = { kind: 'never', why: { kind: 'gift-cards-only' } } as const

/**
 * Takes a queued touch in hand: asks once more whether it may go, writes what it says as everything is now, and leases
 * it. Nothing where it may not go, or another is sending it: then what is to be kept of that is kept. To be run in a
 * unit of work of its own, before whose end nothing is sent.
 */
export async function takeTouch(
  db: HotDb,
  touch: Touch,
  edge: TakingEdge,
): Promise<OutgoingMessage | undefined> {
  const { now, kind, channelKey } = edge
  if (touch.walkEnd !== null && touch.walkEnd !== 'completed') {
    // In hand when its walk was stopped, and given back since: what was in line then is dropped alike.
    const verdict = { kind: 'never', why: { kind: 'walk-ended', end: touch.walkEnd } }
    await dropQueued(db, touch.id, { verdict, now })
    return undefined
  }
  const [read, customers] = await Promise.all([
    readMessageFacts(db, touch),
    readCustomersOfWalks(db, [touch.customerId], false),
  ])
  const content = messageIn(touch.content)
  const customer = customers.get(touch.customerId)
  const known = read && { customer, shop: read.shop, isConnected: kind.isConnected(channelKey) }
  const verdict = hasNothingToTell(content, read) ? giftCardsOnly : known && recheckTouch(touch, known, now)
  if (verdict?.kind === 'hold') {
    await putOffQueued(db, touch.id, { verdict, now, until: verdict.until })
    return undefined
  }
  if (!read || !content || verdict?.kind !== 'go' || !isShopifyId('Customer', touch.customerId)) {
    await dropQueued(db, touch.id, { verdict: verdict?.kind === 'never' ? verdict : notSent, now })
    return undefined
  }
  const facts = await withRunningOut(db, read, touch.customerId, now)
  const { firstOrderAt, orders = [] } = customer ?? {}
  const composed = composeTouch(content, facts, { firstOrderAt, lastOrderAt: orders[0]?.at })
  const products = await productsOf(db, touch, touch.customerId, { content, facts, composed }, now)
  if (products.kind !== 'products') {
    await withoutProducts(db, touch, products, now)
    return undefined
  }
  const until = new Date(now.getTime() + leaseSeconds * 1000)
  if (!(await leaseTouch(db, touch.id, until))) return undefined
  return outgoing(touch, { content, facts, composed, products: products.products }, edge)
}

/** A walk that no order began tells of their latest, and of that the step did not know. */
function hasNothingToTell(content: MessageContent | undefined, facts: MessageFacts | undefined): boolean {
  const isOfGiftCards = facts?.order?.holdsGiftCardsOnly === true && !facts.product
  return content !== undefined && isOfGiftCards && isAboutThings(content.template)
}

interface Written {
  content: MessageContent
  facts: MessageFacts
  composed: ComposedTouch
}

async function productsOf(
  db: HotDb,
  touch: Touch,
  customerId: ShopifyId<'Customer'>,
  { content, facts, composed }: Written,
  now: Date,
): Promise<ProductsChosen> {
  const { offer } = content
  const orderId = facts.order?.id
  if (!offer) return { kind: 'products', products: [] }
  if (!isShopifyId('Order', orderId)) return { kind: 'nothing', why: 'nothing-to-offer' }
  const { language } = composed.message
  return chooseProducts(db, { touchId: touch.id, customerId, orderId, language, offer }, now)
}

/** A message around products that are not there would say nothing true. */
async function withoutProducts(
  db: HotDb,
  touch: Touch,
  chosen: Exclude<ProductsChosen, { kind: 'products' }>,
  now: Date,
): Promise<void> {
  const dueAt = new Date(now.getTime() + codesLaterSeconds * 1000)
  if (chosen.kind === 'nothing' || touch.attempts >= codesWaitedMax || dueAt > touch.validUntil)
    await dropQueued(db, touch.id, {
      verdict: notSent,
      now,
      error: chosen.kind === 'nothing' ? chosen.why : 'no-codes',
    })
  else if (await leaseTouch(db, touch.id, now))
    await keepOutcome(db, touch.id, { status: 'queued', error: 'Its discount codes are being made.', dueAt })
}

function outgoing(
  touch: Touch,
  { content, facts, composed, products }: Written & { products: ShownProduct[] },
  { shop, preferenceKey, appUrl }: TakingEdge,
): OutgoingMessage {
  const { message, buttonUrl } = composed
  const { brand, sender } = parseSettings(facts.shop.settings)
  const customerId = touch.customerId as ShopifyId<'Customer'> // Proven by `takeTouch`.
  const token = preferenceToken(preferenceKey, { shop, customerId })
  const links = {
    buttonUrl: message.button ? buttonUrl : undefined,
    preferencesUrl: `${appUrl}/preferences/${token}`,
    unsubscribeUrl: `${appUrl}/unsubscribe/${token}`,
  }
  const { logoUrl, color } = brand
  return {
    shop,
    touchId: touch.id,
    topic: wordIn(topics, touch.topic) ?? 'help',
    template: content.template,
    isAsked: touch.isAsked,
    language: message.language,
    customer: {
      id: customerId,
      email: facts.customer?.email ?? undefined,
      phone: facts.customer?.phone ?? undefined,
      firstName: facts.customer?.firstName ?? undefined,
    },
    from: { name: composed.shop, replyTo: sender.replyTo },
    subject: message.subject,
    reason: message.reason,
    ...renderEmail({ message, products, shop: composed.shop, logoUrl, color, ...links }),
    products: products.map(({ title, price, imageUrl, url }) => ({ title, price, imageUrl, url })),
    ...links,
  }
}
