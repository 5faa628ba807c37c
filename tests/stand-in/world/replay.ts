import { keepDiscount } from './discounts.ts'
import type { JournalRecord } from './journal.ts'
import type { Life } from './life.ts'
import { dropCustomer, dropProduct, keepCustomer, keepOrder, keepProduct, type State } from './state.ts'
import type { Customer } from './types/customers.ts'
import type { ShopDiscount } from './types/discounts.ts'
import type { Collection, Product } from './types/goods.ts'
import type { Order } from './types/orders.ts'

/** Brings the simulated past to where the journal left it. Answers the moment lived until, if any. */
export function replay(state: State, life: Life, records: JournalRecord[]): number | null {
  let livedUntilMs: number | null = null
  const own = records.filter((record) => record.shop === state.shop.domain)
  // Stock comes last: it lies inside products, which are put back whole.
  const isStock = (record: JournalRecord) => record.kind === 'stock'
  for (const record of [...own.filter((each) => !isStock(each)), ...own.filter(isStock)]) {
    if (record.kind === 'lived') livedUntilMs = record.value as number
    else apply(state, life, record)
  }
  if (livedUntilMs !== null) life.skipVisits(livedUntilMs)
  return livedUntilMs
}

function apply(state: State, life: Life, { kind, id, value }: JournalRecord): void {
  if (kind === 'order') {
    const order = value as Order
    keepOrder(state, order)
    const next = order.ahead[0]
    if (next) life.watch(order.id, next.atMs)
  } else if (kind === 'customer') {
    if (value === undefined) dropCustomer(state, id)
    else keepCustomer(state, value as Customer)
  } else if (kind === 'product') {
    if (value === undefined) dropProduct(state, id)
    else keepProduct(state, value as Product)
  } else if (kind === 'collection') {
    if (value === undefined) state.collections.delete(id)
    else state.collections.set(id, value as Collection)
  } else if (kind === 'stock') {
    const variant = state.variants.get(id)
    if (variant) Object.assign(variant, value)
  } else if (kind === 'discount') keepDiscount(state, value as ShopDiscount)
  else if (kind === 'counters') Object.assign(state.counters, value)
  else if (kind === 'installation') Object.assign(state.installation, value)
}
