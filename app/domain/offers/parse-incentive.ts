import { isRecord, textIn, wholeIn } from '../json-fields.ts'
import { isShopifyId } from '../shopify-id.ts'
import type { CombinesWith, Incentive } from './incentive.ts'

const minorMax = 100_000_000
const titleCharactersMax = 255

/** The incentive that JSON says, with unknown fields dropped; nothing where it is none. */
export function parseIncentive(json: unknown): Incentive | undefined {
  if (!isRecord(json)) return undefined
  const combinesWith = combining(json.combinesWith)
  const combined = combinesWith && { combinesWith }
  switch (json.kind) {
    case 'none':
      return { kind: 'none' }
    case 'percentage': {
      const percent = between(json.percent, 1, 100)
      return percent === undefined ? undefined : { kind: 'percentage', percent, ...combined }
    }
    case 'amount': {
      const minor = between(json.minor, 1, minorMax)
      const currency = textIn(json.currency)
      if (minor === undefined || !currency || !/^[A-Z]{3}$/.test(currency)) return undefined
      return { kind: 'amount', minor, currency, ...combined }
    }
    case 'free-shipping':
      return { kind: 'free-shipping', ...combined }
    case 'gift': {
      const { productId, variantId } = json
      const title = textIn(json.title, titleCharactersMax)
      if (
        !isShopifyId('Product', productId) ||
        !isShopifyId('ProductVariant', variantId) ||
        title === undefined
      )
        return undefined
      return { kind: 'gift', productId, variantId, title, ...combined }
    }
    default:
      return undefined
  }
}

function between(value: unknown, least: number, most: number): number | undefined {
  const whole = wholeIn(value)
  return whole !== undefined && whole >= least && whole <= most ? whole : undefined
}

function combining(json: unknown): CombinesWith | undefined {
  if (!isRecord(json)) return undefined
  return { order: json.order === true, product: json.product === true, shipping: json.shipping === true }
}
