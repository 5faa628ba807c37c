// What Shopify sees: deliveries that come when they come. First 500 a second, then five times what the door can take,
// when it must say 503 in time rather than answer late.
import type { Target } from './run.ts'
import { orderBody } from './support-deliveries.ts'
import { startChild, withPostgres } from './support-processes.ts'
import { closedStream, type Latencies, openStream, percentile } from './support-streams.ts'

export const targets: Record<string, Target> = {
  p99Ms: { max: 50 },
  maxMs: { max: 999 },
  overloadWorstMs: { max: 3_000 },
  overloadOtherAnswers: { max: 0 },
}

const perSecond = 500
const seconds = 20
const warmUpSeconds = 5
const overloadSeconds = 10
const overloadLinesMax = 2_000
const bodies = Array.from({ length: 16 }, (_, number) => orderBody(number, 13_000))

/** Latencies at 500 a second; then the worst answer, and answers that are neither 200 nor 503, at five times capacity. */
export async function run(): Promise<Record<string, number>> {
  return withPostgres(async (server) => {
    const child = await startChild('intake.child.ts', ['door'], server.url)
    try {
      await openStream(child.port, bodies, { perSecond, seconds: warmUpSeconds })
      const steady = await openStream(child.port, bodies, { perSecond, seconds })
      const capacity = await closedStream(child.port, bodies, { lines: 256, seconds: 4 })
      const overload = await openStream(child.port, bodies, {
        perSecond: capacity.perSecond * 5,
        seconds: overloadSeconds,
        linesMax: overloadLinesMax,
        isFlood: true,
      })
      return {
        p99Ms: percentile(steady.ms, 0.99),
        maxMs: Math.max(...steady.ms),
        overloadWorstMs: overload.ms.reduce((worst, each) => Math.max(worst, each), 0),
        overloadOtherAnswers: others(overload) + others(steady),
        p50Ms: percentile(steady.ms, 0.5),
        capacityPerSecond: capacity.perSecond,
        overloadKept: overload.statuses.get(200) ?? 0,
        overloadRefused: overload.statuses.get(503) ?? 0,
      }
    } finally {
      await child.stop()
    }
  })
}

function others({ statuses }: Latencies): number {
  return [...statuses].reduce(
    (sum, [status, count]) => sum + (status === 200 || status === 503 ? 0 : count),
    0,
  )
}
