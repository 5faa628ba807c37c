import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Embedded, startEmbedded } from '../../../app/store/embedded.server.ts'
import { openFaces } from '../faces/faces.ts'
import { startStandIn } from '../server.ts'
import type { StandIn } from '../types.ts'
import { readAppConfig } from './app-config.ts'
import { type Child, startChild } from './child.ts'
import { installApp, untilReady } from './install-app.ts'
import type { Held } from './lock.ts'
import { freePortFrom } from './ports.ts'
import { dim, say, step, table } from './say.ts'
import { keepSettings, PORTS, readSettings, type Settings } from './settings.ts'

const APP_PORT = 4100

export type Store = {
  /** Starts database, stand-in, app and worker, and installs the app. Rejects when one fails or it is closed first. */
  open(): Promise<void>
  /** Puts away what has started, last first; what is just starting is put away as soon as it is there. */
  close(): Promise<void>
}

export type StoreOptions = {
  root: string
  folder: string
  isFresh: boolean
  onStarted(more: Omit<Held, 'pid'>): void
  onDeath(name: string, how: string, lines: string[], logFile: string): void
}

type Piece = () => Promise<unknown>
type Keep = (piece: Piece) => Promise<void>

export function createStore(options: StoreOptions): Store {
  const pieces: Piece[] = []
  let isClosing = false
  let opening: Promise<void> = Promise.resolve()
  const keep: Keep = async (piece) => {
    if (!isClosing) return void pieces.push(piece)
    await piece()
    throw new Error('Stopped while starting.')
  }
  return {
    open() {
      opening = open(options, keep)
      return opening
    },
    async close() {
      isClosing = true
      for (const put of pieces.splice(0).reverse()) await put()
      await opening.catch(() => undefined)
    },
  }
}

async function open(options: StoreOptions, keep: Keep): Promise<void> {
  const { folder, isFresh } = options
  const settingsFile = join(folder, 'settings.json')
  const kept = readSettings(settingsFile)
  const settings = isFresh ? { ...kept, ports: PORTS } : kept
  const database = await step('PostgreSQL', () => startDatabase(folder, isFresh))
  await keep(() => database.stop())
  const standIn = await step('Roast & Co. and its past', () => startShop(options, settings))
  await keep(() => standIn.close())
  keepSettings(settingsFile, { ...settings, ports: [standIn.port, Number(new URL(standIn.tunnelUrl).port)] })
  const appPort = await freePortFrom(APP_PORT)
  const children = startApp(options, { settings, database, standIn, appPort })
  await keep(() => stopAll(children))
  options.onStarted({ url: standIn.url, children: children.flatMap(({ pid }) => pid ?? []) })
  const appUrl = `http://127.0.0.1:${appPort}`
  await step('Encore, web and worker', () => Promise.race([untilReady(appUrl), ...children.map(failIfEnded)]))
  standIn.appUrl = appUrl
  await step('Opening Encore in the admin', () => installApp(standIn))
  await keep(async () => undefined)
  watch(children, options)
  introduce(standIn, database)
}

async function startDatabase(folder: string, isFresh: boolean): Promise<Embedded> {
  const database = await startEmbedded({ dataDir: join(folder, 'postgres') })
  if (isFresh) await emptyDatabase(database.url)
  return database
}

async function emptyDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/encore$/, '/postgres') })
  await client.connect()
  try {
    await client.query('drop database if exists encore with (force)')
    await client.query('create database encore')
  } finally {
    await client.end()
  }
}

async function startShop({ root, folder, isFresh }: StoreOptions, settings: Settings): Promise<StandIn> {
  const dataDir = join(folder, 'stand-in')
  if (isFresh) rmSync(dataDir, { recursive: true, force: true })
  const [wanted = 4000, wantedTunnel = 4001] = settings.ports
  const port = await freePortFrom(wanted)
  const tunnelPort = await freePortFrom(wantedTunnel, [port])
  return startStandIn({
    port,
    dataDir,
    isFresh,
    isLiving: true,
    ...readAppConfig(root),
    apiKey: settings.apiKey,
    apiSecret: settings.apiSecret,
    faces: openFaces({ tunnelPort }),
  })
}

type Parts = { settings: Settings; database: Embedded; standIn: StandIn; appPort: number }

/** Web and worker as two processes, as in production; only what stands in for Shopify is loaded before them. */
function startApp({ root, folder }: StoreOptions, parts: Parts): Child[] {
  const start = (name: string, program: string, role: string) =>
    startChild({
      name,
      cwd: root,
      words: ['--import', './tests/stand-in/preload.ts', program],
      env: environment(folder, parts, role),
      logFile: logFile(folder, name),
    })
  return [start('web', 'app/server.ts', 'web'), start('worker', 'app/entry.worker.ts', 'worker')]
}

function environment(
  folder: string,
  { settings, database, standIn, appPort }: Parts,
  role: string,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    LISTEN_HOST: '127.0.0.1',
    PORT: String(appPort),
    ENCORE_ROLE: role,
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SHOPIFY_API_KEY: settings.apiKey,
    SHOPIFY_API_SECRET: settings.apiSecret,
    SHOPIFY_API_SECRET_PREVIOUS: '',
    SHOPIFY_APP_URL: standIn.tunnelUrl,
    ENCRYPTION_KEYS: `local:${settings.encryptionKey}`,
    SMTP_URL: standIn.mailbox.smtpUrl,
    MAIL_FROM: 'post@encore.local.example',
    STAND_IN_URL: standIn.url,
    STAND_IN_CLOCK_FILE: join(folder, 'stand-in', 'clock.json'),
  }
}

function logFile(folder: string, name: string): string {
  return join(folder, 'logs', `${name}.log`)
}

async function failIfEnded(child: Child): Promise<never> {
  const how = await child.ended
  throw new Error(`The ${child.name} process could not start (${how}):\n\n${child.lastLines().join('\n')}`)
}

async function stopAll(children: Child[]): Promise<void> {
  await Promise.all(children.map((child) => child.stop()))
}

function watch(children: Child[], { folder, onDeath }: StoreOptions): void {
  for (const child of children) {
    void child.ended.then((how) => onDeath(child.name, how, child.lastLines(), logFile(folder, child.name)))
  }
}

function introduce({ url, tunnelUrl, world }: StandIn, database: Embedded): void {
  say()
  table([
    ['Front page', url],
    ['Admin', `${url}/admin/${world.shop.domain}/apps/encore`],
    ['Shop front', `${url}/shop`],
    ['Account', `${url}/account`],
    ['Mailbox', `${url}/mailbox`],
    ['Encore itself', tunnelUrl],
    ['Database', database.url],
  ])
  say(`\n  ${dim('Begin at the front page. Ctrl-C stops everything; npm run demo -- --fresh starts over.')}`)
}
