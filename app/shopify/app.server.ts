import '@shopify/shopify-app-remix/adapters/node'
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime'
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from '@shopify/shopify-app-remix/server'
import { compactVerify, decodeJwt } from 'jose'
import { isShopDomain } from '../domain/shopify-id.ts'
import { config } from '../platform/config.ts'
import { Unavailable } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { sessions, withSessionLock } from '../store/sessions.server.ts'
import { type AdminVisitor, adminVisitor } from './session-token.ts'
import { isFresh, offlineSession } from './tokens.server.ts'

const libraryCallTimeoutMs = 10_000

// The library's own calls (token exchange) have no timeout: a black-holed connection would hold the merchant's page.
setAbstractFetchFunc((address, init) =>
  fetch(address, { ...init, signal: init?.signal ?? AbortSignal.timeout(libraryCallTimeoutMs) }),
)

type ShopifyApp = ReturnType<typeof appWithSecret>

/** One per secret, newest first: while a secret is being rotated, tokens signed with the one before still pass. */
let apps: ShopifyApp[] | undefined

function appsBySecret(): ShopifyApp[] {
  apps ??= config().apiSecrets.map(appWithSecret)
  return apps
}

function appWithSecret(apiSecretKey: string) {
  const { apiKey, appUrl } = config()
  return shopifyApp({
    apiKey,
    apiSecretKey,
    appUrl,
    apiVersion: ApiVersion.October26,
    authPathPrefix: '/auth',
    isEmbeddedApp: true,
    distribution: AppDistribution.AppStore,
    sessionStorage: sessions,
    logger: { level: LogSeverity.Warning, log: logOfLibrary },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  })
}

/** Passes the library's warnings on. Its messages quote whole tokens, so whatever looks like one is cut out. */
function logOfLibrary(severity: LogSeverity, message: string): void {
  const cut = message
    .replaceAll(/[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]')
    .replaceAll(/shp\w+_\w+/g, '[token]')
  if (severity <= LogSeverity.Error) log.error({ from: 'shopify-app' }, cut)
  else log.warn({ from: 'shopify-app' }, cut)
}

function newestApp(): ShopifyApp {
  const [app] = appsBySecret()
  if (!app) throw new Error('SHOPIFY_API_SECRET is required.')
  return app
}

/** Who stands in the admin, verified, and where to send them from there. */
export interface AdminVisit extends AdminVisitor {
  /** Scopes granted to the app, as Shopify lists them. */
  scopes: string[]
  redirect: Awaited<ReturnType<ShopifyApp['authenticate']['admin']>>['redirect']
}

/**
 * Lets a request from the embedded admin in: shopify-app-remix verifies its token, exchanges it for an access token
 * when there is none that is fresh, and answers bots, preflights and expired tokens by throwing a Response. On top,
 * the token must be an admin's and name the shop that the address names; anything else is a thrown 401. An address
 * that names no shop where it should is a thrown 400: the library's pages write it into their headers as it comes.
 */
export async function authenticateAdmin(request: Request): Promise<AdminVisit> {
  const named = new URL(request.url).searchParams.get('shop')
  if (named !== null && !isShopDomain(named)) throw new Response(undefined, { status: 400 })
  const token = tokenOf(request)
  const claimed = token === undefined ? undefined : requireAdminToken(request, token)
  const { session, redirect, sessionToken } = await letIn(request, token, claimed)
  const visitor = sessionToken && adminVisitor({ ...sessionToken }, config().apiKey)
  if (!visitor || visitor.shop !== session.shop || visitor.shop !== claimed?.shop) throw unauthorized()
  return { ...visitor, scopes: (session.scope ?? '').split(',').filter(Boolean), redirect }
}

/**
 * When a token has to be exchanged, that happens under the lock that refreshing takes too: of all that come at once,
 * the first asks Shopify and the others find what it got, or fail with it.
 */
async function letIn(request: Request, token: string | undefined, claimed: AdminVisitor | undefined) {
  const signed = token === undefined ? undefined : await appThatSigned(token)
  const app = signed ?? newestApp()
  // A token that nobody signed must not make us work: the library refuses it.
  if (!signed || !claimed) return app.authenticate.admin(request)
  const { shop } = claimed
  for (let waits = 0; waits < waitsMax; waits += 1) {
    if (isFresh(await offlineSession(shop))) return app.authenticate.admin(request)
    const running = entering.get(shop)
    if (!running) return enterFirst(shop, () => app.authenticate.admin(request))
    await running
  }
  throw new Unavailable(`The token of ${shop} cannot be exchanged now.`)
}

/** How many others may fail with tokens of their own before a visit that waits for them gives up. */
const waitsMax = 4
const entering = new Map<string, Promise<void>>()

function enterFirst<Entered>(shop: string, enter: () => Promise<Entered>): Promise<Entered> {
  const entered = withSessionLock(shop, enter)
  const outcome = entered
    .then(
      () => undefined,
      (error: unknown) => {
        // What is wrong with one visit's token says nothing of the next one's.
        const isOwn = error instanceof Response && error.status < 500
        if (!isOwn) throw new Unavailable(`The token of ${shop} cannot be exchanged now.`, { cause: error })
      },
    )
    .finally(() => entering.delete(shop))
  outcome.catch(() => undefined) // Whoever waits hears of it; it may be that nobody does.
  entering.set(shop, outcome)
  return entered
}

/** The same bytes that shopify-app-remix will verify, found the way it finds them. */
function tokenOf(request: Request): string | undefined {
  const header = request.headers.get('authorization')?.replace('Bearer ', '')
  return header || new URL(request.url).searchParams.get('id_token') || undefined
}

function requireAdminToken(request: Request, token: string): AdminVisitor {
  const visitor = claimsOf(token)
  const shop = new URL(request.url).searchParams.get('shop')
  if (!visitor || (shop !== null && shop !== visitor.shop)) throw unauthorized()
  return visitor
}

function claimsOf(token: string): AdminVisitor | undefined {
  try {
    return adminVisitor(decodeJwt(token), config().apiKey)
  } catch {
    return undefined
  }
}

/** The app whose secret signed the token; nothing when none did. */
async function appThatSigned(token: string): Promise<ShopifyApp | undefined> {
  for (const [index, secret] of config().apiSecrets.entries())
    if (await isSignedWith(secret, token)) return appsBySecret()[index]
  return undefined
}

async function isSignedWith(secret: string, token: string): Promise<boolean> {
  const verified = compactVerify(token, new TextEncoder().encode(secret), { algorithms: ['HS256'] })
  return verified.then(
    () => true,
    () => false,
  )
}

function unauthorized(): Response {
  return new Response(undefined, { status: 401, statusText: 'Unauthorized' })
}

/** Sets the headers of an embedded document: only the named shop's admin may frame it. */
export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  newestApp().addDocumentResponseHeaders(request, headers)
}
