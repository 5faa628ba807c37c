import type { IncomingMessage, ServerResponse } from 'node:http'
import { isShopDomain } from '../domain/shopify-id.ts'
import { beginEnrollment } from '../features/journeys/begin-enrollment.ts'
import { findJourney } from '../features/journeys/find-journey.ts'
import { stopJourneyFor } from '../features/journeys/stop-enrollment.ts'
import { now as timeNow } from '../platform/clock.ts'
import { errorFacts } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { type Db, inShop } from '../store/database.server.ts'
import { answerOfStart, send } from './api.ts'
import { flowBody } from './api-bodies.ts'
import { complain, type DoorAnswer, jsonIn, readBytes, refuse } from './json-body.ts'
import { isSigned, signingKeys } from './signature.ts'

const bodyWithinMsDefault = 3_000

/** What the door checks signatures against, and how long it waits for a body. */
export interface FlowDoor {
  /** Two while one is being rotated. */
  secrets: readonly string[]
  now?: () => Date
  bodyWithinMs?: number
}

/**
 * Answers `POST /flow/actions`: a workflow of Shopify Flow came to one of our actions. Flow signs the body, which names
 * the shop, and sends it again with the same run when it heard nothing within 10 s: each run does its work once. 200
 * says done, 4xx that trying again is of no use, 503 to come again
 * (https://shopify.dev/docs/apps/build/flow/actions/endpoints).
 */
export function createFlowDoor({ secrets, now = timeNow, bodyWithinMs = bodyWithinMsDefault }: FlowDoor) {
  const keys = signingKeys(secrets)

  async function work(request: IncomingMessage): Promise<DoorAnswer> {
    if ((request.url ?? '').split('?', 1)[0] !== '/flow/actions') return refuse(404, 'Nothing is here.')
    if (request.method !== 'POST') return refuse(405, 'Only POST is answered here.')
    const bytes = await readBytes(request, bodyWithinMs)
    if (!Buffer.isBuffer(bytes)) return bytes
    if (!isSigned(keys, request.headers['x-shopify-hmac-sha256'], bytes))
      return refuse(401, 'Shopify has not signed this.')
    const parsed = flowBody.safeParse(jsonIn(bytes))
    if (!parsed.success) return complain(parsed.error)
    const { shopify_domain: shop, ...asked } = parsed.data
    if (!isShopDomain(shop)) return refuse(400, 'shopify_domain: must be a myshopify domain')
    return inShop(shop, (db) => act(db, asked, now()))
  }

  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      void work(request)
        .catch((error: unknown) => {
          log.error(errorFacts(error), 'an action of Flow could not be carried out')
          return refuse(503, 'Not now. Please try again.')
        })
        .then((answer) => send(response, answer))
    },
  }
}

type Asked = Omit<ReturnType<typeof flowBody.parse>, 'shopify_domain'>

async function act(
  db: Db,
  { action_run_id: run, handle, properties }: Asked,
  now: Date,
): Promise<DoorAnswer> {
  const installed = await db.shop.count({ where: { uninstalledAt: null } })
  if (installed === 0) return refuse(404, 'Encore is not installed in this store.')
  const { customer_id: customerId, journey } = properties
  const journeyId = await findJourney(db, journey)
  if (journeyId === undefined)
    return refuse(404, 'No journey has this id or name, or more than one has the name: use its id.')
  if (handle === 'stop-journey') {
    const stopped = await stopJourneyFor(db, { journeyId, customerId }, { by: 'merchant', now })
    return { status: 200, body: { stopped } }
  }
  const answer = answerOfStart(await beginEnrollment(db, { journeyId, customerId, call: `flow/${run}` }, now))
  // Flow takes 200 alone for done.
  return answer.status === 201 ? { ...answer, status: 200 } : answer
}
