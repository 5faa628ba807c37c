import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { ReplyAnswer } from '../contract/offer.ts'
import { answerOffer } from '../features/offers/answer-offer.ts'
import { showOffer } from '../features/offers/show-offer.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorKind } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { offersDecided } from '../platform/metrics.ts'
import { type ExtensionVisit, type TokenKeys, verifyExtensionToken } from '../shopify/session-token.ts'
import { inShopHot } from '../store/database.server.ts'
import { offerReply, offerRequest } from './offer-bodies.ts'
import { createThrottle } from './throttle.ts'

const bodyBytesMax = 16_384
const bodyWithinMsDefault = 3_000
/** A page asks a handful of times; a token that asks more often than this in its five minutes is not a page. */
const asksPerTokenMax = 60
const tokenMinutes = 5

// Extensions run in a worker of no fixed origin. Open, because nothing here is answered for a cookie.
const headers = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
}
const preflight = {
  ...headers,
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-max-age': '86400',
}

interface Answer {
  status: number
  body?: unknown
  /** Set where the request was not read to its end. */
  closes?: boolean
}

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

  async function work(request: IncomingMessage, path: string): Promise<Answer> {
    const answer = answers.get(path)
    if (!answer) return refuse(404, 'Nothing is here.')
    if (request.method !== 'POST') return refuse(405, 'Only POST is answered here.')
    const { authorization } = request.headers
    const visit = await verifyExtensionToken(authorization, keys, now())
    if ('refused' in visit) return refuse(401, 'A session token of this app is needed as bearer.')
    if (!mayAsk(signedPartOf(authorization), now().getTime()))
      return refuse(429, 'Too many requests with this token.')
    const body = await readJson(request, bodyWithinMs)
    return body.kind === 'refused' ? body.answer : answer(visit, body.value, now())
  }

  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      const path = (request.url ?? '').split('?', 1)[0] ?? ''
      if (request.method === 'OPTIONS') response.writeHead(204, preflight).end()
      else
        void work(request, path)
          .catch(boundary)
          .then((answer) => send(response, path, answer))
    },
  }
}

/** A verified token without its signature, of which more than one spelling passes. */
function signedPartOf(authorization = ''): string {
  return authorization.slice(0, authorization.lastIndexOf('.'))
}

const answers = new Map<string, (visit: ExtensionVisit, body: unknown, now: Date) => Promise<Answer>>([
  ['/api/offer', show],
  ['/api/offer/answer', reply],
])

async function show({ shop, customerId }: ExtensionVisit, body: unknown, now: Date): Promise<Answer> {
  const parsed = offerRequest.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const edge = { now, newId: randomUUID }
  const question = { ...parsed.data, customerId }
  // A shopper does not wait for our disk. The reply "shown" does, and takes the decision before it along; one that
  // nobody was shown may be lost with the database and is made again.
  const answer = await inShopHot(shop, (db) => showOffer(db, question, edge), { waitsForDisk: false })
  offersDecided.inc({ outcome: answer.kind === 'offer' ? 'offered' : 'nothing' })
  return { status: 200, body: answer }
}

async function reply({ shop, customerId }: ExtensionVisit, body: unknown, now: Date): Promise<Answer> {
  const parsed = offerReply.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const outcome = await inShopHot(shop, (db) => answerOffer(db, parsed.data, { customerId, now }))
  if (outcome.kind === 'refused' && outcome.why === 'not-there') return refuse(404, 'There is no such offer.')
  const answer: ReplyAnswer = outcome.kind === 'kept' ? outcome : { kind: 'refused', why: 'sold-out' }
  return { status: answer.kind === 'kept' ? 200 : 409, body: answer }
}

type Read = { kind: 'read'; value: unknown } | { kind: 'refused'; answer: Answer }

async function readJson(request: IncomingMessage, withinMs: number): Promise<Read> {
  const read = await readBytes(request, withinMs)
  if (!Buffer.isBuffer(read)) return { kind: 'refused', answer: read }
  try {
    return { kind: 'read', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(read)) }
  } catch {
    return { kind: 'refused', answer: refuse(400, 'The body must be JSON in UTF-8.') }
  }
}

function readBytes(request: IncomingMessage, withinMs: number): Promise<Buffer | Answer> {
  const tooLarge: Answer = { ...refuse(413, `The body may have ${bodyBytesMax} bytes.`), closes: true }
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return Promise.resolve(tooLarge)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const late: Answer = { ...refuse(408, 'The body did not arrive in time.'), closes: true }
    const timer = setTimeout(() => resolve(late), withinMs)
    const end = (outcome: Buffer | Answer) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bodyBytesMax) end(tooLarge)
      else chunks.push(chunk)
    })
    request.on('end', () => end(Buffer.concat(chunks)))
    request.on('error', () => end(late))
  })
}

function complain(error: z.ZodError): Answer {
  const [first] = error.issues
  const field = first?.path.join('.') ?? ''
  return {
    status: 400,
    body: { error: `${field || 'The body'}: ${first?.message ?? 'does not fit'}`, field },
  }
}

function refuse(status: number, error: string): Answer {
  return { status, body: { error } }
}

/** What bad input cannot reach: the database is away, or a bug. The shopper's page shows nothing either way. */
function boundary(error: unknown): Answer {
  log.error({ error: errorKind(error) }, 'an offer could not be answered')
  return refuse(503, 'Not now.')
}

function send(response: ServerResponse, path: string, { status, body, closes }: Answer): void {
  if (status !== 200 && path === '/api/offer') offersDecided.inc({ outcome: 'refused' })
  if (response.destroyed) return
  response.writeHead(status, closes ? { ...headers, connection: 'close' } : headers)
  response.end(JSON.stringify(body), () => closes && response.req.destroy())
}
