import { localPrice, market } from './markets.ts'
import { discounts } from './public-codes.ts'
import type { State } from './state.ts'
import type { AppliedDiscount, ShopDiscount } from './types/discounts.ts'
import type { Market, MarketId } from './types/shop.ts'

/** What codes take off a cart: which of them count, how much of each line, and whether shipping is free. */
export interface Reduction {
  applied: AppliedDiscount[]
  /** Of each line, in the buyer's currency. */
  offs: number[]
  isShippingFree: boolean
}

export interface PricedLine {
  variantId: string
  quantity: number
}

/**
 * What these codes, one or several with commas between as in a cart permalink, do to these lines now. A code that is
 * unknown, used up, over, or does nothing here is left out in silence, as Shopify's permalinks do; a further one counts
 * only where both may be combined (https://help.shopify.com/en/manual/discounts/discount-combinations).
 */
export function reduce(
  state: State,
  codes: string | undefined,
  lines: PricedLine[],
  marketId: MarketId,
  atMs: number,
): Reduction {
  const of = market(marketId)
  const found: Found[] = []
  for (const code of (codes ?? '').split(',')) {
    const next = find(state, code.trim(), atMs)
    if (next && found.every((each) => mayCombine(each.discount, next.discount))) found.push(next)
  }
  const reduction: Reduction = { applied: [], offs: lines.map(() => 0), isShippingFree: false }
  for (const each of found) apply(state, each, lines, of, reduction)
  return reduction
}

interface Found {
  code: string
  discount: ShopDiscount
}

function find(state: State, text: string, atMs: number): Found | null {
  const code = text.toUpperCase()
  const usual = discounts.find((each) => each.code === code)
  if (usual)
    return {
      code: usual.code,
      discount: { ...orderWide, terms: { kind: 'percentage', percent: usual.percent } },
    }
  const discount = state.discountsByCode.get(code)
  if (!discount || (discount.endsAtMs !== null && discount.endsAtMs <= atMs)) return null
  const written = Object.keys(discount.codes).find((each) => each.toUpperCase() === code)
  if (written === undefined) return null
  const uses = discount.codes[written] ?? 0
  return discount.usageLimit !== null && uses >= discount.usageLimit ? null : { code: written, discount }
}

const orderWide: ShopDiscount = {
  id: 'gid://shopify/DiscountCodeNode/1',
  title: '',
  terms: { kind: 'percentage', percent: 0 },
  productIds: null,
  buysProductIds: [],
  combinesWith: { order: false, product: false, shipping: false },
  usageLimit: null,
  endsAtMs: null,
  codes: {},
}

function classOf(discount: ShopDiscount): 'order' | 'product' | 'shipping' {
  if (discount.terms.kind === 'shipping') return 'shipping'
  return discount.productIds ? 'product' : 'order'
}

function mayCombine(one: ShopDiscount, other: ShopDiscount): boolean {
  return one.combinesWith[classOf(other)] && other.combinesWith[classOf(one)]
}

function apply(
  state: State,
  { code, discount }: Found,
  lines: PricedLine[],
  of: Market,
  into: Reduction,
): void {
  const { terms } = discount
  if (terms.kind === 'shipping') {
    into.isShippingFree = true
    into.applied.push({ code, percent: 0, type: 'shipping' })
    return
  }
  const offs = offsOf(state, discount, lines, of)
  if (offs.every((off) => off === 0)) return
  // Of two discounts on products the better one counts on each line.
  into.offs = into.offs.map((off, index) =>
    classOf(discount) === 'product' ? Math.max(off, offs[index] ?? 0) : off + (offs[index] ?? 0),
  )
  const percent = terms.kind === 'percentage' ? terms.percent : terms.kind === 'gift' ? 100 : 0
  into.applied.push({ code, percent, type: terms.kind === 'amount' ? 'fixed_amount' : 'percentage' })
}

function offsOf(state: State, discount: ShopDiscount, lines: PricedLine[], of: Market): number[] {
  const { terms } = discount
  const gross = lines.map((line) => (state.variants.get(line.variantId)?.prices[of.id] ?? 0) * line.quantity)
  const isEntitled = lines.map(
    (line) =>
      !discount.productIds ||
      discount.productIds.includes(productOf(state, line)) ||
      discount.productIds.includes(line.variantId),
  )
  switch (terms.kind) {
    case 'percentage':
      return gross.map((each, index) => (isEntitled[index] ? Math.round((each * terms.percent) / 100) : 0))
    case 'amount':
      return across(
        gross.map((each, index) => (isEntitled[index] ? each : 0)),
        localPrice(terms.minor, of),
      )
    case 'gift': {
      const isBought = lines.some((line) => discount.buysProductIds.includes(productOf(state, line)))
      const at = isBought ? isEntitled.indexOf(true) : -1
      return gross.map((each, index) => (index === at ? Math.round(each / (lines[index]?.quantity ?? 1)) : 0))
    }
    case 'shipping':
      return gross.map(() => 0)
    default:
      return terms satisfies never
  }
}

function productOf(state: State, line: PricedLine): string {
  return state.variants.get(line.variantId)?.productId ?? ''
}

/** The amount over these sums by their size; the last takes what is left. */
function across(sums: number[], amount: number): number[] {
  const total = sums.reduce((all, each) => all + each, 0)
  let left = Math.min(amount, total)
  const last = sums.findLastIndex((each) => each > 0)
  return sums.map((each, index) => {
    const part =
      index === last ? left : Math.min(left, Math.floor((Math.min(amount, total) * each) / (total || 1)))
    left -= each > 0 ? part : 0
    return each > 0 ? part : 0
  })
}

/** Keeps a discount, and finds it by each of its codes. */
export function keepDiscount(state: State, discount: ShopDiscount): void {
  state.discounts.set(discount.id, discount)
  for (const code of Object.keys(discount.codes)) state.discountsByCode.set(code.toUpperCase(), discount)
  state.version += 1
}

/** Counts the use of each code; answers the discounts that changed. */
export function countUses(state: State, applied: AppliedDiscount[]): ShopDiscount[] {
  return applied.flatMap(({ code }) => {
    const discount = state.discountsByCode.get(code.toUpperCase())
    if (!discount) return []
    discount.codes[code] = (discount.codes[code] ?? 0) + 1
    return [discount]
  })
}
