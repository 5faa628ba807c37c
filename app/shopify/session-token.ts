import type { JWTPayload } from 'jose'
import { isShopDomain, isShopifyId, type ShopifyId } from '../domain/shopify-id.ts'
import { type Claims, signedClaims } from './signed-token.ts'

const clockToleranceSeconds = 10
const lifetimeSecondsMax = 15 * 60
const tokenCharactersMax = 8_192

/** What tokens are checked against. Two secrets while one is being rotated. */
export interface TokenKeys {
  apiKey: string
  apiSecrets: readonly string[]
}

/** Who an extension speaks for. Only `customerId` names the customer; nobody else may. */
export interface ExtensionVisit {
  shop: string
  customerId: ShopifyId<'Customer'> | undefined
}

/** What is wrong with a token, safe to log. */
export type TokenRefusal = 'missing' | 'not-signed-by-shopify' | 'expired' | 'wrong-type'

/**
 * Verifies the session token of a checkout or customer account extension, from an `Authorization: Bearer` header. Its
 * type is checked too, since every token of this app is signed with the same secret: the admin's, the post-purchase
 * page's and our own changesets are refused.
 * Source: https://shopify.dev/docs/api/checkout-ui-extensions/latest/target-apis/platform-apis/session-token-api
 */
export function verifyExtensionToken(
  authorization: string | undefined | null,
  { apiKey, apiSecrets }: TokenKeys,
  now: Date,
): ExtensionVisit | { refused: TokenRefusal } {
  const token = bearerOf(authorization)
  if (!token || token.length > tokenCharactersMax) return { refused: 'missing' }
  const claims = signedClaims(token, apiSecrets)
  if (!claims) return { refused: 'not-signed-by-shopify' }
  const refused = whyNotNow(claims, Math.floor(now.getTime() / 1000))
  return refused ? { refused } : (extensionVisit(claims, apiKey) ?? { refused: 'wrong-type' })
}

/** The token of an `Authorization: Bearer` header; nothing for any other scheme. */
function bearerOf(authorization: string | undefined | null): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
}

/** A token says from when until when it holds, and one that says it was issued in a time to come is none. */
function whyNotNow({ iat, exp, nbf = 0 }: Claims, nowSeconds: number): TokenRefusal | undefined {
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof nbf !== 'number') return 'wrong-type'
  const earliest = nowSeconds - clockToleranceSeconds
  if (exp <= earliest || earliest - iat > lifetimeSecondsMax) return 'expired'
  const isToCome = Math.max(nbf, iat) > nowSeconds + clockToleranceSeconds
  return isToCome || exp - iat > lifetimeSecondsMax ? 'wrong-type' : undefined
}

function extensionVisit(claims: Claims, apiKey: string): ExtensionVisit | undefined {
  const { dest, aud, sub, iss = '' } = claims
  if (aud !== apiKey || typeof iss !== 'string') return undefined
  if (iss === apiKey || iss === 'shopify' || iss.endsWith('/admin')) return undefined
  if (['sid', 'input_data', 'changes'].some((claim) => claim in claims)) return undefined
  const shop = typeof dest === 'string' ? dest.replace(/^https:\/\//, '') : undefined
  if (!isShopDomain(shop)) return undefined
  if (sub === undefined) return { shop, customerId: undefined }
  return isShopifyId('Customer', sub) ? { shop, customerId: sub } : undefined
}

/** Who stands in the Shopify admin. */
export interface AdminVisitor {
  shop: string
  /** Digits. */
  userId: string
}

/**
 * What an admin id token says, by its claims alone: **the signature is not checked here** but by shopify-app-remix,
 * which in turn does not check that the token is an admin's. Nothing when it is any other token.
 * Source: https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
 */
export function adminVisitor(claims: JWTPayload, apiKey: string): AdminVisitor | undefined {
  const { iss, dest, aud, sub, exp, sid } = claims
  if (aud !== apiKey || typeof exp !== 'number' || typeof sid !== 'string' || !sid) return undefined
  const shop = typeof dest === 'string' ? dest.replace(/^https:\/\//, '') : undefined
  if (!isShopDomain(shop) || dest !== `https://${shop}` || iss !== `https://${shop}/admin`) return undefined
  return typeof sub === 'string' && /^\d{1,25}$/.test(sub) ? { shop, userId: sub } : undefined
}
