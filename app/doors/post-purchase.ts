import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { PostPurchaseReply, PostPurchaseRequest, SignRequest } from '../contract/post-purchase.ts'
import { discountTitleIn } from '../domain/offers/discount-title.ts'
import { answerPostPurchase } from '../features/offers/answer-post-purchase.ts'
import { decidePostPurchase } from '../features/offers/decide-post-purchase.ts'
import { signChangeset } from '../features/offers/sign-changeset.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorFacts } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { offersDecided } from '../platform/metrics.ts'
import {
  type PurchaseVisit,
  signChangesetToken,
  verifyPurchaseToken,
} from '../shopify/post-purchase-token.ts'
import type { TokenKeys } from '../shopify/session-token.ts'
import { inShopHot } from '../store/database.server.ts'
import { answerPreflight, complain, type DoorAnswer, readJson, refuse, sendOpenly } from './json-body.ts'
import { createThrottle } from './throttle.ts'

const bodyWithinMsDefault = 3_000
/** A page asks once for each change of variant or quantity. */
const asksPerPurchaseMax = 120
const purchaseMinutes = 60
const variantIdCharactersMax = 60

/** What the door checks tokens against and signs for, and how long it waits for a body. */
export interface PostPurchaseDoor {
  apiKey: string
  /** Two while one is being rotated. */
  secrets: readonly string[]
  now?: () => Date
  bodyWithinMs?: number
}

interface Ask {
  visit: PurchaseVisit
  body: unknown
  now: Date
  apiKey: string
}

/**
 * Answers everything below `/api/post-purchase`: `offer`, `sign` and `answer` of the post-purchase page, on plain
 * `node:http`. Shopify's input token, as bearer, proves shop, purchase, lines and buyer; the body only chooses.
 */
export function createPostPurchaseDoor({
  apiKey,
  secrets,
  now = timeNow,
  bodyWithinMs = bodyWithinMsDefault,
}: PostPurchaseDoor) {
  const keys: TokenKeys = { apiKey, apiSecrets: secrets }
  const mayAsk = createThrottle({ timesMax: asksPerPurchaseMax, withinMs: purchaseMinutes * 60_000 })

  async function work(request: IncomingMessage): Promise<DoorAnswer> {
    const answer = answers.get((request.url ?? '').split('?', 1)[0] ?? '')
    if (!answer) return refuse(404, 'Nothing is here.')
    if (request.method !== 'POST') return refuse(405, 'Only POST is answered here.')
    const visit = await verifyPurchaseToken(request.headers.authorization, keys, now())
    if ('refused' in visit) return refuse(401, 'The input token of a post-purchase page is needed as bearer.')
    const { shop, reference } = visit.purchase
    if (!mayAsk(`${shop} ${reference}`, now().getTime()))
      return refuse(429, 'Too many requests for this purchase.')
    const body = await readJson(request, bodyWithinMs)
    return body.kind === 'refused' ? body.answer : answer({ visit, body: body.value, now: now(), apiKey })
  }

  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      if (request.method === 'OPTIONS') answerPreflight(response)
      else
        void work(request)
          .catch(boundary)
          .then((answer) => sendOpenly(response, answer))
    },
  }
}

const answers = new Map<string, (ask: Ask) => Promise<DoorAnswer>>([
  ['/api/post-purchase/offer', offer],
  ['/api/post-purchase/sign', sign],
  ['/api/post-purchase/answer', reply],
])

const offerRequest = z.object({ language: z.string().max(35) }) satisfies z.ZodType<PostPurchaseRequest>
const signRequest = z.object({
  offerId: z.guid(),
  variantId: z.string().max(variantIdCharactersMax),
  quantity: z.int().min(1),
  for: z.enum(['calculate', 'apply']),
}) satisfies z.ZodType<SignRequest>
const replyRequest = z.object({
  offerId: z.guid(),
  answer: z.enum(['shown', 'accepted', 'declined']),
}) satisfies z.ZodType<PostPurchaseReply>

async function offer({ visit: { purchase }, body, now }: Ask): Promise<DoorAnswer> {
  const parsed = offerRequest.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const edge = { now, newId: randomUUID }
  const answer = await inShopHot(purchase.shop, (db) => decidePostPurchase(db, purchase, edge), {
    waitsForDisk: false,
  })
  offersDecided.inc({ outcome: answer.kind === 'offer' ? 'offered' : 'nothing' })
  return { status: 200, body: answer }
}

async function sign({ visit: { purchase, secret }, body, now, apiKey }: Ask): Promise<DoorAnswer> {
  const parsed = signRequest.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const edge = { now, discountTitle: discountTitleIn(purchase.locale) }
  const outcome = await inShopHot(purchase.shop, (db) => signChangeset(db, purchase, parsed.data, edge))
  if (outcome.kind === 'not-there') return refuse(404, 'There is no such offer.')
  if (outcome.kind === 'refused') return { status: 200, body: outcome }
  const token = await signChangesetToken(outcome.changeset, { apiKey, secret })
  return { status: 200, body: { kind: 'signed', token } }
}

async function reply({ visit: { purchase }, body, now }: Ask): Promise<DoorAnswer> {
  const parsed = replyRequest.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const edge = { now, newId: randomUUID }
  const answer = await inShopHot(purchase.shop, (db) => answerPostPurchase(db, purchase, parsed.data, edge))
  return answer ? { status: 200, body: answer } : refuse(404, 'There is no such offer.')
}

/** What bad input cannot reach: the database is away, or a bug. The page goes on without us either way. */
function boundary(error: unknown): DoorAnswer {
  log.error(errorFacts(error), 'a post-purchase page could not be answered')
  return refuse(503, 'Not now.')
}
