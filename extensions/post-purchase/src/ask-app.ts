import type {
  PostPurchaseAnswer,
  PostPurchaseReply,
  PostPurchaseRequest,
  SignAnswer,
  SignRequest,
} from '../../../app/contract/post-purchase.ts'
import { appUrl } from '../../shared/app-url.ts'
import { inTime } from '../../shared/in-time.ts'

const offerWithinMs = 500
const signWithinMs = 5_000
const signTriesMax = 2
const replyWithinMs = 2_000

/** What the app must know of the purchase: Shopify's token proves it, the language is the buyer's. */
export interface Input {
  token: string
  locale: string
}

/** What is offered with this purchase; nothing when the app does not say so in 500 ms. */
export function askOffer(input: Input): Promise<PostPurchaseAnswer | undefined> {
  return ask(input, '/api/post-purchase/offer', { language: input.locale }, offerWithinMs)
}

/**
 * The token for a change, or why there is none. Asked a second time when no answer comes: the app signs an acceptance
 * once and gives the same token again. Nothing when both were in vain.
 */
export async function askSignature(input: Input, request: SignRequest): Promise<SignAnswer | undefined> {
  for (let tries = 1; tries <= signTriesMax; tries += 1) {
    const answer = await ask<SignAnswer>(input, '/api/post-purchase/sign', request, signWithinMs)
    if (answer) return answer
  }
  return undefined
}

/** Tells the app what the buyer did, and brings what follows: the gentler second offer, if there is one. */
export function tellApp(input: Input, reply: PostPurchaseReply): Promise<PostPurchaseAnswer | undefined> {
  return ask(input, '/api/post-purchase/answer', reply, replyWithinMs)
}

function ask<Answer>(
  { token }: Input,
  path: string,
  body: PostPurchaseRequest | SignRequest | PostPurchaseReply,
  withinMs: number,
): Promise<Answer | undefined> {
  return inTime(withinMs, async (signal) => {
    const url = appUrl()
    if (!url) return undefined
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // The page may be left while this is under way.
      keepalive: true,
      signal,
    })
    return response.ok ? response.json() : undefined
  })
}
