import type { PostPurchaseRenderApi } from '@shopify/post-purchase-ui-extensions'
import type { ShownMoney } from '../../../app/contract/post-purchase.ts'

type Calculated = NonNullable<
  Awaited<ReturnType<PostPurchaseRenderApi['calculateChangeset']>>['calculatedPurchase']
>

/** What an acceptance adds to the payment, as Shopify calculated it, in the buyer's currency. */
export interface Breakdown {
  subtotal: ShownMoney
  shipping: ShownMoney
  taxes: ShownMoney
  /** Whether the subtotal holds the taxes already. */
  hasTaxesIncluded: boolean
  /** What will be charged now. */
  total: ShownMoney
}

/**
 * The figures of the variant that would be added. Shopify's subtotal and total are those of the whole purchase; what is
 * charged is what is outstanding. Where the same variant is the gift too, its line is the one that costs. Nothing when
 * the variant is not in the answer.
 */
export function breakdownOf(calculated: Calculated, variantId: string): Breakdown | undefined {
  const number = variantId.slice(variantId.lastIndexOf('/') + 1)
  const lines = calculated.updatedLineItems.filter((each) => String(each.variantId) === number)
  const [line] = lines.sort((one, other) => amountOf(other) - amountOf(one))
  if (!line) return undefined
  const total = shown(calculated.totalOutstandingSet)
  const subtotal = shown(line.totalPriceSet)
  const shipping = sum(calculated.addedShippingLines, total.currency)
  const taxes = sum(calculated.addedTaxLines, total.currency)
  const [all, goods, sent] = [total, subtotal, shipping].map(({ amount }) => Number(amount))
  const hasTaxesIncluded = Math.abs((all ?? 0) - (goods ?? 0) - (sent ?? 0)) < Number.EPSILON * 1e6
  return { subtotal, shipping, taxes, hasTaxesIncluded, total }
}

type Bag = Calculated['totalOutstandingSet']

function amountOf({ totalPriceSet }: { totalPriceSet: Bag }): number {
  return Number(totalPriceSet.presentmentMoney.amount)
}

function shown({ presentmentMoney: { amount, currencyCode } }: Bag): ShownMoney {
  return { amount: String(amount), currency: currencyCode }
}

function sum(lines: { priceSet: Bag }[], currency: string): ShownMoney {
  const amounts = lines.map(({ priceSet }) => Number(priceSet.presentmentMoney.amount))
  return { amount: String(amounts.reduce((all, each) => all + each, 0)), currency }
}
