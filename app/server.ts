import './platform/production.ts'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { createApiDoor } from './doors/api.ts'
import { createBouncesDoor } from './doors/bounces.ts'
import { createFlowDoor } from './doors/flow.ts'
import { createHealthDoor } from './doors/health.ts'
import { createOfferDoor } from './doors/offer.ts'
import { createPostPurchaseDoor } from './doors/post-purchase.ts'
import { createPreferencesDoor } from './doors/preferences.ts'
import { createWebhookDoor } from './doors/webhooks.ts'
import { startWorker } from './entry.worker.ts'
import type { Config } from './platform/config.ts'
import { errorFacts } from './platform/errors.ts'
import { listenWide } from './platform/listen.ts'
import { log } from './platform/log.ts'
import { type Running, runProcess } from './process.ts'

const root = join(import.meta.dirname, '..')
const headersSecondsMax = 10
const requestSecondsMax = 30
const keepAliveSeconds = 65
const drainSecondsMax = 10
const drainLookMs = 50
const assetSecondsMax = 31_536_000

/**
 * The web process: plain doors for what is hot and signed, Remix for the rest, and the worker beside it unless the
 * role says otherwise.
 */
await runProcess(async (settings, running) => {
  if (settings.role !== 'worker') running.push(await startWeb(settings))
  if (settings.role !== 'web') running.push(await startWorker())
})

async function startWeb(settings: Config): Promise<Running> {
  let isStopping = false
  const webhooks = createWebhookDoor({ secrets: settings.apiSecrets })
  const offers = createOfferDoor({ apiKey: settings.apiKey, secrets: settings.apiSecrets })
  const postPurchase = createPostPurchaseDoor({ apiKey: settings.apiKey, secrets: settings.apiSecrets })
  const preferences = createPreferencesDoor()
  const bounces = createBouncesDoor({ token: settings.bouncesToken })
  const api = createApiDoor()
  const flow = createFlowDoor({ secrets: settings.apiSecrets })
  const health = createHealthDoor({ isStopping: () => isStopping, metricsToken: settings.metricsToken })
  const pages = await createPages(settings)
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    if (path.startsWith('/webhooks/')) webhooks.handle(request, response)
    else if (path.startsWith('/api/offer')) offers.handle(request, response)
    else if (path.startsWith('/api/post-purchase/')) postPurchase.handle(request, response)
    else if (path.startsWith('/api/v1/')) api.handle(request, response)
    else if (path.startsWith('/flow/')) flow.handle(request, response)
    else if (preferences.handle(request, response) || bounces.handle(request, response)) return
    else if (!health(request, response)) pages(request, response)
  })
  server.headersTimeout = headersSecondsMax * 1000
  server.requestTimeout = requestSecondsMax * 1000
  server.keepAliveTimeout = keepAliveSeconds * 1000
  const listening = await listenWide(server, { port: settings.port, host: settings.host })
  log.info({ port: listening.port }, 'web is listening')
  const close = async () => {
    isStopping = true
    const closed = listening.close()
    // A connection that is kept alive would hold the process: each is closed as soon as it has its answer.
    const closing = setInterval(() => server.closeIdleConnections(), drainLookMs)
    setTimeout(() => server.closeAllConnections(), drainSecondsMax * 1000).unref()
    await closed
    clearInterval(closing)
    await webhooks.close()
  }
  return { name: 'web', close }
}

/** The Remix app and its assets: built in production, through Vite in development. */
async function createPages(settings: Config): Promise<express.Express> {
  const pages = express()
  pages.disable('x-powered-by')
  pages.set('trust proxy', true)
  pages.use(compression())
  if (settings.environment === 'development') await serveThroughVite(pages)
  else await serveBuilt(pages)
  pages.use(answerFailure)
  return pages
}

/** What no route could answer, such as an address that cannot be read: one line, and nothing of the inside. */
function answerFailure(
  error: unknown,
  _request: express.Request,
  response: express.Response,
  next: express.NextFunction,
): void {
  if (response.headersSent) {
    next(error)
    return
  }
  const isTheirs = error instanceof URIError || (error instanceof TypeError && 'input' in error)
  if (!isTheirs) log.error(errorFacts(error), 'a request failed before it reached a page')
  response
    .status(isTheirs ? 400 : 500)
    .type('text/plain')
    .send(isTheirs ? 'Bad request\n' : 'Something failed\n')
}

async function serveBuilt(pages: express.Express): Promise<void> {
  const client = join(root, 'build', 'client')
  pages.use(
    '/assets',
    express.static(join(client, 'assets'), { immutable: true, maxAge: assetSecondsMax * 1000 }),
  )
  pages.use(express.static(client, { maxAge: 3_600_000 }))
  const build: ServerBuild = await import(
    pathToFileURL(join(root, 'build', 'server', 'index.js')).href
  ).catch((error: unknown) => {
    throw new Error('There is no build of the admin: run `npm run build` first.', { cause: error })
  })
  pages.all('*', createRequestHandler({ build, mode: 'production' }))
}

async function serveThroughVite(pages: express.Express): Promise<void> {
  const { createServer: createVite } = await import('vite')
  const vite = await createVite({
    root,
    // Read as it is: the copy that Vite would write beside it, and remove, restarts a watching Node for ever.
    configLoader: 'native',
    server: { middlewareMode: true },
  })
  pages.use(vite.middlewares)
  const load = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild // Remix's Vite plugin makes it.
  pages.all('*', createRequestHandler({ build: load, mode: 'development' }))
}
