import { isRecord } from '../json-fields.ts'
import { isShopifyId } from '../shopify-id.ts'
import { parseIncentive } from './parse-incentive.ts'
import { type PoolTerms, poolTerms } from './pool.ts'

/** The terms that the key of a pool says; nothing where it says none. */
export function parsePoolKey(key: string): PoolTerms | undefined {
  const json = parsed(key)
  if (!isRecord(json)) return undefined
  const { giftProductId, giftVariantId } = json
  const gift = json.kind === 'gift' ? { productId: giftProductId, variantId: giftVariantId, title: '-' } : {}
  const incentive = parseIncentive({ ...json, ...gift })
  // Free shipping is of no product: any will do to name its terms.
  const productId = json.kind === 'free-shipping' ? 'gid://shopify/Product/1' : json.productId
  return incentive && isShopifyId('Product', productId) ? poolTerms(incentive, productId) : undefined
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(key)
  } catch {
    return undefined
  }
}
