// One way of taking webhooks in, alone in its process: `door` (ours), `hmac` (checks the signature and keeps nothing:
// the limit), `single` (one INSERT for each request), `stock` (Remix, the library's webhook check, Prisma).
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import pg from 'pg'
import { createWebhookDoor } from '../../app/doors/webhooks.ts'
import { config } from '../../app/platform/config.ts'
import { listenWide } from '../../app/platform/listen.ts'
import { bornYoung } from '../../app/platform/young-objects.ts'
import { connect } from '../../app/store/database.server.ts'
import { openStock, serveStock } from './support-stock.ts'

const settings = config()
const url = settings.databaseUrl ?? ''
const [secret = ''] = settings.apiSecrets

const ways: Record<string, () => RequestListener> = {
  door: () => {
    bornYoung() // As every process of ours begins.
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

/** As Shopify's Remix template does it: the library checks, reads the session, and the route writes one row. */
function stockRoute(): RequestListener {
  const { prisma, shopify } = openStock()
  return serveStock('webhooks/*', async ({ request }) => {
    const { shop, topic, payload, webhookId } = await shopify.authenticate.webhook(request)
    const at = new Date()
    const body = new TextEncoder().encode(JSON.stringify(payload))
    await prisma.delivery.create({
      data: { shopId: shop, id: webhookId, topic, body, receivedAt: at, dueAt: at },
    })
    return new Response()
  })
}

const way = ways[process.argv[2] ?? '']
if (!way) throw new Error(`No way named ${process.argv[2]}.`)
const server = createServer(way())
server.keepAliveTimeout = 65_000
const { port } = await listenWide(server, { port: 0, host: '127.0.0.1' })
process.send?.(port)
process.once('disconnect', () => process.exit())
