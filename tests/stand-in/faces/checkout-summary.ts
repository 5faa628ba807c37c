import { bag, localPrice, market } from '../world/markets.ts'
import type { Market, Money } from '../world/types/shop.ts'
import type { World } from '../world/types/world.ts'
import type { Shopper } from './shopper.ts'

const FREE_SHIPPING_FROM_CENTS = 4000
const SHIPPING_CENTS = 490

export type Summary = {
  subtotal: Money
  discount: Money
  discountCode: string | undefined
  shipping: Money
  tax: Money
  total: Money
  taxesIncluded: boolean
}

/** What the cart will cost, by the same rules as the order that `placeOrder` makes of it. */
export function summarise(world: World, shopper: Shopper): Summary {
  const { lines, discountCode, subtotal } = shopper
  const of = market(shopper.market)
  const { applied, offs, isShippingFree } = world.reduce(
    discountCode,
    lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })),
    shopper.market,
  )
  const nets = lines.map(({ total }, index) => total.minor - (offs[index] ?? 0))
  const net = nets.reduce((sum, each) => sum + each, 0)
  const isFree =
    isShippingFree ||
    lines.reduce((sum, _line, index) => sum + bag(nets[index] ?? 0, of).shop, 0) >= FREE_SHIPPING_FROM_CENTS
  const needsParcel = lines.some(({ product }) => product.kind !== 'gift-card')
  const shipping = needsParcel && !isFree ? localPrice(SHIPPING_CENTS, of) : 0
  const tax = nets.reduce((sum, each) => sum + taxIn(each, of), 0)
  const money = (minor: number): Money => ({ minor, currency: of.currency })
  return {
    subtotal,
    discount: money(subtotal.minor - net),
    discountCode: applied.map(({ code }) => code).join(', ') || undefined,
    shipping: money(shipping),
    tax: money(tax),
    total: money(net + shipping + (of.taxesIncluded ? 0 : tax)),
    taxesIncluded: of.taxesIncluded,
  }
}

function taxIn(net: number, of: Market): number {
  return Math.round(of.taxesIncluded ? (net * of.taxRate) / (1 + of.taxRate) : net * of.taxRate)
}
