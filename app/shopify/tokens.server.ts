import { Session } from '@shopify/shopify-api'
import { z } from 'zod'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { Rejected, Unavailable } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { sessions, withSessionLock } from '../store/sessions.server.ts'

/** A token is replaced this long before it expires; shopify-app-remix does the same. */
export const freshSeconds = 300
const attemptsMax = 3
const callTimeoutMs = 10_000

/** Shopify no longer takes our token for this shop; the next visit of the merchant brings a new one. */
export class NeedsVisit extends Rejected {
  constructor(shop: string) {
    super(`${shop} has to open the app again before it can be reached.`)
    this.name = 'NeedsVisit'
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
  if (!session?.refreshToken) throw new NeedsVisit(shop)
  const answer = await askForRefresh(shop, session.refreshToken)
  const refreshed = sessionAfter(session, answer)
  await sessions.storeSession(refreshed)
  if (answer === 'refused') {
    log.warn({ shop }, 'the refresh token was refused; the shop has to open the app again')
    throw new NeedsVisit(shop)
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
 * Source: https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
async function askForRefresh(shop: string, refreshToken: string): Promise<Answer | 'refused'> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askOnce(shop, refreshToken)
    if (answer !== 'lost') return answer
    if (attempt === attemptsMax) throw new Unavailable(`Shopify did not answer a token refresh of ${shop}.`)
  }
}

async function askOnce(shop: string, refreshToken: string): Promise<Answer | 'refused' | 'lost'> {
  const { apiKey, apiSecret } = config()
  try {
    const response = await fetch(`https://${shop}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(callTimeoutMs),
      body: JSON.stringify({
        client_id: apiKey,
        client_secret: apiSecret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
    })
    if ([400, 401, 403, 404].includes(response.status)) return 'refused'
    const parsed = response.ok ? answerShape.safeParse(await response.json()) : undefined
    return parsed?.success ? parsed.data : 'lost'
  } catch {
    return 'lost'
  }
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
