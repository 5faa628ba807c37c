// How much of what a machine could check at all it can also keep: our door beside a server that only checks the
// signature, one that writes each delivery by itself, and the route Shopify's own template begins with. All four take
// the same stream on the same machine, one after the other; PostgreSQL is durable, and 200 means committed.
import type { Embedded } from '../../app/store/embedded.server.ts'
import type { Target } from './run.ts'
import {
  closedStream,
  orderBody,
  postgresSeconds,
  processorSeconds,
  startChild,
  withPostgres,
} from './support-intake.ts'

export const targets: Record<string, Target> = {
  shareOfHmacLimit: { min: 0.6 },
  cpuMicros13k: { max: 350 },
  cpuMicros800: { max: 150 },
  timesStock: { min: 40 },
}

const lines = 128
const warmUpSeconds = 2
const seconds = 6
const large = Array.from({ length: 8 }, (_, number) => orderBody(number, 13_000))
const small = Array.from({ length: 8 }, (_, number) => orderBody(number, 800))

/** Deliveries a second and processor time of each way. `timesStock` compares what one processor second keeps. */
export async function run(): Promise<Record<string, number>> {
  return withPostgres(async (server) => {
    const hmac = await measure(server, 'hmac', large)
    const door = await measure(server, 'door', large)
    const doorSmall = await measure(server, 'door', small)
    const single = await measure(server, 'single', large)
    const stock = await measure(server, 'stock', large)
    return {
      shareOfHmacLimit: door.perSecond / hmac.perSecond,
      cpuMicros13k: door.micros,
      cpuMicros800: doorSmall.micros,
      timesStock: door.perSecond / stock.perSecond,
      hmacPerSecond: hmac.perSecond,
      doorPerSecond13k: door.perSecond,
      doorPerSecond800: doorSmall.perSecond,
      singlePerSecond: single.perSecond,
      stockPerSecond: stock.perSecond,
      singleMicros: single.micros,
      stockMicros: stock.micros,
    }
  })
}

async function measure(server: Embedded, way: string, bodies: Buffer[]) {
  const child = await startChild('intake.child.ts', [way], server.url)
  try {
    await closedStream(child.port, bodies, { lines, seconds: warmUpSeconds })
    const pid = child.process.pid ?? 0
    const before = processorSeconds(pid) + postgresSeconds(server)
    const { perSecond, answered, statuses } = await closedStream(child.port, bodies, { lines, seconds })
    const used = processorSeconds(pid) + postgresSeconds(server) - before
    const others = [...statuses].filter(([status]) => status !== 200)
    if (others.length > 0) throw new Error(`${way} answered ${JSON.stringify(others)} (status, times).`)
    return { perSecond, micros: (used / answered) * 1e6 }
  } finally {
    await child.stop()
  }
}
