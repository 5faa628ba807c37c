import type { OfferAnswer, OfferReply, OfferRequest, ShownOffer } from '../../../app/contract/offer.ts'
import { appUrl } from './app-url.ts'
import type { Host } from './host.ts'
import { inTime } from './in-time.ts'

const answerWithinMs = 2_000
const replyWithinMs = 5_000
const replyTriesMax = 3
const retryAfterMs = 1_000

/** The offer for this purchase; nothing when there is none, or the app does not answer in 2 s. */
export async function askApp(host: Host, request: OfferRequest): Promise<ShownOffer | undefined> {
  const answer = await inTime(answerWithinMs, async (signal): Promise<OfferAnswer> => {
    const response = await post(host, '/api/offer', request, signal)
    return response.ok ? response.json() : { kind: 'nothing' }
  })
  return answer?.kind === 'offer' ? answer : undefined
}

/** Tells the app what the shopper did. Tried again when it does not get through; the app keeps it once. */
export async function tellApp(host: Host, reply: OfferReply): Promise<void> {
  for (let tries = 1; tries <= replyTriesMax; tries += 1) {
    const response = await inTime(replyWithinMs, (signal) => post(host, '/api/offer/answer', reply, signal))
    if (response && response.status < 500) return
    if (tries < replyTriesMax) await new Promise((goOn) => setTimeout(goOn, tries * retryAfterMs))
  }
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
