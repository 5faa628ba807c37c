import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiScope } from '../domain/api-token.ts'
import { beginEnrollment, type StartRefusal, type WalkBegun } from '../features/journeys/begin-enrollment.ts'
import { listNamedJourneys } from '../features/journeys/find-journey.ts'
import { stopJourneyFor } from '../features/journeys/stop-enrollment.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorFacts } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { type Db, inShop } from '../store/database.server.ts'
import { createAskerCheck } from './api-askers.ts'
import { startBody, stopBody } from './api-bodies.ts'
import { complain, type DoorAnswer, readJson, refuse, sendJson } from './json-body.ts'
import { createThrottle } from './throttle.ts'

const asksPerTokenMax = 600
const windowMs = 60_000
const bodyWithinMsDefault = 3_000

interface ApiDoor {
  now?: () => Date
  bodyWithinMs?: number
}

/** One thing that can be asked for. */
interface Question {
  method: 'GET' | 'POST'
  path: RegExp
  scope: ApiScope
  answer(db: Db, asked: { journeyId: string; body: unknown }, now: Date): Promise<DoorAnswer>
}

const questions: readonly Question[] = [
  { method: 'GET', path: /^\/api\/v1\/journeys$/, scope: 'journeys:read', answer: list },
  {
    method: 'POST',
    path: /^\/api\/v1\/journeys\/([\w-]{1,64})\/start$/,
    scope: 'journeys:start',
    answer: start,
  },
  {
    method: 'POST',
    path: /^\/api\/v1\/journeys\/([\w-]{1,64})\/stop$/,
    scope: 'journeys:stop',
    answer: stop,
  },
]

/**
 * Answers everything below `/api/v1/`: the interface for other programs of one shop (docs/api.md). The token says which
 * shop, and what may be asked. No cookie is read and no other origin let in.
 */
export function createApiDoor({ now = timeNow, bodyWithinMs = bodyWithinMsDefault }: ApiDoor = {}) {
  const mayAsk = createThrottle({ timesMax: asksPerTokenMax, withinMs: windowMs })
  const whoIsIt = createAskerCheck({ withinMs: windowMs })

  async function work(request: IncomingMessage): Promise<DoorAnswer> {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const { authorization } = request.headers
    const asker = await whoIsIt(authorization, request.socket.remoteAddress ?? '', now())
    if (asker === 'unknown') return refuse(401, 'A token of this interface is needed as bearer.')
    if (asker === 'too-many') return { ...refuse(429, 'Too many requests without a token.'), closes: true }
    if (!mayAsk(authorization ?? '', now().getTime()))
      return refuse(429, 'Too many requests with this token: at most 600 a minute.')
    const question = questionFor(path, request.method, asker.scopes)
    if ('status' in question) return question
    const body = question.method === 'POST' ? await readJson(request, bodyWithinMs) : nothingRead
    if (body.kind === 'refused') return body.answer
    const journeyId = question.path.exec(path)?.[1] ?? ''
    return inShop(asker.shop, (db) => question.answer(db, { journeyId, body: body.value }, now()))
  }

  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      void work(request)
        .catch(boundary)
        .then((answer) => send(response, answer))
    },
  }
}

function questionFor(
  path: string,
  method: string | undefined,
  scopes: readonly ApiScope[],
): Question | DoorAnswer {
  const known = questions.filter((each) => each.path.test(path))
  if (known.length === 0) return refuse(404, 'Nothing is here.')
  const question = known.find((each) => each.method === method)
  if (!question) return refuse(405, `Only ${known.map((each) => each.method).join(', ')} is answered here.`)
  if (!scopes.includes(question.scope)) return refuse(403, `This token has not the scope ${question.scope}.`)
  return question
}

const nothingRead = { kind: 'read', value: undefined } as const

async function list(db: Db): Promise<DoorAnswer> {
  return { status: 200, body: { journeys: await listNamedJourneys(db) } }
}

async function start(
  db: Db,
  { journeyId, body }: { journeyId: string; body: unknown },
  now: Date,
): Promise<DoorAnswer> {
  const parsed = startBody.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const { customerId, orderId, key } = parsed.data
  const call = key === undefined ? `api/${randomUUID()}` : `api-key/${key}`
  return answerOfStart(await beginEnrollment(db, { journeyId, customerId, orderId, call }, now))
}

/** What other programs are told of a start; Shopify Flow is told the same. */
export function answerOfStart(begun: WalkBegun): DoorAnswer {
  if (begun.kind !== 'refused')
    return { status: begun.kind === 'begun' ? 201 : 200, body: { enrollmentId: begun.enrollmentId } }
  const { status, error } = refusals[begun.why]
  return { status, body: { error, why: begun.why } }
}

const refusals: Record<StartRefusal, { status: number; error: string }> = {
  'no-such-journey': { status: 404, error: 'There is no such journey.' },
  'no-such-customer': { status: 404, error: 'There is no such customer.' },
  'no-such-order': { status: 404, error: 'The customer has no such order.' },
  'not-live': { status: 409, error: 'The journey lets nobody in: it is a draft, paused or archived.' },
  walking: { status: 409, error: 'The customer is on the way through this journey already.' },
  'again-too-soon': { status: 409, error: 'The journey does not let the customer in again yet, or ever.' },
  condition: { status: 409, error: 'The journey’s entry condition does not hold for the customer.' },
  goal: { status: 409, error: 'The customer has reached what the journey is for.' },
  bought: { status: 409, error: 'The customer has ordered again, which ends the journey.' },
  refunded: { status: 409, error: 'The order was refunded or cancelled, which ends the journey.' },
  unsubscribed: { status: 409, error: 'The customer can be reached on none of the journey’s channels.' },
}

async function stop(
  db: Db,
  { journeyId, body }: { journeyId: string; body: unknown },
  now: Date,
): Promise<DoorAnswer> {
  const parsed = stopBody.safeParse(body)
  if (!parsed.success) return complain(parsed.error)
  const { customerId } = parsed.data
  return {
    status: 200,
    body: { stopped: await stopJourneyFor(db, { journeyId, customerId }, { by: 'merchant', now }) },
  }
}

/** What bad input cannot reach: the database is away, or a bug. */
function boundary(error: unknown): DoorAnswer {
  log.error(errorFacts(error), 'a request of another program could not be answered')
  return refuse(503, 'Not now. Please try again.')
}

/** Sends an answer to a program, never to a page of another origin. */
export function send(response: ServerResponse, answer: DoorAnswer): void {
  sendJson(response, answer, headers)
}

const headers = {
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
}
