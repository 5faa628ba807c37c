import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { parseMinor } from '../domain/money.ts'
import type { AddVariantChange, Purchase } from '../domain/offers/purchase-terms.ts'
import { isShopDomain, type ShopifyKind, shopifyId } from '../domain/shopify-id.ts'
import { quoteBigNumbers } from '../domain/webhooks/big-numbers.ts'
import type { TokenKeys, TokenRefusal } from './session-token.ts'

const clockToleranceSeconds = 10
/** Shopify holds an order for an hour; after that nothing can be added to it. */
const tokenMinutesMax = 60
/** A header of Node's takes 16 KB altogether. */
const tokenCharactersMax = 15_000
const linesMax = 250

/** A purchase whose page asks, and the secret its token is signed with: what we answer is signed with the same. */
export interface PurchaseVisit {
  purchase: Purchase
  secret: string
}

/**
 * Verifies Shopify's input token of the post-purchase page, from an `Authorization: Bearer` header, strictly by type:
 * session tokens, the admin's and our own changesets are signed with the same secret and are refused. It has no
 * audience; shop and purchase are those of its `input_data`, and `sub` has to name the same purchase.
 * Source: https://shopify.dev/docs/api/checkout-extensions/post-purchase/jwt-specification
 */
export async function verifyPurchaseToken(
  authorization: string | undefined | null,
  keys: TokenKeys,
  now: Date,
): Promise<PurchaseVisit | { refused: TokenRefusal }> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
  if (!token || token.length > tokenCharactersMax) return { refused: 'missing' }
  let refused: TokenRefusal = 'not-signed-by-shopify'
  for (const secret of keys.apiSecrets) {
    const outcome = await check(token, secret, now)
    if (outcome === undefined) {
      const purchase = purchaseIn(token, keys.apiKey)
      return purchase ? { purchase, secret } : { refused: 'wrong-type' }
    }
    if (outcome !== 'not-signed-by-shopify') refused = outcome
  }
  return { refused }
}

/** Nothing when signature, issuer and age are right. */
async function check(token: string, secret: string, now: Date): Promise<TokenRefusal | undefined> {
  try {
    await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: 'shopify',
      requiredClaims: ['iss', 'sub', 'iat', 'input_data'],
      maxTokenAge: `${tokenMinutesMax}m`,
      clockTolerance: clockToleranceSeconds,
      currentDate: now,
    })
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ERR_JWT_EXPIRED') return 'expired'
    return code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' ? 'wrong-type' : 'not-signed-by-shopify'
  }
}

const digits = z.union([z.int().nonnegative().transform(String), z.string().regex(/^\d{1,25}$/)])
const id = <Kind extends ShopifyKind>(kind: Kind) => digits.transform((text) => shopifyId(kind, text))
const money = z
  .object({
    amount: z.union([z.string(), z.number().transform(String)]),
    currencyCode: z.string().regex(/^[A-Z]{3}$/),
  })
  .transform(({ amount, currencyCode }, context) => {
    const minor = parseMinor(amount, currencyCode)
    if (minor !== undefined) return { minor, currency: currencyCode }
    context.addIssue('must be a decimal amount')
    return z.NEVER
  })
const moneyBag = z.object({ shopMoney: money, presentmentMoney: money })
const customer = z.preprocess(
  (value) => (typeof value === 'string' ? value.replace(/^gid:\/\/shopify\/Customer\//, '') : value),
  id('Customer'),
)

const claims = z.object({
  aud: z.string().optional(),
  sub: z.string().min(1).max(255),
  // What only other tokens of this app hold.
  sid: z.undefined().optional(),
  dest: z.undefined().optional(),
  changes: z.undefined().optional(),
  input_data: z.object({
    locale: z.string().max(35).default('en'),
    shop: z.object({ domain: z.string().refine(isShopDomain) }),
    initialPurchase: z.object({
      referenceId: z.string(),
      customerId: customer.nullish(),
      destinationCountryCode: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullish()
        .catch(undefined),
      totalPriceSet: moneyBag,
      lineItems: z
        .array(
          z.object({
            quantity: z.int().nonnegative(),
            totalPriceSet: moneyBag,
            product: z.object({
              id: id('Product'),
              title: z.string().default(''),
              variant: z.object({ id: id('ProductVariant') }),
            }),
          }),
        )
        .min(1)
        .max(linesMax),
    }),
  }),
})

/** The purchase of a token that was verified. Numbers above 2^53 keep their digits. */
function purchaseIn(token: string, apiKey: string): Purchase | undefined {
  const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
  const parsed = claims.safeParse(JSON.parse(quoteBigNumbers(text)))
  if (!parsed.success) return undefined
  const { aud, sub, input_data: input } = parsed.data
  const { initialPurchase: purchase, shop, locale } = input
  if (sub !== purchase.referenceId || (aud !== undefined && aud !== apiKey)) return undefined
  return {
    shop: shop.domain,
    reference: sub,
    customerId: purchase.customerId ?? undefined,
    lines: purchase.lineItems.map(({ product, quantity, totalPriceSet }) => ({
      productId: product.id,
      variantId: product.variant.id,
      title: product.title,
      quantity,
      totalMinor: totalPriceSet.shopMoney.minor,
    })),
    total: purchase.totalPriceSet.shopMoney,
    presentmentCurrency: purchase.totalPriceSet.presentmentMoney.currency,
    country: purchase.destinationCountryCode ?? undefined,
    locale,
  }
}

/** What `calculateChangeset` and `applyChangeset` take. */
export interface Changeset {
  /** The `jti`: Shopify applies a changeset of the same name once. */
  tokenId: string
  reference: string
  changes: AddVariantChange[]
  issuedAt: Date
  lifeSeconds: number
}

/** Signs a changeset. The same input gives the same token. */
export function signChangesetToken(
  { tokenId, reference, changes, issuedAt, lifeSeconds }: Changeset,
  { apiKey, secret }: { apiKey: string; secret: string },
): Promise<string> {
  const seconds = Math.floor(issuedAt.getTime() / 1000)
  return new SignJWT({ changes })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(apiKey)
    .setSubject(reference)
    .setJti(tokenId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifeSeconds)
    .sign(new TextEncoder().encode(secret))
}
