import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Embedded, freePort } from '../../app/store/embedded.server.ts'
import { checkShop } from './check.ts'
import { installJourney, walksBeginAt, walkThrough } from './journeys.ts'
import { mutatedSchema } from './mutations.ts'
import { createWorld, randomOf, shops, type Told } from './world.ts'

/** How bad a day it is. */
export interface Severity {
  orders: number
  /** How often web or worker are killed. */
  kills: number
  /** How often PostgreSQL is stopped at once. */
  stops: number
  /** Worker processes beside the web process; with none, one process does both. */
  workers: number
  /** Whether customers walk a journey besides. */
  walks?: boolean
}

/** The day of the issue. */
export const fullDay: Severity = { orders: 2_000, kills: 12, stops: 3, workers: 2 }

const secret = 'faults-secret'
const senders = 24
const backlogSecondsMax = 90
// A fault takes its time: so long must deliveries go on arriving for each of them to fall among some.
const faultMs = 500
// And long enough for the worker to have worked some before others come.
const arrivalMsMin = 1_500

/** What a day came to. */
export interface Outcome {
  violations: string[]
  acknowledged: number
  seconds: number
}

/**
 * Lives through one seeded day on a fresh copy of the template database: sends everything until it is acknowledged
 * while processes are killed and PostgreSQL is stopped, lets the backlog end, and compares what is stored with the
 * story. `mutation` breaks the product first.
 */
export async function liveThrough(
  server: Embedded,
  { seed, severity, mutation }: { seed: number; severity: Severity; mutation?: string },
): Promise<Outcome> {
  const startedAt = performance.now()
  const name = `faults_${process.pid}_${Math.floor(startedAt * 1000)}`
  const url = server.url.replace(/\/encore$/, `/${name}`)
  await run(server.url, `create database ${name} template encore`)
  await installShops(url)
  const schema = mutatedSchema[mutation ?? '']
  if (schema) await run(url, schema)
  const world = createWorld(seed, severity.orders)
  if (severity.walks) await installJourney(url, shops)
  const crew = await openCrew(url, severity, mutation)
  try {
    const acknowledged = await sendAll(world.deliveries, { server, crew, seed, severity })
    const violations = await endBacklog(url)
    if (severity.walks)
      violations.push(...(await walkThrough(url, { crew, seed, kills: severity.kills, world })))
    for (const shop of shops)
      violations.push(
        ...(await checkShop(url, { shop, world, acknowledged: acknowledged.get(shop) ?? new Map() })),
      )
    const count = [...acknowledged.values()].reduce((sum, each) => sum + each.size, 0)
    return { violations, acknowledged: count, seconds: (performance.now() - startedAt) / 1000 }
  } finally {
    await crew.close()
    await run(server.url, `drop database ${name} with (force)`)
  }
}

async function installShops(url: string): Promise<void> {
  for (const shop of shops)
    await run(
      url,
      `select set_config('app.shop_id', '${shop}', false);
       insert into "Shop" ("installedAt", "currency") values ('2026-01-01', 'EUR')`,
    )
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/encore$/, '/postgres') })
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** The processes of one day. */
interface Crew {
  port: number
  /** Puts the clock of all of them to a moment. */
  setClock(at: Date): void
  /** Kills one of them, at once and without a word, and starts it again. */
  kill(index: number): Promise<void>
  size: number
  close(): Promise<void>
}

async function openCrew(
  url: string,
  { workers, walks }: Severity,
  mutation: string | undefined,
): Promise<Crew> {
  const port = await freePort()
  let clock = walks ? walksBeginAt : undefined
  const apart = ['web.child.ts', ...Array.from({ length: workers }, () => 'worker.child.ts')]
  const files = workers === 0 ? ['both.child.ts'] : apart
  const start = (file: string) => startChild(file, { url, port, mutation, clock })
  const children = await Promise.all(files.map(start))
  const end = async (child: ChildProcess | undefined) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return {
    port,
    size: files.length,
    setClock(at) {
      clock = at
      for (const child of children) if (child?.connected) child.send(at.toISOString())
    },
    async kill(index) {
      await end(children[index])
      children[index] = await start(files[index] ?? '')
    },
    async close() {
      await Promise.all(children.map(end))
    },
  }
}

