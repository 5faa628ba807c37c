import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from '@shopify/shopify-api'
import type { Page } from 'playwright-core'
import { connect, disconnect } from '../../app/store/database.server.ts'
import { freePort, startEmbedded } from '../../app/store/embedded.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'

const root = join(import.meta.dirname, '..', '..')
const startSecondsMax = 30

/** The built app, running against a database of its own, with one shop's merchant already let in. */
export interface AdminSite {
  shop: string
  url: string
  databaseUrl: string
  /** The address of a page as Shopify's admin would open it. */
  address(path: string): string
  /** Has a window meet an App Bridge that does what the real one does for data: it signs every request. */
  welcome(page: Page): Promise<void>
  close(): Promise<void>
}

/** Starts the built app (`npm run build` first) on a new, migrated, empty database. */
export async function startAdminSite(shop = 'roast-and-co.myshopify.com'): Promise<AdminSite> {
  const folder = await mkdtemp(join(tmpdir(), 'encore-admin-'))
  const database = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  await migrate(database.url)
  const port = await freePort()
  const environment = environmentOf(database.url, port)
  Object.assign(process.env, environment)
  connect(database.url)
  await sessions.storeSession(aSession(shop))
  const app = spawn(process.execPath, [join(root, 'app', 'server.ts')], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}/healthz`, app)
  const token = idToken(shop, environment)
  return {
    shop,
    url,
    databaseUrl: database.url,
    address: (path) => addressOf(url, path, shop, token),
    welcome: async (page) => {
      await page.route('https://cdn.shopify.com/shopifycloud/app-bridge.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: bridge(token) }),
      )
    },
    async close() {
      app.kill('SIGTERM')
      await new Promise((ended) => app.once('exit', ended))
      await disconnect()
      await database.stop('immediate')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function environmentOf(databaseUrl: string, port: number) {
  return {
    NODE_ENV: 'production' as const,
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(port),
    ENCORE_ROLE: 'web',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'admin-site-key',
    SHOPIFY_API_SECRET: randomBytes(16).toString('hex'),
    SHOPIFY_APP_URL: `http://127.0.0.1:${port}`,
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  }
}

function aSession(shop: string): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read_customers,read_inventory,read_orders,read_products',
    accessToken: 'shpat_admin-site',
    expires: new Date(Date.now() + 86_400_000),
    refreshToken: 'shprt_admin-site',
    refreshTokenExpires: new Date(Date.now() + 86_400_000),
  })
}

async function answers(url: string, app: ChildProcess): Promise<void> {
  const until = Date.now() + startSecondsMax * 1000
  while (Date.now() < until) {
    if (app.exitCode !== null) throw new Error('The app ended before it listened.')
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error(`The app did not answer within ${startSecondsMax} s.`)
}

function idToken(shop: string, environment: { SHOPIFY_API_KEY: string; SHOPIFY_API_SECRET: string }): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: environment.SHOPIFY_API_KEY,
    sub: '42',
    sid: 'a1b2c3',
    jti: randomBytes(8).toString('hex'),
    iat: now,
    nbf: now,
    exp: now + 3_600,
  }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  const signature = createHmac('sha256', environment.SHOPIFY_API_SECRET).update(signed).digest('base64url')
  return `${signed}.${signature}`
}

function addressOf(base: string, path: string, shop: string, token: string): string {
  const url = new URL(path, base)
  const host = Buffer.from(`admin.shopify.com/store/${shop.split('.')[0]}`).toString('base64')
  const search = { shop, host, embedded: '1', id_token: token, locale: 'en' }
  for (const [name, value] of Object.entries(search)) url.searchParams.set(name, value)
  return url.toString()
}

function bridge(token: string): string {
  return `(() => {
    const plain = window.fetch
    window.shopify = { config: {}, idToken: async () => '${token}' }
    window.fetch = (input, init = {}) => {
      const request = new Request(input, init)
      if (new URL(request.url).origin === location.origin) request.headers.set('Authorization', 'Bearer ${token}')
      return plain(request)
    }
  })()`
}
