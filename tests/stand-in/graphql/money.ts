import { decimal } from '../world/markets.ts'
import type { Order } from '../world/types/orders.ts'
import type { Bag, Currency } from '../world/types/shop.ts'

export function money(minor: number, currency: Currency) {
  return { amount: decimal(minor, currency), currencyCode: currency }
}

export function moneyBag(bag: Bag, order: Pick<Order, 'currency' | 'presentmentCurrency'>) {
  return {
    shopMoney: money(bag.shop, order.currency),
    presentmentMoney: money(bag.buyer, order.presentmentCurrency),
  }
}

/** "2026-11-21T09:00:00Z", as the Admin API writes moments. */
export function moment(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

export function momentOrNull(atMs: number | null | undefined): string | null {
  return atMs === null || atMs === undefined ? null : moment(atMs)
}
