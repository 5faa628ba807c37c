import { Session } from '@shopify/shopify-api'
import { z } from 'zod'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { Rejected, Unavailable } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { sessions, withSessionLock } from '../store/sessions.server.ts'

/** A token is replaced this long before it expires; shopify-app-remix does the same. */
const freshSeconds = 300
const attemptsMax = 3
const callTimeoutMs = 10_000

/** There is no token for this shop that could be used; the next visit of the merchant brings a new one. */
export class NeedsVisit extends Rejected {
  /** Whether Shopify itself refused our token, now or before; otherwise we have none to ask with. */
  readonly isRefused: boolean

  constructor(shop: string, { isRefused }: { isRefused: boolean }) {
    super(`${shop} has to open the app again before it can be reached.`)
    this.name = 'NeedsVisit'
    this.isRefused = isRefused
  }
}

const refreshing = new Map<string, Promise<string>>()

/**
 * An access token for the shop that stays good for five minutes at least, refreshed when it must be. However many
 * processes ask at once, Shopify is asked once: all wait on one lock per shop. `refused` names a token that Shopify has
 * just turned down: it is replaced whatever its age. Throws `NeedsVisit` when there is none to be had without the
 * merchant, `Unavailable` when Shopify does not answer.
 */
export async function freshToken(shop: string, refused?: string): Promise<string> {
  const session = await offlineSession(shop)
  if (isFresh(session, refused)) return session.accessToken
  const running = refreshing.get(shop)
  if (running) return running
  const refresh = withSessionLock(shop, () => refreshUnlessDone(shop, refused)).finally(() =>
    refreshing.delete(shop),
  )
  refreshing.set(shop, refresh)
  return refresh
}

/** The kept offline session of the shop, if any. */
export function offlineSession(shop: string): Promise<Session | undefined> {
  return sessions.loadSession(`offline_${shop}`)
}

/** Whether the session's token can be used for five minutes more. */
export function isFresh(
  session: Session | undefined,
  refused?: string,
): session is Session & { accessToken: string } {
  if (!session?.accessToken || session.accessToken === refused) return false
  return session.expires === undefined || session.expires.getTime() > now().getTime() + freshSeconds * 1000
}

async function refreshUnlessDone(shop: string, refused: string | undefined): Promise<string> {
  const session = await offlineSession(shop)
  if (isFresh(session, refused)) return session.accessToken
  if (!session?.refreshToken) {
    // A refusal leaves a session without any token.
    const wasRefused = session !== undefined && !session.accessToken
    throw new NeedsVisit(shop, { isRefused: wasRefused || refused !== undefined })
  }
  const answer = await askForRefresh(shop, session.refreshToken)
  const refreshed = sessionAfter(session, answer)
  await sessions.storeSession(refreshed)
  if (answer === 'refused') {
    log.warn({ shop }, 'the refresh token was refused; the shop has to open the app again')
    throw new NeedsVisit(shop, { isRefused: true })
  }
  return answer.access_token
}

const answerShape = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().positive(),
  scope: z.string(),
})
type Answer = z.infer<typeof answerShape>

/**
 * A lost answer is asked for again with the same refresh token: Shopify keeps it good until its replacement is used.
 * While a secret is being rotated, one that Shopify does not take (yet, or any more) gives way to the other.
 * Source: https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
async function askForRefresh(shop: string, refreshToken: string): Promise<Answer | 'refused'> {
  const secrets = [...config().apiSecrets]
  for (let attempt = 1; attempt <= attemptsMax && secrets[0] !== undefined; ) {
    const answer = await askOnce(shop, refreshToken, secrets[0])
    if (answer === 'secret-refused') secrets.shift()
    else if (answer === 'lost') attempt += 1
    else return answer
  }
  if (!secrets.length) log.error({ shop }, 'Shopify takes none of the secrets this app is configured with')
  throw new Unavailable(`Shopify did not answer a token refresh of ${shop}.`)
}

async function askOnce(
  shop: string,
  refreshToken: string,
  secret: string,
): Promise<Answer | 'refused' | 'secret-refused' | 'lost'> {
  try {
    const response = await fetch(`https://${shop}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(callTimeoutMs),
      body: JSON.stringify({
        client_id: config().apiKey,
        client_secret: secret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
    })
    if (response.status === 400 || response.status === 401) return meaningOf(await response.json())
    const parsed = response.ok ? answerShape.safeParse(await response.json()) : undefined
    return parsed?.success ? parsed.data : 'lost'
  } catch {
    return 'lost'
  }
}

const refusalShape = z.object({ error: z.string(), error_description: z.string().optional() })

/**
 * Only words about the refresh token itself end it: a proxy or a wrong secret answers with the same status. Shopify
 * says of a token that ended or of an app that is gone: 401, invalid_request, "This request requires an active
 * refresh_token"; RFC 6749 says invalid_grant.
 */
function meaningOf(body: unknown): 'refused' | 'secret-refused' | 'lost' {
  const { error, error_description: why = '' } = refusalShape.safeParse(body).data ?? {}
  if (error === 'invalid_client') return 'secret-refused'
  const isInactive = error === 'invalid_request' && /\bactive refresh_token\b/.test(why)
  return error === 'invalid_grant' || isInactive ? 'refused' : 'lost'
}

function sessionAfter(session: Session, answer: Answer | 'refused'): Session {
  const { id, shop, state, isOnline, scope } = session
  if (answer === 'refused') return new Session({ id, shop, state, isOnline, scope })
  const inSeconds = (seconds: number) => new Date(now().getTime() + seconds * 1000)
  return new Session({
    id,
    shop,
    state,
    isOnline,
    scope: answer.scope,
    accessToken: answer.access_token,
    expires: inSeconds(answer.expires_in),
    refreshToken: answer.refresh_token,
    refreshTokenExpires: inSeconds(answer.refresh_token_expires_in),
  })
}
