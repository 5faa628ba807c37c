import type { StandIn } from '../types.ts'
import { numberOf } from '../world/ids.ts'
import { bag, exponent, market } from '../world/markets.ts'
import { lineTotal, sum } from '../world/order-building.ts'
import type { Bag, Market, Order, Variant, World } from '../world/types.ts'
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
  tokenId: string
  change: ReadChange
  variant: Variant
  quote: Quote
  of: Market
}

function priced(
  standIn: StandIn,
  world: World,
  order: Order,
  token: unknown,
): Priced | { code: RefusalCode } {
  const read = readChangeset(standIn, world, order, token)
  if ('code' in read) return read
  const { change, tokenId } = read
  const variant = world.variant(change.variantId)
  if (!variant || world.product(variant.productId)?.status !== 'ACTIVE') return { code: 'invalid_request' }
  if (variant.tracked && variant.inventory < change.quantity) return { code: 'insufficient_inventory' }
  const of = market(order.market)
  return { tokenId, change, variant, quote: quote(variant, change, of), of }
}

/** Shopify's answer to `calculateChangeset(token)`. */
export function calculateChangeset(standIn: StandIn, world: World, order: Order, token: unknown) {
  const found = priced(standIn, world, order, token)
  if ('code' in found) return { errors: [refusal(found.code)], status: 'unprocessed' }
  return { errors: [], status: 'processed', calculatedPurchase: calculated(order, found) }
}

function calculated(order: Order, { quote: { unit, net, tax, total }, variant, change, of }: Priced) {
  const money = (amount: Bag) => moneyBag(amount, order.currency, order.presentmentCurrency)
  const line = (of: { productId: string; variantId: string; quantity: number }, all: Bag, one: Bag) => ({
    productId: Number(numberOf(of.productId)),
    variantId: Number(numberOf(of.variantId)),
    productHandle: '',
    quantity: of.quantity,
    totalPriceSet: money(all),
    priceSet: money(one),
  })
  const added = { productId: variant.productId, variantId: variant.id, quantity: change.quantity }
  return {
    subtotalPriceSet: money(sum([order.subtotal, bag(net, of)])),
    totalPriceSet: money(sum([order.total, bag(total, of)])),
    addedTaxLines: [{ priceSet: money(bag(tax, of)), rate: of.taxRate, title: 'VAT' }],
    addedShippingLines: [],
    updatedLineItems: [
      ...order.lines.map((each) => line(each, lineTotal(each), each.price)),
      line(added, bag(net, of), bag(unit, of)),
    ],
    totalOutstandingSet: money(bag(total, of)),
  }
}

/** Shopify's answer to `applyChangeset(token)`: the order has one more line, and the card is charged for it. */
export function applyChangeset(standIn: StandIn, world: World, order: Order, token: unknown) {
  const books = booksOf(world)
  const remaining = () => applicationsMax - (books.charges(order.id).length - 1)
  books.paid(order)
  const found = priced(standIn, world, order, token)
  if ('code' in found) {
    const errors = [refusal(found.code)]
    return { errors, status: 'unprocessed', changesetApplicationsRemaining: remaining() }
  }
  const { variant, change, quote: price, of, tokenId } = found
  const amount = { minor: price.total, currency: of.currency }
  books.added({ orderId: order.id, amount, atMs: world.clock.nowMs(), tokenId })
  world.addLine(order.id, variant.id, change.quantity, price.off)
  if (variant.tracked) world.setInventory(variant.id, variant.inventory - change.quantity)
  return { errors: [], status: 'processed', changesetApplicationsRemaining: remaining() }
}

function refusal(code: RefusalCode) {
  return { code, message: `The changeset was not processed: ${code}.` }
}
