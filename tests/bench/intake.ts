// How much of what a machine could check at all it can also keep: our door beside a server that only checks the
// signature, one that writes each delivery by itself, and the route Shopify's own template begins with. All four take
// the same stream on the same machine; what is compared takes it in turns, because a machine that is slower for a minute
// is slower for both. PostgreSQL is durable, and 200 means committed. Each begins with a server that has run for a
// while: the files of its log are there, nothing waits to be written out, and the machine has the memory it needs.
import type { Embedded } from '../../app/store/embedded.server.ts'
import type { Target } from './run.ts'
import { orderBody } from './support-deliveries.ts'
import {
  type Child,
  postgresSeconds,
  processorSeconds,
  startChild,
  withPostgres,
} from './support-processes.ts'
import { closedStream } from './support-streams.ts'
import { checkpoint, roomForLog, touchMemory, wearIn } from './support-worn-in.ts'

export const targets: Record<string, Target> = {
  shareOfHmacLimit: { min: 0.6 },
  cpuMicros13k: { max: 350 },
  cpuMicros800: { max: 150 },
  timesStock: { min: 40 },
}

const lines = 256
const warmUpSeconds = 2
const turns = 5
/** After a checkpoint each page is written whole once more: that is over when a turn begins to count. */
const settleSeconds = 1
const secondsEachTurn = 2
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
    const { hmac, door, single } = await inTurns(server, ['hmac', 'door', 'single'], large)
    const { door: doorSmall, stock } = await inTurns(server, ['door', 'stock'], small)
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

/** What one way came to, over all its turns. */
interface Measured {
  perSecond: number
  micros: number
  webMicros: number
}

/** Each way is warmed up, and then takes the stream for as many turns as the others, one after the other. */
async function inTurns<Way extends string>(
  server: Embedded,
  ways: readonly Way[],
  bodies: Buffer[],
): Promise<Record<Way, Measured>> {
  const started = await Promise.all(
    ways.map(async (way) => ({
      way,
      child: await startChild('intake.child.ts', [way], server.url),
      sum: { answered: 0, elapsed: 0, web: 0, database: 0 },
    })),
  )
  try {
    for (const { child } of started) await closedStream(child.port, bodies, { lines, seconds: warmUpSeconds })
    for (let turn = 0; turn < turns; turn++)
      for (const { way, child, sum } of started) {
        await checkpoint(server)
        touchMemory()
        await closedStream(child.port, bodies, { lines, seconds: settleSeconds })
        await takeTurn(server, way, child, bodies, sum)
      }
    return Object.fromEntries(started.map(({ way, sum }) => [way, measuredOf(sum)])) as Record<Way, Measured> // One of each way.
  } finally {
    for (const { child } of started) await child.stop()
  }
}

interface Sum {
  answered: number
  elapsed: number
  web: number
  database: number
}

async function takeTurn(
  server: Embedded,
  way: string,
  child: Child,
  bodies: Buffer[],
  sum: Sum,
): Promise<void> {
  const pid = child.process.pid ?? 0
  const startedAt = performance.now()
  const before = { web: processorSeconds(pid), database: postgresSeconds(server) }
  const { answered, statuses } = await closedStream(child.port, bodies, { lines, seconds: secondsEachTurn })
  sum.web += processorSeconds(pid) - before.web
  sum.database += postgresSeconds(server) - before.database
  // Until the last is answered: what is under way when the time is over was worked on too.
  sum.elapsed += (performance.now() - startedAt) / 1000
  sum.answered += answered
  const others = [...statuses].filter(([status]) => status !== 200)
  if (others.length > 0) throw new Error(`${way} answered ${JSON.stringify(others)} (status, times).`)
}

function measuredOf({ answered, elapsed, web, database }: Sum): Measured {
  const micros = (spent: number) => (spent / answered) * 1e6
  return { perSecond: answered / elapsed, micros: micros(web + database), webMicros: micros(web) }
}
