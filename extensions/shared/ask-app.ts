import {
  type OfferAnswer,
  type OfferReply,
  type OfferRequest,
  productIdsMax,
  type ShownOffer,
} from '../../app/contract/offer.ts'
import { appUrl } from './app-url.ts'
import type { Host } from './host.ts'
import { inTime } from './in-time.ts'

const answerWithinMs = 2_000
const replyWithinMs = 5_000
const replyTriesMax = 3
const retryAfterMs = 1_000
const refusedStatus = 409

/** What a block says of itself; the basket and the buyer's market are added here. */
export type Question = Omit<OfferRequest, 'productIds' | 'country' | 'currency' | 'language'>

/**
 * The offer for what was bought or is in the cart; nothing when there is none, when there is nothing to go with, or
 * when the app does not answer in 2 s.
 */
export async function askApp(host: Host, question: Question): Promise<ShownOffer | undefined> {
  const productIds = productsOf(host)
  if (productIds.length === 0) return undefined
  const { country, currency, language } = host.localization
  const request: OfferRequest = {
    ...question,
    productIds,
    country: country.value?.isoCode,
    currency: currency.value.isoCode,
    language: language.value.isoCode,
  }
  const answer = await inTime(answerWithinMs, async (signal): Promise<OfferAnswer> => {
    const response = await post(host, '/api/offer', request, signal)
    return response.ok ? response.json() : { kind: 'nothing' }
  })
  return answer?.kind === 'offer' ? answer : undefined
}

/**
 * Tells the app what the shopper did, and whether it took it: it refuses to have sold what has sold out since. Tried
 * again when it does not get through; the app keeps it once.
 */
export async function tellApp(host: Host, reply: OfferReply): Promise<'kept' | 'refused' | 'unheard'> {
  for (let tries = 1; tries <= replyTriesMax; tries += 1) {
    const response = await inTime(replyWithinMs, (signal) => post(host, '/api/offer/answer', reply, signal))
    if (response && response.status < 500) return response.status === refusedStatus ? 'refused' : 'kept'
    if (tries < replyTriesMax) await new Promise((goOn) => setTimeout(goOn, tries * retryAfterMs))
  }
  return 'unheard'
}

/** Tells the app what of an offer the shopper sees: one by one where some of it is not sold to them. */
export async function tellShown(host: Host, { id, items }: ShownOffer, itemIds: string[]): Promise<void> {
  const isWhole = itemIds.length === items.length
  const replies = isWhole ? [{}] : itemIds.map((itemId) => ({ itemId }))
  await Promise.all(replies.map((reply) => tellApp(host, { id, answer: 'shown', ...reply })))
}

/** Every product in the order or cart once, also inside bundles; at most `productIdsMax`. */
export function productsOf({ lines }: Pick<Host, 'lines'>): string[] {
  const ids = lines.value.flatMap(({ merchandise, lineComponents }) => [
    merchandise.product.id,
    ...lineComponents.map((component) => component.merchandise.product.id),
  ])
  return [...new Set(ids)].slice(0, productIdsMax)
}

async function post(
  host: Host,
  path: string,
  body: OfferRequest | OfferReply,
  signal: AbortSignal,
): Promise<Response> {
  const token = await host.sessionToken.get()
  const url = appUrl()
  if (!url) throw new Error('This bundle was built without the address of the app.')
  return fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    // The page may be left while this is under way.
    keepalive: true,
    signal,
  })
}
