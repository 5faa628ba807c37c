import { dayMs } from '../time-zone.ts'

/** An order placed within so many days after an offer was accepted counts for it. */
export const attributedDaysMax = 30

// A post-purchase page adds to an order that was placed just before: Shopify holds it for an hour at most.
const heldMsMax = 2 * 3_600_000

// Shopify tells when an order was placed in whole seconds, by a clock of its own.
const clockToleranceMs = 10_000

/** An offered product that may have been bought. */
export interface OfferedItem {
  id: string
  productId: string
  placement: string
  /** Whose offer it was, as they are known today; missing for a guest. */
  customerId: string | undefined
  /** Shopify's token of the checkout it was offered in or right after; missing at other places. */
  reference: string | undefined
  /** When it was accepted, or its change signed; missing where nobody said so. */
  acceptedAt: Date | undefined
  /** The order that used the code given to this item, only where its customer is the one it was given to. */
  codeOrderId: string | undefined
  /** Whether its incentive lowers the product's own price; free shipping and a gift do not. */
  isOffPrice: boolean
  /** What one cost when this item was first found bought; missing before, or where it was not known. */
  unitCostMinor: number | undefined
  /** The variant that its incentive gives away; missing where it gives none. */
  giftVariantId: string | undefined
  /** What the gift cost when it was first found given; missing before, or where it was not known. */
  giftCostMinor: number | undefined
}

/** An order that was paid. */
export interface PaidOrder {
  id: string
  customerId: string | undefined
  /** Of the checkout it comes from. */
  checkoutToken: string | undefined
  processedAt: Date
  isCancelled: boolean
  lines: PaidLine[]
}

export interface PaidLine {
  id: string
  productId: string
  variantId: string | undefined
  quantity: number
  /** What is left after edits and refunds. */
  currentQuantity: number
  priceMinor: number
  discountMinor: number
  /** What one costs today; missing where it is not known. */
  unitCostMinor: number | undefined
}

/** What an offered item brought. Revenue is of all that was bought; what was given back since stands beside it. */
export interface Bought {
  orderId: string
  at: Date
  /** What is left of it. */
  quantity: number
  revenueMinor: number
  refundedMinor: number
  /** Of what is left. */
  discountMinor: number
  /** With the gift that was given for it. */
  costMinor: number | undefined
  unitCostMinor: number | undefined
  /** What that gift cost; missing where none was given, or where its cost is not known. */
  giftCostMinor: number | undefined
}

/**
 * Which of these items were bought, and what they brought. An item counts when its own code was used on the product, or
 * when it was accepted in the checkout that the order comes from, before that was placed, whoever that was, or when it was accepted and the same
 * customer bought the product within 30 days after; on a post-purchase page the order is the one just placed. Each line
 * counts for one item and each item for one line: codes first, then in the order of acceptance, each taking the earliest
 * purchase. A gift costs the item that it came with. The same facts, in whatever order they are given, have the same
 * outcome.
 */
export function attribute(items: OfferedItem[], orders: PaidOrder[]): Map<string, Bought> {
  const taken = new Set<string>()
  const given = new Set<string>()
  const bought = new Map<string, Bought>()
  const purchases = orders
    .flatMap((order) => order.lines.map((line) => ({ order, line })))
    .sort((one, other) => compare(sortKey(one), sortKey(other)))
  const inTurn = [...items].sort((one, other) => compare(turnOf(one), turnOf(other)))
  for (const fits of [usedItsCode, wasOfCheckout, wasAccepted]) {
    for (const item of inTurn) {
      if (bought.has(item.id)) continue
      const found = purchases.find((each) => !taken.has(keyOf(each)) && fits(item, each))
      if (!found) continue
      taken.add(keyOf(found))
      const gift = giftOf(item, found, given)
      if (gift) given.add(keyOf({ order: found.order, line: gift }))
      bought.set(item.id, boughtOf(item, found, gift))
    }
  }
  return bought
}

interface Purchase {
  order: PaidOrder
  line: PaidLine
}

function usedItsCode(item: OfferedItem, { order, line }: Purchase): boolean {
  if (item.codeOrderId !== order.id || line.productId !== item.productId) return false
  return !item.isOffPrice || line.discountMinor > 0
}

/** Only these two name a checkout. In one it is accepted before the order is placed, on the other soon after. */
function wasOfCheckout(item: OfferedItem, { order, line }: Purchase): boolean {
  const { acceptedAt, reference, placement, productId } = item
  if (!acceptedAt || reference === undefined) return false
  if (order.checkoutToken !== reference || line.productId !== productId) return false
  const after = order.processedAt.getTime() - acceptedAt.getTime()
  if (placement === 'post-purchase') return after >= -heldMsMax
  return placement === 'checkout' && after >= -clockToleranceMs
}

function wasAccepted(item: OfferedItem, { order, line }: Purchase): boolean {
  if (!item.acceptedAt || !item.customerId || order.customerId !== item.customerId) return false
  if (line.productId !== item.productId) return false
  const after = order.processedAt.getTime() - item.acceptedAt.getTime()
  const isAdded = item.placement === 'post-purchase' && after < 0 && after >= -heldMsMax
  return isAdded || (after >= 0 && after <= attributedDaysMax * dayMs)
}

/** The line of the same order in which one of the item's gift was had for nothing. */
function giftOf(item: OfferedItem, { order, line }: Purchase, given: Set<string>): PaidLine | undefined {
  if (item.giftVariantId === undefined) return undefined
  return [...order.lines]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .find((each) => {
      const isFree = each.discountMinor > 0 && each.discountMinor >= each.priceMinor
      const isOther = each.id !== line.id && !given.has(keyOf({ order, line: each }))
      return each.variantId === item.giftVariantId && isFree && isOther
    })
}

/** Every rounding is to the nearest unit; what came back whole takes all back. */
function boughtOf(item: OfferedItem, { order, line }: Purchase, gift: PaidLine | undefined): Bought {
  const left = order.isCancelled ? 0 : Math.max(0, Math.min(line.currentQuantity, line.quantity))
  const share = line.quantity === 0 ? 0 : left / line.quantity
  const revenueMinor = line.priceMinor * line.quantity - line.discountMinor
  const unitCostMinor = item.unitCostMinor ?? line.unitCostMinor
  const giftCostMinor = gift && (item.giftCostMinor ?? gift.unitCostMinor)
  const isGiftLeft = gift !== undefined && !order.isCancelled && gift.currentQuantity > 0
  const giftMinor = isGiftLeft ? giftCostMinor : 0
  const isKnown = unitCostMinor !== undefined && giftMinor !== undefined
  return {
    orderId: order.id,
    at: order.processedAt,
    quantity: left,
    revenueMinor,
    refundedMinor: revenueMinor - Math.round(revenueMinor * share),
    discountMinor: Math.round(line.discountMinor * share),
    costMinor: isKnown ? unitCostMinor * left + giftMinor : undefined,
    unitCostMinor,
    giftCostMinor,
  }
}

function keyOf({ order, line }: Purchase): string {
  return `${order.id} ${line.id}`
}

function sortKey({ order, line }: Purchase): [number, string] {
  return [order.processedAt.getTime(), `${order.id} ${line.id}`]
}

function turnOf({ acceptedAt, id }: OfferedItem): [number, string] {
  return [acceptedAt?.getTime() ?? Number.POSITIVE_INFINITY, id]
}

function compare([one, oneId]: [number, string], [other, otherId]: [number, string]): number {
  if (one !== other) return one < other ? -1 : 1
  return oneId < otherId ? -1 : oneId > otherId ? 1 : 0
}
