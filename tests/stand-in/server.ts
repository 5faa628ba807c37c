import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { control } from './control.ts'
import { answerAdmin } from './graphql/admin-api.ts'
import { answerResults } from './graphql/results.ts'
import { answerStorefront, storefrontSchema } from './graphql/storefront-api.ts'
import { answerJson, fieldsOf } from './http.ts'
import { openMailbox } from './mailbox.ts'
import { openShops, type Shops } from './shops.ts'
import type { Faces, StandIn, StandInOptions } from './types.ts'

const mainShop = 'roast-and-co.myshopify.com'

/** Starts the local Shopify; the promise resolves once it listens and its past is there. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { dataDir } = options
  if (dataDir && options.isFresh) rmSync(dataDir, { recursive: true, force: true })
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'stand-in-'))
  mkdirSync(folder, { recursive: true })
  let faces: Faces | undefined
  let url = ''
  let appUrl = options.appUrl
  const shops = openShops({
    options,
    folder,
    isKept: dataDir !== undefined,
    publicUrl: () => url,
    appUrl: () => appUrl,
  })
  const server = createServer((request, response) => {
    answer(standIn, shops, request, response, () => faces).catch((error: unknown) => failed(response, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  const world = shops.worldOf(mainShop)
  const mailbox = await openMailbox({
    port: options.smtpPort ?? 0,
    file: dataDir && join(folder, 'mailbox.jsonl'),
    log: shops.log,
    shop: mainShop,
    nowMs: () => shops.clock.nowMs(),
  })

  const standIn: StandIn = {
    url,
    port,
    world,
    options,
    worlds: shops.worlds,
    log: shops.log,
    mailbox,
    faults: shops.faults,
    get counts() {
      return shops.counts
    },
    clockFile: shops.clock.file,
    get tunnelUrl() {
      return faces?.tunnelUrl ?? appUrl ?? url
    },
    get appUrl() {
      return appUrl
    },
    set appUrl(next) {
      appUrl = next
      shops.sender.wake()
    },
    get mischief() {
      return shops.sender.mischief()
    },
    setMischief: (mischief) => shops.sender.setMischief(mischief),
    moveClock: (ms) => shops.moveClock(ms),
    deliver: (delivery) => shops.deliver(delivery),
    pendingDeliveries: () => shops.sender.pending(),
    settled: () => shops.sender.settled(),
    async close() {
      server.close()
      server.closeAllConnections()
      await faces?.close()
      await mailbox.close()
      await shops.close()
      if (!dataDir) rmSync(folder, { recursive: true, force: true })
    },
  }
  shops.begin()
  faces = await options.faces?.(standIn)
  return standIn
}

const schema = storefrontSchema()

async function answer(
  standIn: StandIn,
  shops: Shops,
  request: IncomingMessage,
  response: ServerResponse,
  faces: () => Faces | undefined,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (await control(standIn, request, response)) return
  if (answerResults(request, response, path, shops.bulkFolder)) return
  const shop = shops.api(String(request.headers['x-stand-in-host'] ?? mainShop))
  if (path === '/admin/oauth/access_token' && request.method === 'POST') {
    if (!shop) return answerJson(response, 404, { errors: 'Not Found' })
    const granted = shops.tokens.grant(shop.shop.world, await fieldsOf(request))
    return answerJson(response, granted.status, granted.body)
  }
  if (/^\/admin\/api\/[^/]+\/graphql\.json$/.test(path)) {
    const token = String(request.headers['x-shopify-access-token'] ?? '')
    if (!shop || !shops.tokens.isValid(shop.shop.world, token)) return answerJson(response, 401, unauthorized)
    return answerAdmin(shop, request, response)
  }
  if (/^\/api\/[^/]+\/graphql\.json$/.test(path) && shop) {
    if (request.method === 'OPTIONS') return preflight(response)
    return answerStorefront(shop.shop, schema, request, response)
  }
  if (await faces()?.handle(request, response)) return
  answerJson(response, 404, { errors: 'Not Found' })
}

const unauthorized = {
  errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': '*',
    'access-control-max-age': '600',
  })
  response.end()
}

function failed(response: ServerResponse, error: unknown): void {
  process.stderr.write(`The stand-in failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  if (!response.headersSent) answerJson(response, 500, { errors: 'Internal Server Error' })
  else response.destroy()
}
