import type { StandIn } from '../types.ts'
import { numberOf } from '../world/ids.ts'
import { bag, exponent, market } from '../world/markets.ts'
import { lineTotal, sum } from '../world/order-building.ts'
import type { Variant } from '../world/types/goods.ts'
import type { Order } from '../world/types/orders.ts'
import type { Bag, Market } from '../world/types/shop.ts'
import type { World } from '../world/types/world.ts'
import { booksOf } from './books.ts'
import { moneyBag } from './input.ts'
import { type ReadChange, type RefusalCode, readChangeset } from './read-changeset.ts'

const applicationsMax = 3

/** What one change costs, from the shop's own catalogue and taxes: amounts in the buyer's minor units. */
export interface Quote {
  unit: number
  /** Taken off the whole line. */
  off: number
  net: number
  tax: number
  /** What would be charged now. Post-purchase additions ship without a shipping line of their own. */
  total: number
}

/** The price of a change, by the rules of an order's lines. */
export function quote(variant: Variant, { quantity, discount }: ReadChange, of: Market): Quote {
  const unit = variant.prices[of.id]
  const gross = unit * quantity
  const off = Math.min(gross, offOf(gross, discount, of))
  const net = gross - off
  const tax = Math.round(of.taxesIncluded ? (net * of.taxRate) / (1 + of.taxRate) : net * of.taxRate)
  return { unit, off, net, tax, total: of.taxesIncluded ? net : net + tax }
}

function offOf(gross: number, discount: ReadChange['discount'], of: Market): number {
  if (!discount) return 0
  if (discount.valueType === 'percentage') return Math.round((gross * discount.value) / 100)
  return Math.round(discount.value * 10 ** exponent(of.currency))
}

interface Priced {
  change: ReadChange
  variant: Variant
  quote: Quote
}

function priced(
  standIn: StandIn,
  world: World,
  order: Order,
  token: unknown,
): { tokenId: string; of: Market; all: Priced[] } | { code: RefusalCode } {
  const read = readChangeset(standIn, world, order, token)
  if ('code' in read) return read
  const of = market(order.market)
  const all: Priced[] = []
  for (const change of read.changes) {
    const variant = world.variant(change.variantId)
    if (!variant || world.product(variant.productId)?.status !== 'ACTIVE') return { code: 'invalid_request' }
    const wanted = read.changes.filter(({ variantId }) => variantId === change.variantId)
    const quantity = wanted.reduce((sum, each) => sum + each.quantity, 0)
    if (variant.tracked && variant.inventory < quantity) return { code: 'insufficient_inventory' }
    all.push({ change, variant, quote: quote(variant, change, of) })
  }
  return { tokenId: read.tokenId, of, all }
}

/** Shopify's answer to `calculateChangeset(token)`. */
export function calculateChangeset(standIn: StandIn, world: World, order: Order, token: unknown) {
  const found = priced(standIn, world, order, token)
  if ('code' in found) return { errors: [refusal(found.code)], status: 'unprocessed' }
  return { errors: [], status: 'processed', calculatedPurchase: calculated(order, found) }
}

function calculated(order: Order, { all, of }: { all: Priced[]; of: Market }) {
  const money = (amount: Bag) => moneyBag(amount, order.currency, order.presentmentCurrency)
  const line = (of: { productId: string; variantId: string; quantity: number }, all: Bag, one: Bag) => ({
    productId: Number(numberOf(of.productId)),
    variantId: Number(numberOf(of.variantId)),
    productHandle: '',
    quantity: of.quantity,
    totalPriceSet: money(all),
    priceSet: money(one),
  })
  const added = all.map(({ variant, change, quote }) => {
    const { id: variantId, productId } = variant
    return line({ productId, variantId, quantity: change.quantity }, bag(quote.net, of), bag(quote.unit, of))
  })
  const [net, tax, total] = [totalOf(all, 'net'), totalOf(all, 'tax'), totalOf(all, 'total')]
  return {
    subtotalPriceSet: money(sum([order.subtotal, bag(net, of)])),
    totalPriceSet: money(sum([order.total, bag(total, of)])),
    addedTaxLines: [{ priceSet: money(bag(tax, of)), rate: of.taxRate, title: 'VAT' }],
    addedShippingLines: [],
    updatedLineItems: [...order.lines.map((each) => line(each, lineTotal(each), each.price)), ...added],
    totalOutstandingSet: money(bag(total, of)),
  }
}

function totalOf(all: Priced[], part: 'net' | 'tax' | 'total'): number {
  return all.reduce((sum, { quote }) => sum + quote[part], 0)
}

/** Shopify's answer to `applyChangeset(token)`: the order has what was added, and the card is charged for it. */
export function applyChangeset(standIn: StandIn, world: World, order: Order, token: unknown) {
  const books = booksOf(world)
  const remaining = () => applicationsMax - (books.charges(order.id).length - 1)
  books.paid(order)
  const found = priced(standIn, world, order, token)
  if ('code' in found) {
    const errors = [refusal(found.code)]
    return { errors, status: 'unprocessed', changesetApplicationsRemaining: remaining() }
  }
  const { all, of, tokenId } = found
  const amount = { minor: totalOf(all, 'total'), currency: of.currency }
  books.added({ orderId: order.id, amount, atMs: world.clock.nowMs(), tokenId })
  for (const { variant, change, quote: price } of all) {
    world.addLine(order.id, variant.id, change.quantity, price.off)
    if (variant.tracked) world.setInventory(variant.id, variant.inventory - change.quantity)
  }
  return { errors: [], status: 'processed', changesetApplicationsRemaining: remaining() }
}

function refusal(code: RefusalCode) {
  return { code, message: `The changeset was not processed: ${code}.` }
}
