import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort, startEmbedded } from '../../app/store/embedded.server.ts'
import { type Child, startChild } from '../stand-in/demo/child.ts'
import { untilReady } from '../stand-in/demo/install-app.ts'
import { openFaces } from '../stand-in/faces/faces.ts'
import { startStandIn } from '../stand-in/server.ts'
import type { StandIn } from '../stand-in/types.ts'

const root = join(import.meta.dirname, '..', '..')

/** The whole of Encore on this machine, with a shop in which nothing happens by itself, and not yet installed. */
export interface StoryStore {
  standIn: StandIn
  /** Asks the app's database directly: for what no page can bring about. */
  query(sql: string, values?: unknown[]): Promise<pg.QueryResult>
  /** Pulls the database's plug, and puts it back in. */
  stopDatabase(): Promise<void>
  startDatabase(): Promise<void>
  /** What the app's processes wrote last, for when a story fails. */
  lastLines(): string[]
  close(): Promise<void>
}

/** Size of the shop's past. */
export interface Past {
  customers: number
  days: number
  /** Granted to the app; what Shopify's review grants without being asked when left out. */
  scopes?: string[]
}

type Piece = () => Promise<unknown>

/** Starts database, stand-in, web and worker on free ports. What had started is put away if the rest does not. */
export async function startStoryStore(past: Past): Promise<StoryStore> {
  const pieces: Piece[] = []
  const close = async () => {
    for (const put of pieces.splice(0).reverse()) await put()
  }
  try {
    return { ...(await open(past, pieces)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open({ customers, days, scopes }: Past, pieces: Piece[]): Promise<Omit<StoryStore, 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-stories-'))
  pieces.push(() => rm(folder, { recursive: true, force: true }))
  const keys = { apiKey: randomBytes(16).toString('hex'), apiSecret: randomBytes(32).toString('hex') }
  const database = await startEmbedded({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } })
  pieces.push(() => database.stop('immediate'))
  const standIn = await startStandIn({ ...keys, customers, days, scopes, faces: openFaces() })
  pieces.push(() => standIn.close())
  const port = await freePort()
  const environment = {
    ...process.env,
    NODE_ENV: 'production' as const,
    LOG_LEVEL: 'info',
    LISTEN_HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SHOPIFY_API_KEY: keys.apiKey,
    SHOPIFY_API_SECRET: keys.apiSecret,
    SHOPIFY_API_SECRET_PREVIOUS: '',
    SHOPIFY_APP_URL: standIn.tunnelUrl,
    ENCRYPTION_KEYS: `stories:${randomBytes(32).toString('base64')}`,
    SMTP_URL: standIn.mailbox.smtpUrl,
    MAIL_FROM: 'post@encore.local.example',
    STAND_IN_URL: standIn.url,
    STAND_IN_CLOCK_FILE: standIn.clockFile,
  }
  const start = (name: 'web' | 'worker', program: string): Child =>
    startChild({
      name,
      cwd: root,
      words: ['--import', './tests/stand-in/preload.ts', program],
      env: { ...environment, ENCORE_ROLE: name },
      logFile: join(folder, `${name}.log`),
    })
  const children = [start('web', 'app/server.ts'), start('worker', 'app/entry.worker.ts')]
  pieces.push(() => Promise.all(children.map((child) => child.stop())))
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => undefined) // A story stopped the database; the next query opens another connection.
  pieces.push(() => pool.end())
  await Promise.race([untilReady(`http://127.0.0.1:${port}`), ...children.map(failIfEnded)])
  standIn.appUrl = `http://127.0.0.1:${port}`
  return {
    standIn,
    query: (sql, values) => pool.query(sql, values),
    stopDatabase: () => database.stop('immediate'),
    startDatabase: () => database.start(),
    lastLines: () => children.flatMap((child) => child.lastLines().map((line) => `${child.name}: ${line}`)),
  }
}

async function failIfEnded(child: Child): Promise<never> {
  const how = await child.ended
  throw new Error(`The ${child.name} process could not start (${how}):\n${child.lastLines().join('\n')}`)
}
