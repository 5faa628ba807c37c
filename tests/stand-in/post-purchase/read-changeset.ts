import type { StandIn } from '../types.ts'
import { readToken } from '../world/tokens.ts'
import type { Order } from '../world/types/orders.ts'
import type { Gid } from '../world/types/shop.ts'
import type { World } from '../world/types/world.ts'
import { booksOf } from './books.ts'
import { referenceOf } from './input.ts'

/** Why a changeset is not processed, in Shopify's own codes. */
export type RefusalCode =
  | 'invalid_request'
  | 'changeset_already_applied'
  | 'insufficient_inventory'
  | 'order_released_error'

export interface ReadChange {
  variantId: Gid<'ProductVariant'>
  quantity: number
  discount: { value: number; valueType: 'percentage' | 'fixed_amount'; title: string } | undefined
}

const quantityMax = 999
const changesMax = 10

/**
 * What a changeset of the app asks for on this order, checked as Shopify does: issuer, signature, time, purchase, and
 * that none of its name was applied.
 */
export function readChangeset(
  { options }: StandIn,
  world: World,
  order: Order,
  token: unknown,
): { tokenId: string; changes: ReadChange[] } | { code: RefusalCode } {
  const claims = typeof token === 'string' ? claimsOf(token, options.apiSecret, world) : null
  const { iss, sub, jti, iat, changes } = claims ?? {}
  const isOurs = iss === options.apiKey && sub === referenceOf(order)
  const isAfter = Number(iat) >= Math.floor(order.createdAtMs / 1000)
  if (!isOurs || !isAfter || typeof jti !== 'string' || !jti) return { code: 'invalid_request' }
  if (booksOf(world).isApplied(jti)) return { code: 'changeset_already_applied' }
  if (order.cancelledAtMs !== null || order.fulfilmentStatus !== null) return { code: 'order_released_error' }
  const asked = Array.isArray(changes) && changes.length <= changesMax ? changes : []
  const read = asked.flatMap((each) => changeOf(each) ?? [])
  const isWhole = read.length > 0 && read.length === asked.length
  return isWhole ? { tokenId: jti, changes: read } : { code: 'invalid_request' }
}

function claimsOf(token: string, secret: string, world: World): Record<string, unknown> | null {
  try {
    return readToken(token, secret, world.clock.nowMs())
  } catch {
    return null
  }
}

function changeOf(value: unknown): ReadChange | undefined {
  const { type, variantId, quantity, discount } = fieldsIn(value)
  const isWhole = Number.isSafeInteger(variantId) && Number.isInteger(quantity)
  if (type !== 'add_variant' || !isWhole || Number(quantity) < 1 || Number(quantity) > quantityMax)
    return undefined
  const off = discount === undefined ? undefined : discountOf(discount)
  if (discount !== undefined && !off) return undefined
  return { variantId: `gid://shopify/ProductVariant/${variantId}`, quantity: Number(quantity), discount: off }
}

function discountOf(value: unknown): ReadChange['discount'] {
  const { value: amount, valueType, title } = fieldsIn(value)
  const isKnown = valueType === 'percentage' || valueType === 'fixed_amount'
  if (!isKnown || typeof amount !== 'number' || !(amount > 0) || typeof title !== 'string') return undefined
  return valueType === 'percentage' && amount > 100 ? undefined : { value: amount, valueType, title }
}

function fieldsIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