async function startChild(
  file: string,
  {
    url,
    port,
    mutation,
    clock,
  }: { url: string; port: number; mutation: string | undefined; clock: Date | undefined },
): Promise<ChildProcess> {
  const preloads = [...(clock ? ['set-clock.ts'] : []), ...(mutation ? ['mutate.ts'] : [])]
  const hooks = preloads.flatMap((preload) => ['--import', join(import.meta.dirname, preload)])
  const child = spawn(process.execPath, [...hooks, join(import.meta.dirname, file)], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      LOG_LEVEL: 'fatal',
      DATABASE_URL: url,
      PORT: String(port),
      SHOPIFY_API_KEY: 'faults-key',
      SHOPIFY_API_SECRET: secret,
      SHOPIFY_APP_URL: 'https://encore.example',
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 3).toString('base64')}`,
      ENCORE_MUTATION: mutation ?? '',
      ...(clock && {
        FAULTS_NOW: clock.toISOString(),
        SMTP_URL: 'smtp://127.0.0.1:9',
        MAIL_FROM: 'a@b.example',
      }),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code} before it was ready.`)
  })
  await Promise.race([once(child, 'message'), ended])
  ended.catch(() => undefined) // From here on it is killed on purpose.
  return child
}

interface Day {
  server: Embedded
  crew: Crew
  seed: number
  severity: Severity
}

/** By shop: the webhook ids that were acknowledged, and what was to become of them. */
export type Acknowledged = Map<string, Map<string, Told['expect']>>

async function sendAll(deliveries: Told[], { server, crew, seed, severity }: Day): Promise<Acknowledged> {
  const acknowledged: Acknowledged = new Map(shops.map((shop) => [shop, new Map()]))
  const queue = [...deliveries]
  const random = randomOf(seed + 1)
  const faults = planFaults(random, deliveries.length, severity)
  const arrivalMs = Math.max(arrivalMsMin, faults.length * faultMs)
  const paceMs = (arrivalMs * senders) / deliveries.length
  let answered = 0
  let busy: Promise<void> = Promise.resolve()
  const send = async () => {
    for (let told = queue.shift(); told; told = queue.shift()) {
      const status = await deliver(crew.port, told)
      if (status === 200) acknowledged.get(told.shop)?.set(told.id, told.expect)
      const isAnswered = status === (told.expect === 'refused' ? 401 : 200)
      // As Shopify does, but sooner: what was not taken comes again, after others.
      if (!isAnswered) queue.splice(Math.floor(random() * queue.length), 0, told)
      else {
        answered++
        for (const fault of faults.filter(({ at }) => at === answered))
          busy = busy.then(() => strike(fault, server, crew))
      }
      await wait(paceMs)
    }
  }
  await Promise.all(Array.from({ length: senders }, send))
  await busy
  return acknowledged
}

interface Fault {
  at: number
  /** Which process; nothing for PostgreSQL. */
  index: number | undefined
  afterMs: number
}

function planFaults(random: () => number, total: number, { kills, stops, workers }: Severity): Fault[] {
  const at = () => 1 + Math.floor(random() * total * 0.95)
  return [
    ...Array.from({ length: kills }, (_, number) => ({
      at: at(),
      index: number % (workers + 1),
      afterMs: Math.floor(random() * 40),
    })),
    ...Array.from({ length: stops }, () => ({ at: at(), index: undefined, afterMs: 150 })),
  ]
}

async function strike({ index, afterMs }: Fault, server: Embedded, crew: Crew): Promise<void> {
  if (index !== undefined) {
    await wait(afterMs)
    return crew.kill(index)
  }
  await server.stop('immediate')
  await wait(afterMs)
  await server.start()
}

async function deliver(port: number, { shop, id, topic, body, triggeredAt }: Told): Promise<number> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/shopify`, {
      method: 'POST',
      body,
      headers: {
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': shop,
        'x-shopify-webhook-id': id,
        'x-shopify-triggered-at': triggeredAt,
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      },
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0 // Nobody there, or killed while it answered.
  }
}

async function endBacklog(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const deadline = performance.now() + backlogSecondsMax * 1000
  let waiting = 1
  while (waiting > 0 && performance.now() < deadline) {
    const { rows } = await client.query(
      `select count(*)::int as n from "Delivery" where "status" = 'waiting'`,
    )
    waiting = rows[0].n
    if (waiting > 0) await wait(50)
  }
  await client.end()
  return waiting > 0 ? [`${waiting} deliveries still wait after ${backlogSecondsMax} s`] : []
}
