// One way of taking webhooks in, alone in its process: `door` (ours), `hmac` (checks the signature and keeps nothing:
// the limit), `single` (one INSERT for each request), `stock` (Remix, the library's webhook check, Prisma).
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { PrismaPg } from '@prisma/adapter-pg'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import { Session } from '@shopify/shopify-api'
import '@shopify/shopify-app-remix/adapters/node'
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import compression from 'compression'
import express from 'express'
import morgan from 'morgan'
import pg from 'pg'
import { createWebhookDoor } from '../../app/doors/webhooks.ts'
import { config } from '../../app/platform/config.ts'
import { connect } from '../../app/store/database.server.ts'
import { PrismaClient } from '../../prisma/generated/client.ts'

const settings = config()
const url = settings.databaseUrl ?? ''
const [secret = ''] = settings.apiSecrets

const ways: Record<string, () => RequestListener> = {
  door: () => {
    connect(url, settings.databaseConnectionsMax)
    const door = createWebhookDoor({ secrets: settings.apiSecrets })
    return (request, response) => door.handle(request, response)
  },
  hmac: () => async (request, response) => {
    const body = await readBody(request)
    response.writeHead(isSigned(request, body) ? 200 : 401, { 'content-length': 0 }).end()
  },
  single: () => {
    const pool = new pg.Pool({ connectionString: url, max: 20 })
    return async (request, response) => {
      const body = await readBody(request)
      if (!isSigned(request, body)) return response.writeHead(401, { 'content-length': 0 }).end()
      const { headers } = request
      await pool.query({
        name: 'one',
        text: `insert into "Delivery" ("shopId", "id", "topic", "receivedAt", "dueAt", "body")
               values ($1, $2, $3, $4, $4, $5) on conflict do nothing`,
        values: [
          headers['x-shopify-shop-domain'],
          headers['x-shopify-webhook-id'],
          headers['x-shopify-topic'],
          new Date(),
          body,
        ],
      })
      return response.writeHead(200, { 'content-length': 0 }).end()
    }
  },
  stock: () => stockRoute(),
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((done) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => done(Buffer.concat(chunks)))
  })
}

function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const claimed = Buffer.from(String(request.headers['x-shopify-hmac-sha256']), 'base64')
  const right = createHmac('sha256', secret).update(body).digest()
  return claimed.length === right.length && timingSafeEqual(right, claimed)
}

/**
 * As Shopify's Remix template does it: the library checks, reads the session, and the route writes one row. It is
 * started by `remix-serve`, whose middleware stands before it
 * (https://github.com/remix-run/remix/blob/main/packages/remix-serve/cli.ts); its log lines go nowhere.
 */
function stockRoute(): RequestListener {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) })
  const shopify = shopifyApp({
    apiKey: settings.apiKey,
    apiSecretKey: secret,
    appUrl: settings.appUrl,
    apiVersion: ApiVersion.October26,
    distribution: AppDistribution.AppStore,
    sessionStorage: {
      // One query by id, as the template's Prisma storage makes.
      loadSession: async (id) => {
        await prisma.session.findFirst({ where: { id } })
        return new Session({
          id,
          shop: id.replace('offline_', ''),
          state: '',
          isOnline: false,
          accessToken: 'x',
        })
      },
      storeSession: async () => true,
      deleteSession: async () => true,
      deleteSessions: async () => true,
      findSessionsByShop: async () => [],
    },
  })
  const action = async ({ request }: { request: Request }) => {
    const { shop, topic, payload, webhookId } = await shopify.authenticate.webhook(request)
    const at = new Date()
    const body = new TextEncoder().encode(JSON.stringify(payload))
    await prisma.delivery.create({
      data: { shopId: shop, id: webhookId, topic, body, receivedAt: at, dueAt: at },
    })
    return new Response()
  }
  const app = express()
  app.disable('x-powered-by')
  app.use(compression())
  app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
  app.use(express.static('public', { maxAge: '1h' }))
  app.use(morgan('tiny', { stream: createWriteStream('/dev/null') }))
  const route = { id: 'webhooks', parentId: 'root', path: 'webhooks/*', module: { action } }
  const build = {
    entry: { module: { default: () => new Response('', { status: 404 }) } },
    routes: { root: { id: 'root', path: '', module: { default: () => null } }, webhooks: route },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true },
    isSpaMode: false,
  } as unknown as ServerBuild // Written by hand: the parts that a request for a route without a page reads.
  app.all('*', createRequestHandler({ build, mode: 'production' }))
  return app
}

const way = ways[process.argv[2] ?? '']
if (!way) throw new Error(`No way named ${process.argv[2]}.`)
const server = createServer(way())
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.once('disconnect', () => process.exit())
