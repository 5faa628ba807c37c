// A million people wait in the journeys of a hundred shops, four of them big; a thousand a second come due, each for a
// message and another wait. Measured from when a walk is due until its step is committed, by PostgreSQL's own commit
// times. Then one shop bursts 10,000 walks at once while a small one has one every now and then.
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Target } from './run.ts'
import { startChild, withPostgres } from './support-processes.ts'
import { percentile } from './support-streams.ts'
import { delays, fillShops, makeDue, openBench, waitingInAll, waitingShops } from './support-timers.ts'

export const targets: Record<string, Target> = {
  startP99Ms: { max: 2_000 },
  neighbourDelayMs: { max: 2_000 },
}

const perSecond = 1_000
const warmUpSeconds = 10
const seconds = 35
const leadMs = 3_000
const burst = 10_000
const neighbourEveryMs = 50
const neighbourSeconds = 20
const patienceMs = 30_000

// Nobody listens there: what is sent is for others to measure.
process.env.SMTP_URL = 'smtp://127.0.0.1:9'
process.env.MAIL_FROM = 'post@encore.example'

/** How long after they were due walks went on, in all shops, and in a small one beside a burst. */
export async function run(): Promise<Record<string, number>> {
  return withPostgres(
    async (server) => {
      const client = await openBench(server.url)
      await fillShops(client)
      const worker = await startChild('timers.child.ts', [], server.url)
      try {
        await drive(client, 1, warmUpSeconds)
        await client.query('truncate bench_due')
        await client.query('vacuum analyze')
        const steady = await drive(client, 1_000, seconds)
        await client.query('truncate bench_due')
        const neighbour = await burstBeside(client)
        return { waiting: waitingInAll, ...steady, ...neighbour }
      } finally {
        await worker.stop()
        await client.end()
      }
    },
    { track_commit_timestamp: 'on' },
  )
}

/** Has so many walks a second be due over all shops, as many in each as wait there, and waits until all went on. */
async function drive(client: pg.Client, from: number, secondsDue: number) {
  const at = new Date(Date.now() + leadMs)
  for (const { id, waiting } of waitingShops) {
    const count = Math.round(perSecond * secondsDue * (waiting / waitingInAll))
    await makeDue(client, { shop: id, from, count, at, everyMs: (secondsDue * 1_000) / count })
  }
  await wait(at.getTime() - Date.now() + secondsDue * 1_000)
  const ms = await settled(client, '%')
  return {
    started: ms.length,
    startP99Ms: percentile(ms, 0.99),
    startP50Ms: percentile(ms, 0.5),
    startMaxMs: Math.max(...ms),
  }
}

async function burstBeside(client: pg.Client) {
  const at = new Date(Date.now() + leadMs)
  const [big, small] = [waitingShops[0]?.id ?? '', waitingShops.at(-1)?.id ?? '']
  const count = (neighbourSeconds * 1_000) / neighbourEveryMs
  await makeDue(client, { shop: small, from: 3_000, count, at, everyMs: neighbourEveryMs })
  await makeDue(client, { shop: big, from: 100_000, count: burst, at, everyMs: 0 })
  await wait(at.getTime() - Date.now() + neighbourSeconds * 1_000)
  const own = await settled(client, big)
  const beside = await settled(client, small)
  return {
    neighbourDelayMs: Math.max(...beside),
    neighbourP50Ms: percentile(beside, 0.5),
    burstMs: Math.max(...own),
  }
}

async function settled(client: pg.Client, like: string): Promise<Float64Array> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const { ms, missing } = await delays(client, like)
    if (missing === 0) return Float64Array.from(ms)
    if (performance.now() > deadline) throw new Error(`${missing} walks were due and did not go on.`)
    await wait(500)
  }
}
