import { type JWTPayload, SignJWT } from 'jose'
import { noon, shop } from './database.ts'

/** Everything Shopify, or Encore itself, signs with the app's secret. */
export type TokenType = 'admin' | 'extension' | 'anonymous extension' | 'post-purchase' | 'changeset'

/** The claims of a genuine token of each type, issued at `noon` for five minutes. */
export function claimsOf(type: TokenType, now: Date = noon): JWTPayload {
  const seconds = Math.floor(now.getTime() / 1000)
  const times = {
    iat: seconds,
    nbf: seconds,
    exp: seconds + 300,
    jti: '0b6a2f9e-5a0c-4a53-9b0e-2f0f8f4f9b11',
  }
  const aud = process.env.SHOPIFY_API_KEY ?? ''
  switch (type) {
    case 'admin':
      return {
        ...times,
        aud,
        iss: `https://${shop}/admin`,
        dest: `https://${shop}`,
        sub: '42',
        sid: 'a1b2c3',
      }
    case 'extension':
      return { ...times, aud, dest: shop, sub: 'gid://shopify/Customer/7' }
    case 'anonymous extension':
      return { ...times, aud, dest: shop }
    case 'post-purchase':
      return {
        ...times,
        iss: 'shopify',
        sub: 'ref-1',
        input_data: { shop: { domain: shop }, initialPurchase: { referenceId: 'ref-1' } },
      }
    case 'changeset':
      return {
        ...times,
        iss: aud,
        sub: 'ref-1',
        changes: [{ type: 'add_variant', variantId: 1, quantity: 1 }],
      }
    default:
      return type satisfies never
  }
}

/** A signed token with these claims. */
export async function signed(
  claims: JWTPayload,
  { secret = process.env.SHOPIFY_API_SECRET ?? '', algorithm = 'HS256' } = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
}
