import { randomBytes } from 'node:crypto'
import type { Journal, JournalRecord } from './world/journal.ts'
import { readToken } from './world/tokens.ts'
import type { World } from './world/types/world.ts'

/**
 * Access tokens of the app: token exchange and refresh, as documented at
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange and
 * https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
export interface Tokens {
  /** Answers `POST /admin/oauth/access_token`. */
  grant(world: World, body: Record<string, unknown>): { status: number; body: unknown }
  isValid(world: World, accessToken: string | undefined): boolean
  /** The app was uninstalled: nothing opens this shop any more. */
  revoke(shop: string): void
  restore(records: JournalRecord[]): void
  readonly counts: { exchanges: number; refreshes: number }
}

interface Refreshable {
  refreshToken: string
  expiresAtMs: number
  /** Kept until its replacement is used once. */
  previous: { refreshToken: string; firstUsedAtMs: number; expiresAtMs: number } | null
}

interface Kept {
  /** Access tokens with the moment each ends; null never ends. */
  access: Record<string, number | null>
  /** One rotation per token exchange. */
  chains: Refreshable[]
}

const accessSeconds = 3600
const refreshSeconds = 90 * 24 * 3600
const retrySeconds = 30 * 24 * 3600
const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange'
const onlineType = 'urn:shopify:params:oauth:token-type:online-access-token'
const offlineType = 'urn:shopify:params:oauth:token-type:offline-access-token'

export function startTokens(setting: { apiKey: string; apiSecret: string; journal: Journal }): Tokens {
  const shops = new Map<string, Kept>()
  const counts = { exchanges: 0, refreshes: 0 }
  const of = (shop: string): Kept => {
    const kept = shops.get(shop) ?? { access: {}, chains: [] }
    shops.set(shop, kept)
    return kept
  }
  const save = (shop: string) =>
    setting.journal.write({ shop, kind: 'tokens', id: 'all', value: shops.get(shop) ?? null })
  const scopeOf = (world: World) => world.installation.scopes.join(',')

  const newAccess = (world: World, kept: Kept, seconds: number | null): string => {
    const token = `shpat_${randomBytes(16).toString('hex')}`
    const nowMs = world.clock.nowMs()
    for (const [each, endsAtMs] of Object.entries(kept.access))
      if (endsAtMs !== null && endsAtMs < nowMs) delete kept.access[each]
    kept.access[token] = seconds === null ? null : nowMs + seconds * 1000
    return token
  }
  const newRefresh = () => `shprt_${randomBytes(16).toString('hex')}`
  const pair = (world: World, kept: Kept, chain: Refreshable) => ({
    access_token: newAccess(world, kept, accessSeconds),
    scope: scopeOf(world),
    expires_in: accessSeconds,
    refresh_token: chain.refreshToken,
    refresh_token_expires_in: Math.round((chain.expiresAtMs - world.clock.nowMs()) / 1000),
  })

  const exchange = (world: World, body: Record<string, unknown>) => {
    counts.exchanges += 1
    const nowMs = world.clock.nowMs()
    const claims = readToken(String(body.subject_token ?? ''), setting.apiSecret, nowMs)
    const isOurs = claims?.aud === setting.apiKey && claims.dest === `https://${world.shop.domain}`
    // Only App Bridge's tokens name a session and end their issuer in /admin.
    const isFromAdmin =
      claims?.iss === `https://${world.shop.domain}/admin` && /^\d+$/.test(String(claims.sub))
    if (!isOurs || !isFromAdmin) return refusal(400, 'invalid_subject_token')
    const wanted = body.requested_token_type
    if (wanted !== onlineType && wanted !== offlineType) return refusal(400, 'invalid_request')
    world.install()
    const kept = of(world.shop.domain)
    if (wanted === onlineType) return { status: 200, body: online(world, newAccess(world, kept, 86_399)) }
    if (String(body.expiring) !== '1') {
      const answer = { access_token: newAccess(world, kept, null), scope: scopeOf(world) }
      save(world.shop.domain)
      return { status: 200, body: answer }
    }
    const chain = { refreshToken: newRefresh(), expiresAtMs: nowMs + refreshSeconds * 1000, previous: null }
    kept.chains.push(chain)
    const answer = pair(world, kept, chain)
    save(world.shop.domain)
    return { status: 200, body: answer }
  }

  const refresh = (world: World, body: Record<string, unknown>) => {
    counts.refreshes += 1
    const nowMs = world.clock.nowMs()
    const given = String(body.refresh_token ?? '')
    const kept = of(world.shop.domain)
    const chain = kept.chains.find(
      (each) => each.refreshToken === given || each.previous?.refreshToken === given,
    )
    if (!chain || !world.installation.installed) return refusal(400, 'invalid_grant')
    const isPrevious = chain.refreshToken !== given
    if (isPrevious ? !mayRetry(chain, nowMs) : chain.expiresAtMs < nowMs) return refusal(400, 'invalid_grant')
    // Using the newest retires the one before it; the newest now waits for its own replacement.
    if (!isPrevious)
      chain.previous = { refreshToken: given, firstUsedAtMs: nowMs, expiresAtMs: chain.expiresAtMs }
    chain.refreshToken = newRefresh()
    chain.expiresAtMs = nowMs + refreshSeconds * 1000
    const answer = pair(world, kept, chain)
    save(world.shop.domain)
    return { status: 200, body: answer }
  }

  return {
    counts,
    grant(world, body) {
      if (body.client_id !== setting.apiKey || body.client_secret !== setting.apiSecret)
        return refusal(401, 'invalid_client')
      if (body.grant_type === exchangeGrant) return exchange(world, body)
      if (body.grant_type === 'refresh_token') return refresh(world, body)
      return refusal(400, 'unsupported_grant_type')
    },
    isValid(world, accessToken) {
      const kept = shops.get(world.shop.domain)
      if (!accessToken || !kept || !world.installation.installed) return false
      const endsAtMs = kept.access[accessToken]
      return endsAtMs === null || (endsAtMs !== undefined && endsAtMs > world.clock.nowMs())
    },
    revoke(shop) {
      shops.delete(shop)
      setting.journal.write({ shop, kind: 'tokens', id: 'all' })
    },
    restore(records) {
      for (const record of records)
        if (record.kind === 'tokens' && record.value) shops.set(record.shop, record.value as Kept)
    },
  }
}

function mayRetry(chain: Refreshable, nowMs: number): boolean {
  const previous = chain.previous
  return (
    previous !== null && previous.expiresAtMs > nowMs && previous.firstUsedAtMs + retrySeconds * 1000 > nowMs
  )
}

function refusal(status: number, error: string) {
  return { status, body: { error, error_description: `The request was refused: ${error}.` } }
}

function online(world: World, accessToken: string) {
  const { owner, locale } = world.shop
  return {
    access_token: accessToken,
    scope: world.installation.scopes.join(','),
    expires_in: 86_399,
    associated_user_scope: world.installation.scopes.join(','),
    associated_user: {
      id: Number(owner.userId),
      first_name: owner.firstName,
      last_name: owner.lastName,
      email: owner.email,
      account_owner: true,
      locale,
      collaborator: false,
      email_verified: true,
    },
  }
}
