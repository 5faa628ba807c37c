import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { metrics } from '../platform/metrics.ts'
import { acrossShops } from '../store/database.server.ts'

const databaseWaitMs = 1_000

/** What the health door asks of the process it stands in. */
export interface Health {
  /** Whether the process is on its way out: it is then alive, but not ready. */
  isStopping(): boolean
  /** The bearer that `/metrics` asks for; without one it is not there. */
  metricsToken: string | undefined
}

/**
 * Answers `/healthz` (the process lives), `/readyz` (it can serve: the database answers and it is not stopping) and
 * `/metrics` (Prometheus). Returns whether the request was one of these.
 */
export function createHealthDoor(health: Health) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '').split('?', 1)[0]
    if (path === '/healthz') answer(response, 200, 'alive')
    else if (path === '/readyz') void ready(health, response)
    else if (path === '/metrics') void showMetrics(health, request, response)
    else return false
    return true
  }
}

async function ready(health: Health, response: ServerResponse): Promise<void> {
  if (health.isStopping()) return answer(response, 503, 'stopping')
  const answered = await Promise.race([
    acrossShops()
      .query('select 1')
      .then(() => true)
      .catch(() => false),
    new Promise<false>((done) => setTimeout(done, databaseWaitMs, false).unref()),
  ])
  answer(response, answered ? 200 : 503, answered ? 'ready' : 'the database does not answer')
}

async function showMetrics(
  health: Health,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!mayReadMetrics(health, request)) return answer(response, 404, 'not found')
  answer(response, 200, await metrics.metrics(), metrics.contentType)
}

function mayReadMetrics({ metricsToken }: Health, request: IncomingMessage): boolean {
  return metricsToken !== undefined && isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`)
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(`${text}\n`)
}
