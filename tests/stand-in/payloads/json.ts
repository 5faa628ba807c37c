import { numberOf } from '../world/ids.ts'
import { decimal } from '../world/markets.ts'
import type { Address } from '../world/types/customers.ts'
import type { Order } from '../world/types/orders.ts'
import type { Bag, Currency } from '../world/types/shop.ts'

declare global {
  interface JSON {
    rawJSON(text: string): unknown
  }
}

/** The id as a JSON number with all its digits, also above 2^53, as Shopify writes it. */
export function bare(id: string): unknown {
  return JSON.rawJSON(numberOf(id))
}

export interface Currencies {
  currency: Currency
  presentmentCurrency: Currency
}

/** A `*_set`: the amount in the shop's and in the buyer's currency, as decimal strings. */
export function moneySet(bag: Bag, of: Currencies) {
  return {
    shop_money: { amount: decimal(bag.shop, of.currency), currency_code: of.currency },
    presentment_money: {
      amount: decimal(bag.buyer, of.presentmentCurrency),
      currency_code: of.presentmentCurrency,
    },
  }
}

/** An amount in the shop's currency, as the fields without `_set` carry it. */
export function shopAmount(bag: Bag, of: Currencies): string {
  return decimal(bag.shop, of.currency)
}

/** "2026-11-21T10:00:00+01:00": the moment in the shop's own time zone. */
export function stamp(atMs: number, timeZone: string): string {
  const offset = offsetMinutes(atMs, timeZone)
  const local = new Date(atMs + offset * 60_000).toISOString().slice(0, 19)
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0')
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`
}

const offsets = new Map<string, number>()
const formats = new Map<string, Intl.DateTimeFormat>()

// Asking Intl is slow; an hour never has two offsets.
export function offsetMinutes(atMs: number, timeZone: string): number {
  const key = `${timeZone}${Math.floor(atMs / 3_600_000)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, format)
  const name = format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1)
  offsets.set(key, offset)
  return offset
}

export function addressBody(address: Address | null) {
  if (!address) return null
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: `${address.firstName} ${address.lastName}`.trim(),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  }
}

/** The two currencies of an order. */
export function currenciesOf(order: Order): Currencies {
  return { currency: order.currency, presentmentCurrency: order.presentmentCurrency }
}
