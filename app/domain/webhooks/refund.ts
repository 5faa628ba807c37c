import type { Money } from '../money.ts'
import type { Order, Refund } from '../orders.ts'
import {
  integerAt,
  minorAt,
  ownId,
  type Part,
  partAt,
  partsAt,
  requiredIdAt,
  requiredTimeAt,
  textAt,
} from './read.ts'

/**
 * A refund as a webhook tells it, alone or inside its order. The amount is what went back, in the shop's currency:
 * the transactions where they are in it, otherwise what the lines, their tax and the shipping came to. Where neither
 * the order nor the refund names a currency it is that of the shop.
 */
export function refundOf(part: Part, shopCurrency: string, order?: Pick<Order, 'id' | 'currency'>): Refund {
  return {
    id: ownId(part, 'Refund'),
    orderId: order?.id ?? requiredIdAt(part, 'order_id', 'Order'),
    createdAt: requiredTimeAt(part, 'created_at'),
    amount: amountOf(part, shopCurrency, order?.currency),
    lines: linesOf(part),
  }
}

function linesOf(part: Part): Refund['lines'] {
  return partsAt(part, 'refund_line_items').map((line) => ({
    lineId: requiredIdAt(line, 'line_item_id', 'LineItem'),
    quantity: integerAt(line, 'quantity') ?? 0,
  }))
}

function amountOf(part: Part, shopCurrency: string, orderCurrency: string | undefined): Money {
  const paidBack = partsAt(part, 'transactions').filter(
    (each) =>
      textAt(each, 'kind') === 'refund' && !['failure', 'error'].includes(textAt(each, 'status') ?? ''),
  )
  const currencies = new Set(paidBack.map((each) => textAt(each, 'currency')?.toUpperCase()))
  const [paidIn] = currencies
  const currency = orderCurrency ?? shopCurrencyOf(part) ?? paidIn ?? shopCurrency
  const isInShopCurrency = currencies.size <= 1 && (paidIn ?? currency) === currency
  const minor = isInShopCurrency
    ? sum(paidBack.map((each) => minorAt(each, 'amount', currency)))
    : bagsOf(part, currency)
  return { minor, currency }
}

/** The currency of the shop's side of any money bag in the refund. */
function shopCurrencyOf(part: Part): string | undefined {
  const bags = [
    partAt(part, 'total_duties_set'),
    ...partsAt(part, 'refund_line_items').map((line) => partAt(line, 'subtotal_set')),
  ]
  for (const bag of bags) {
    const money = bag && partAt(bag, 'shop_money')
    const code = money && textAt(money, 'currency_code')
    if (code) return code.toUpperCase()
  }
  return undefined
}

function bagsOf(part: Part, currency: string): number {
  const lines = partsAt(part, 'refund_line_items').flatMap((line) => [
    shopMinor(line, 'subtotal_set', currency),
    shopMinor(line, 'total_tax_set', currency),
  ])
  // Shopify writes what the shipping gave back as an adjustment below zero.
  const adjustments = partsAt(part, 'order_adjustments').flatMap((each) => [
    -shopMinor(each, 'amount_set', currency),
    -shopMinor(each, 'tax_amount_set', currency),
  ])
  return Math.max(0, sum([...lines, ...adjustments]))
}

function shopMinor(part: Part, key: string, currency: string): number {
  const bag = partAt(part, key)
  const money = bag && partAt(bag, 'shop_money')
  return (money && minorAt(money, 'amount', currency)) ?? 0
}

function sum(amounts: (number | undefined)[]): number {
  return amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)
}
