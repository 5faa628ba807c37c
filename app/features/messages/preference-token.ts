import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { digitsOf, isShopDomain, type ShopifyId, shopifyId } from '../../domain/shopify-id.ts'

/** Whom a link of preferences is for. */
export interface LinkHolder {
  shop: string
  customerId: ShopifyId<'Customer'>
}

/** A link as it came: whom it claims to be for, and the signature that must prove it. */
export interface ClaimedLink extends LinkHolder {
  signature: Buffer
}

const signatureBytes = 32
const tokenCharactersMax = 300
/** Stands for the key of a shop that has none: nothing is signed with it. */
const nobodysKey = randomBytes(signatureBytes)

/**
 * The token of somebody's link, good until the shop's `preference-key` is renewed. Whoever has it may choose what this
 * customer hears, and nothing else; it stands in no log. The same holder, the same token.
 */
export function preferenceToken(key: Buffer, holder: LinkHolder): string {
  const named = Buffer.from(`${holder.shop}\n${digitsOf(holder.customerId)}`).toString('base64url')
  return `${named}.${signatureOf(key, holder).toString('base64url')}`
}

/** Whom a token claims to be for; nothing where it is none. It is not proven yet. */
export function claimedBy(token: string): ClaimedLink | undefined {
  const [, named = '', signed = ''] =
    (token.length <= tokenCharactersMax && /^([\w-]{4,200})\.([\w-]{43})$/.exec(token)) || []
  const [shop = '', digits = '', ...more] = Buffer.from(named, 'base64url').toString('utf8').split('\n')
  if (!isShopDomain(shop) || !/^\d{1,25}$/.test(digits) || more.length > 0) return undefined
  return { shop, customerId: shopifyId('Customer', digits), signature: Buffer.from(signed, 'base64url') }
}

/** Whether the shop's key signed it, in the same time whatever is wrong; never for a shop without a key. */
export function isProven(key: Buffer | undefined, link: ClaimedLink): boolean {
  const right = signatureOf(key ?? nobodysKey, link)
  return timingSafeEqual(right, link.signature) && key !== undefined
}

function signatureOf(key: Buffer, { shop, customerId }: LinkHolder): Buffer {
  return createHmac('sha256', key).update(`preferences\n${shop}\n${customerId}`).digest()
}
