// How much of what a machine could check at all it can also keep: our door beside a server that only checks the
// signature, one that writes each delivery by itself, and the route Shopify's own template begins with. All four take
// the same stream on the same machine, one after the other; PostgreSQL is durable, and 200 means committed. Each begins
// with a server that has run for a while: the files of its log are there, and nothing waits to be written out.
import type { Embedded } from '../../app/store/embedded.server.ts'
import type { Target } from './run.ts'
import { orderBody } from './support-deliveries.ts'
import { postgresSeconds, processorSeconds, startChild, withPostgres } from './support-processes.ts'
import { closedStream } from './support-streams.ts'
import { checkpoint, roomForLog, wearIn } from './support-worn-in.ts'

export const targets: Record<string, Target> = {
  shareOfHmacLimit: { min: 0.6 },
  cpuMicros13k: { max: 350 },
  cpuMicros800: { max: 150 },
  timesStock: { min: 40 },
}

const lines = 256
const warmUpSeconds = 2
const seconds = 6
const large = Array.from({ length: 8 }, (_, number) => orderBody(number, 13_000))
const small = Array.from({ length: 8 }, (_, number) => orderBody(number, 800))

/**
 * Deliveries a second and processor time of each way. The share is of 13 KB bodies, and of what the whole machine does
 * with a sender and PostgreSQL on it: on two cores PostgreSQL takes from the door what nobody takes from the bare
 * check, so `shareOfHmacWeb` says what is left of the web process alone. `timesStock` compares small bodies, where the
 * way itself and not the bytes is the cost.
 */
export async function run(): Promise<Record<string, number>> {
  return withPostgres(async (server) => {
    await wearIn(server)
    const hmac = await measure(server, 'hmac', large)
    const door = await measure(server, 'door', large)
    const doorSmall = await measure(server, 'door', small)
    const single = await measure(server, 'single', large)
    const stock = await measure(server, 'stock', small)
    return {
      shareOfHmacLimit: door.perSecond / hmac.perSecond,
      cpuMicros13k: door.micros,
      cpuMicros800: doorSmall.micros,
      timesStock: doorSmall.perSecond / stock.perSecond,
      shareOfHmacWeb: hmac.webMicros / door.webMicros,
      hmacPerSecond: hmac.perSecond,
      doorPerSecond13k: door.perSecond,
      doorPerSecond800: doorSmall.perSecond,
      singlePerSecond: single.perSecond,
      stockPerSecond800: stock.perSecond,
      singleMicros: single.micros,
      stockMicros800: stock.micros,
    }
  }, roomForLog)
}

async function measure(server: Embedded, way: string, bodies: Buffer[]) {
  await checkpoint(server)
  const child = await startChild('intake.child.ts', [way], server.url)
  try {
    await closedStream(child.port, bodies, { lines, seconds: warmUpSeconds })
    const pid = child.process.pid ?? 0
    const before = { web: processorSeconds(pid), database: postgresSeconds(server) }
    const { perSecond, answered, statuses } = await closedStream(child.port, bodies, { lines, seconds })
    const web = processorSeconds(pid) - before.web
    const database = postgresSeconds(server) - before.database
    const others = [...statuses].filter(([status]) => status !== 200)
    if (others.length > 0) throw new Error(`${way} answered ${JSON.stringify(others)} (status, times).`)
    const micros = (spent: number) => (spent / answered) * 1e6
    return { perSecond, micros: micros(web + database), webMicros: micros(web) }
  } finally {
    await child.stop()
  }
}
