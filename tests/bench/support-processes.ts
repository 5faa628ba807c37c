// The processes that a bench measures: a PostgreSQL of its own, the product in children, and the processor time of each.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Embedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import { startTemporaryPostgres } from '../support/temporary-postgres.ts'
import { secret, shop } from './support-deliveries.ts'

/** A durable PostgreSQL, migrated, for one bench. */
export async function withPostgres<Result>(
  work: (server: Embedded) => Promise<Result>,
  settings: Record<string, string> = {},
): Promise<Result> {
  const { server, remove } = await startTemporaryPostgres(settings)
  try {
    await migrate(server.url)
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query(`select set_config('app.shop_id', $1, false)`, [shop])
    await client.query(
      `insert into "Shop" ("installedAt", "currency") values (now() - interval '1 day', 'EUR')`,
    )
    await client.end()
    return await work(server)
  } finally {
    await remove()
  }
}

/** A child process of a bench that says its port when it listens. */
export interface Child {
  process: ChildProcess
  port: number
  stop(): Promise<void>
}

/** Starts `file` of this folder with the environment of a production process. */
export async function startChild(file: string, args: string[], databaseUrl: string): Promise<Child> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'bench-key',
    SHOPIFY_API_SECRET: secret,
    SHOPIFY_APP_URL: 'https://encore.example',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const port = await new Promise<number>((opened, failed) => {
    child.once('message', (message) => opened(Number(message)))
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}.`)))
  })
  const stop = async () => {
    child.kill()
    await ended
  }
  return { process: child, port, stop }
}

const ticksPerSecond = 100

/** Seconds of processor time that a process has used, its threads and dead children included. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0)
  return ticks / ticksPerSecond
}

/** Seconds of processor time of a PostgreSQL server with all its processes. */
export function postgresSeconds(server: Embedded): number {
  const [pid] = readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
  return [Number(pid), ...children.map(Number)].reduce((sum, each) => sum + secondsOrNone(each), 0)
}

function parentOf(pid: string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined // It ended while we looked.
  }
}

function secondsOrNone(pid: number): number {
  try {
    return processorSeconds(pid)
  } catch {
    return 0 // It ended while we looked; its parent has its time.
  }
}
