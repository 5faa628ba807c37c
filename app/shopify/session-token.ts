import { type JWTPayload, jwtVerify } from 'jose'
import { isShopDomain, isShopifyId, type ShopifyId } from '../domain/shopify-id.ts'

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
export async function verifyExtensionToken(
  authorization: string | undefined | null,
  keys: TokenKeys,
  now: Date,
): Promise<ExtensionVisit | { refused: TokenRefusal }> {
  const verified = await verify(bearerOf(authorization), keys, now)
  if ('refused' in verified) return verified
  return extensionVisit(verified.claims, keys.apiKey) ?? { refused: 'wrong-type' }
}

/** The token of an `Authorization: Bearer` header; nothing for any other scheme. */
function bearerOf(authorization: string | undefined | null): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
}

async function verify(
  token: string | undefined,
  keys: TokenKeys,
  now: Date,
): Promise<{ claims: JWTPayload } | { refused: TokenRefusal }> {
  if (!token || token.length > tokenCharactersMax) return { refused: 'missing' }
  let refused: TokenRefusal = 'not-signed-by-shopify'
  for (const secret of keys.apiSecrets) {
    try {
      const { payload } = await jwtVerify(token, await keyOf(secret), {
        algorithms: ['HS256'],
        audience: keys.apiKey,
        requiredClaims: ['aud', 'dest', 'exp', 'iat'],
        // Takes no token either that says it was issued in a time to come.
        maxTokenAge: lifetimeSecondsMax,
        clockTolerance: clockToleranceSeconds,
        currentDate: now,
      })
      return { claims: payload }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'ERR_JWT_EXPIRED') refused = 'expired'
      else if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') refused = 'wrong-type'
    }
  }
  return { refused }
}

const signingKeys = new Map<string, Promise<CryptoKey>>()

/** The secret as a key, made once: there are one or two of them. */
function keyOf(secret: string): Promise<CryptoKey> {
  const known = signingKeys.get(secret)
  if (known) return known
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify'])
  signingKeys.set(secret, key)
  return key
}

function extensionVisit(claims: JWTPayload, apiKey: string): ExtensionVisit | undefined {
  const { dest, aud, sub, iss, iat = 0, exp = 0 } = claims
  if (aud !== apiKey || exp - iat > lifetimeSecondsMax) return undefined
  if (iss === apiKey || iss === 'shopify' || iss?.endsWith('/admin')) return undefined
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
