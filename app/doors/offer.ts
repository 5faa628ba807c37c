import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ReplyAnswer } from '../contract/offer.ts'
import { answerOffer } from '../features/offers/answer-offer.ts'
import { concernsOf } from '../features/offers/offer-keys.ts'
import { showOffer } from '../features/offers/show-offer.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorFacts } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { offersDecided } from '../platform/metrics.ts'
import { type ExtensionVisit, type TokenKeys, verifyExtensionToken } from '../shopify/session-token.ts'
import { type HotDb, inShopHot } from '../store/database.server.ts'
import { inShopShared } from '../store/shared-unit.server.ts'
import { answerPreflight, complain, type DoorAnswer, readJson, refuse, sendOpenly } from './json-body.ts'
import { offerReply, offerRequest } from './offer-bodies.ts'
import { createThrottle } from './throttle.ts'

const bodyWithinMsDefault = 3_000
/** A page asks a handful of times; a token that asks more often than this in its five minutes is not a page. */
const asksPerTokenMax = 60
const tokenMinutes = 5

/** What the door checks tokens against, and how long it waits for a body. */
export interface OfferDoor {
  apiKey: string
  /** Two while one is being rotated. */
  secrets: readonly string[]
  now?: () => Date
  bodyWithinMs?: number
}

/**
 * Answers everything below `/api/offer`: `POST /api/offer` and `POST /api/offer/answer` of extensions, on plain
 * `node:http`. The session token says which shop and customer, the body which purchase or offer.
 */
export function createOfferDoor({
  apiKey,
  secrets,
  now = timeNow,
  bodyWithinMs = bodyWithinMsDefault,
}: OfferDoor) {
  const keys: TokenKeys = { apiKey, apiSecrets: secrets }
  const mayAsk = createThrottle({ timesMax: asksPerTokenMax, withinMs: tokenMinutes * 60_000 })

  async function work(request: IncomingMessage, path: string): Promise<DoorAnswer> {
    const answer = answers.get(path)
    if (!answer) return refuse(404, 'Nothing is here.')
    if (request.method !== 'POST') return refuse(405, 'Only POST is answered here.')
    const { authorization } = request.headers
    const visit = verifyExtensionToken(authorization, keys, now())
    if ('refused' in visit) return refuse(401, 'A session token of this app is needed as bearer.')
    if (!mayAsk(signedPartOf(authorization), now().getTime()))
      return refuse(429, 'Too many requests with this token.')
    const body = await readJson(request, bodyWithinMs)
    return body.kind === 'refused' ? body.answer : answer(visit, body.value, now())
  }

  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      const path = (request.url ?? '').split('?', 1)[0] ?? ''
      if (request.method === 'OPTIONS') answerPreflight(response)
      else
        void work(request, path)
          .catch(boundary)
          .then((answer) => sendOpenly(response, counted(path, answer)))
    },
  }
}

/** A verified token without its signature, of which more than one spelling passes. */
function signedPartOf(authorization = ''): string {
  return authorization.slice(0, authorization.lastIndexOf('.'))
}

const answers = new Map<string, (visit: ExtensionVisit, body: unknown, now: Date) => Promise<DoorAnswer>>([
  ['/api/offer', show],
  ['/api/offer/answer', reply],
])

async function show({ shop, customerId }: ExtensionVisit, body: unknown, now: Date): Promise<DoorAnswer> {
  const parsed = offerRequest.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const edge = { now, newId: randomUUID }
  const question = { ...parsed.data, customerId }
  // A shopper does not wait for our disk. The reply "shown" does, and takes the decision before it along; one that
  // nobody was shown may be lost with the database and is made again.
  const work = (db: HotDb) => showOffer(db, question, edge)
  const answer = await inShopShared(shop, { concerns: concernsOf(question), work })
  offersDecided.inc({ outcome: answer.kind === 'offer' ? 'offered' : 'nothing' })
  return { status: 200, body: answer }
}

async function reply({ shop, customerId }: ExtensionVisit, body: unknown, now: Date): Promise<DoorAnswer> {
  const parsed = offerReply.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const outcome = await inShopHot(shop, (db) => answerOffer(db, parsed.data, { customerId, now }))
  if (outcome.kind === 'refused' && outcome.why === 'not-there') return refuse(404, 'There is no such offer.')
  const answer: ReplyAnswer = outcome.kind === 'kept' ? outcome : { kind: 'refused', why: 'sold-out' }
  return { status: answer.kind === 'kept' ? 200 : 409, body: answer }
}

/** What bad input cannot reach: the database is away, or a bug. The shopper's page shows nothing either way. */
function boundary(error: unknown): DoorAnswer {
  log.error(errorFacts(error), 'an offer could not be answered')
  return refuse(503, 'Not now.')
}

/** Counts what was refused before a decision. */
function counted(path: string, answer: DoorAnswer): DoorAnswer {
  if (answer.status !== 200 && path === '/api/offer') offersDecided.inc({ outcome: 'refused' })
  return answer
}
