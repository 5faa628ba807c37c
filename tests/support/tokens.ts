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
        input_data: inputData(),
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

/** What Shopify says of a purchase to the post-purchase page: one of product 1 for 38 EUR, unless the test says otherwise. */
export function inputData({
  domain = shop,
  reference = 'ref-1',
  currency = 'EUR',
  presentment = undefined as string | undefined,
  products = [1] as (number | string)[],
  customerId = undefined as string | undefined,
  locale = 'en',
} = {}) {
  const bag = {
    shopMoney: { amount: '38.00', currencyCode: currency },
    presentmentMoney: { amount: '38.00', currencyCode: presentment ?? currency },
  }
  return {
    extensionPoint: 'Checkout::PostPurchase::ShouldRender',
    locale,
    version: '2022-10',
    shop: { id: 61, domain, metafields: [] },
    initialPurchase: {
      referenceId: reference,
      ...(customerId ? { customerId } : {}),
      destinationCountryCode: 'DE',
      totalPriceSet: bag,
      lineItems: products.map((id) => ({
        quantity: 1,
        totalPriceSet: bag,
        product: { id, title: `Product ${id}`, metafields: [], variant: { id, title: '', metafields: [] } },
      })),
    },
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
