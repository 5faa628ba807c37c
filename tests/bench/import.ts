// The import of a shop's past: more than 100,000 orders of the simulated coffee roaster, two years long, told by the
// local Shopify as one bulk result; a durable PostgreSQL; the importing process apart. Its heap is capped: what grew
// with the result would end it, and without a cap the peak only says how lazily V8 cleans up. The part of the heap for
// what is young keeps the size that it has without a cap: V8 would make it 1 MB, and clear it ten thousand times. The
// clock runs from the moment Shopify has its result ready until the last order is committed.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { migrate } from '../../app/store/migrate.server.ts'
import { startStandIn } from '../stand-in/server.ts'
import { startTemporaryPostgres } from '../support/temporary-postgres.ts'
import type { Imported } from './import.child.ts'
import type { Target } from './run.ts'

export const targets: Record<string, Target> = { ordersPerSecond: { min: 2_000 }, peakMemoryMb: { max: 300 } }

// About four orders each in two years.
const customers = 24_600
const days = 730
const ordersMin = 100_000
const heapMb = 192
const youngMb = 16
const keys = { apiKey: 'bench-key', apiSecret: 'bench-secret' }

/** Also `orders`, `seconds` and `megabytes` of the result. Throws when an order is missing. */
export async function run(): Promise<Record<string, number>> {
  const { server, remove } = await startTemporaryPostgres()
  const standIn = await startStandIn({ ...keys, customers, days })
  try {
    await migrate(server.url)
    const told = standIn.world.orders().length
    if (told < ordersMin) throw new Error(`The simulated past holds ${told} orders only.`)
    const imported = await importInOwnProcess(server.url, standIn.url, standIn.world.signIdToken())
    if (imported.orders !== told) throw new Error(`${imported.orders} of ${told} orders were imported.`)
    return { ...imported, ordersPerSecond: Math.round(imported.orders / imported.seconds) }
  } finally {
    await standIn.close()
    await remove()
  }
}

function importInOwnProcess(databaseUrl: string, standInUrl: string, idToken: string): Promise<Imported> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    DATABASE_URL: databaseUrl,
    STAND_IN_URL: standInUrl,
    SHOPIFY_API_KEY: keys.apiKey,
    SHOPIFY_API_SECRET: keys.apiSecret,
    SHOPIFY_APP_URL: 'https://encore.example',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  }
  const preload = join(import.meta.dirname, '..', 'stand-in', 'preload.ts')
  const execArgv = [`--max-heap-size=${heapMb}`, `--max-semi-space-size=${youngMb}`, '--import', preload]
  const child = fork(join(import.meta.dirname, 'import.child.ts'), [idToken], { env, execArgv })
  return new Promise((done, failed) => {
    child.once('message', (imported) => done(imported as Imported)) // Sent by import.child.ts alone.
    child.once('exit', (code) => failed(new Error(`The import ended with ${code}.`)))
  })
}
