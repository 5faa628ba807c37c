import { parseMinor } from '../domain/money.ts'
import { isShopifyId, type ShopifyId, type ShopifyKind } from '../domain/shopify-id.ts'
import { Rejected } from '../platform/errors.ts'

/** The id, checked to be of this kind. Throws `Rejected` for any other text. */
export function idOf<Kind extends ShopifyKind>(kind: Kind, text: string): ShopifyId<Kind> {
  if (!isShopifyId(kind, text)) throw new Rejected(`Shopify sent an id that is no ${kind}.`)
  return text
}

/** The amount in the currency's smallest unit. Throws `Rejected` for text that is no decimal number. */
export function minorOf(amount: string, currency: string): number {
  const minor = parseMinor(amount, currency)
  if (minor === undefined) throw new Rejected('Shopify sent an amount that is no decimal number.')
  return minor
}

/** The moment. Throws `Rejected` for text that is none. */
export function timeOf(text: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new Rejected('Shopify sent a time that is none.')
  return time
}

/** The moment, or nothing for null. */
export function timeIfAny(text: string | null | undefined): Date | undefined {
  return text ? timeOf(text) : undefined
}

/** The text, or nothing for null and empty text, as webhooks are read too. */
export function textIfAny(text: string | null | undefined): string | undefined {
  return text ? text : undefined
}
