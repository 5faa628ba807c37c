import { beforeAll, describe, expect, test } from 'vitest'
import { pastOf, roastAndCo } from './world/shops.ts'
import type { State } from './world/state.ts'
import type { Order } from './world/types/orders.ts'

const size = { customers: 2_000, days: 730, startedAtMs: Date.UTC(2026, 10, 20, 9) }
const dayMs = 86_400_000

let state: State
let orders: Order[]

beforeAll(() => {
  state = pastOf(roastAndCo, 1, size).state
  orders = [...state.orders.values()]
})

const handlesOf = (order: Order) =>
  order.lines.map((line) => state.products.get(line.productId)?.handle ?? '')
const having = (handle: string) => orders.filter((order) => handlesOf(order).includes(handle))
const share = (part: Order[], whole: Order[]) => part.length / whole.length

describe('the simulated past', () => {
  test('is the same for the same seed, and another for another', () => {
    const small = { customers: 60, days: 120, startedAtMs: size.startedAtMs }
    const listed = (seed: number) =>
      JSON.stringify([...pastOf(roastAndCo, seed, small).state.orders.values()])
    expect(listed(7)).toBe(listed(7))
    expect(listed(7)).not.toBe(listed(8))
  })

  test('has about 2,000 customers, thousands of orders and about 60 products', () => {
    expect(state.customers.size).toBeGreaterThan(1_950)
    expect(state.customers.size).toBeLessThan(2_050)
    expect(orders.length).toBeGreaterThan(6_000)
    expect(state.products.size).toBeGreaterThanOrEqual(58)
  })

  test('never takes place in the future', () => {
    for (const order of orders) {
      expect(order.updatedAtMs).toBeLessThanOrEqual(size.startedAtMs)
      expect(order.updatedAtMs).toBeGreaterThanOrEqual(order.createdAtMs)
    }
  })

  test('gives each thing an id of its own, some above 2^53', () => {
    const ids = orders.flatMap((order) => [
      order.id,
      order.transactionId,
      ...order.lines.map((line) => line.id),
      ...order.fulfilments.flatMap((each) => [each.id, ...each.events.map((event) => event.id)]),
      ...order.refunds.flatMap((each) => [each.id, each.transactionId, ...each.lines.map((line) => line.id)]),
    ])
    expect(new Set(ids).size).toBe(ids.length)
    const isBig = (order: Order) => BigInt(order.id.slice(20)) > 2n ** 53n
    expect(orders.filter(isBig).length).toBeGreaterThan(10)
  })

  test('sells what belongs together, together', () => {
    const chemex = having('chemex')
    const withFilters = chemex.filter((order) => handlesOf(order).includes('chemex-filters'))
    expect(share(withFilters, chemex)).toBeGreaterThan(0.5)
    expect(share(having('chemex-filters'), orders)).toBeLessThan(0.1)
    const machines = [...having('lever-espresso-machine'), ...having('compact-espresso-machine')]
    const withPitcher = machines.filter((order) => handlesOf(order).includes('milk-pitcher'))
    expect(share(withPitcher, machines)).toBeGreaterThan(0.3)
  })

  test('brings regulars back in their own rhythm of 20 to 45 days', () => {
    const regulars = [...state.customers.values()].filter((customer) => customer.ordersCount >= 8)
    expect(regulars.length).toBeGreaterThan(100)
    const typical = regulars.map((customer) =>
      median(gapsDays(state.ordersByCustomer.get(customer.id) ?? [])),
    )
    const inRhythm = typical.filter((days) => days >= 18 && days <= 48)
    expect(inRhythm.length / typical.length).toBeGreaterThan(0.85)
  })

  test('sells filters again after months, not weeks', () => {
    const gaps = [...state.ordersByCustomer.values()].flatMap((each) =>
      gapsDays(each.filter((order) => handlesOf(order).some((handle) => handle.endsWith('-filters')))),
    )
    expect(median(gaps)).toBeGreaterThan(70)
    expect(median(gaps)).toBeLessThan(150)
  })

  test('keeps people within their price band', () => {
    const fine = new Set(['ethiopia-yirgacheffe', 'kenya-nyeri', 'costa-rica-honey', 'panama-geisha'])
    const cheap = new Set(['house-blend', 'brazil-fazenda'])
    const buysBoth = [...state.ordersByCustomer.values()].filter((each) => {
      const handles = each.flatMap(handlesOf)
      return handles.some((handle) => fine.has(handle)) && handles.some((handle) => cheap.has(handle))
    })
    expect(buysBoth.length / state.customers.size).toBeLessThan(0.1)
  })

  test('sells presents before holidays and cold brew in summer', () => {
    const inMonths = (list: Order[], months: number[]) =>
      list.filter((order) => months.includes(new Date(order.createdAtMs).getUTCMonth()))
    const coldBrew = having('cold-brew-blend')
    expect(share(inMonths(coldBrew, [5, 6, 7]), coldBrew)).toBeGreaterThan(0.8)
    const presents = orders.filter((order) => order.noteAttributes.some((each) => each.name === 'gift'))
    expect(share(inMonths(presents, [10, 11]), presents)).toBeGreaterThan(0.35)
  })

  test('has returns, cancellations, discounts, guests and a counter, each in its share', () => {
    const within = (part: Order[], low: number, high: number) => {
      expect(share(part, orders)).toBeGreaterThan(low)
      expect(share(part, orders)).toBeLessThan(high)
    }
    within(
      orders.filter((order) => order.refunds.length > 0 && order.cancelledAtMs === null),
      0.015,
      0.08,
    )
    within(
      orders.filter((order) => order.cancelledAtMs !== null),
      0.004,
      0.03,
    )
    within(
      orders.filter((order) => order.discount !== null),
      0.03,
      0.25,
    )
    within(
      orders.filter((order) => order.source === 'pos'),
      0.04,
      0.2,
    )
    within(
      orders.filter((order) => order.customerId === null && order.email !== null),
      0.02,
      0.12,
    )
    within(
      orders.filter((order) => order.customerId === null && order.email === null),
      0.02,
      0.1,
    )
  })

  test('reaches five currencies and nine languages', () => {
    expect(new Set(orders.map((order) => order.presentmentCurrency)).size).toBe(5)
    expect(new Set([...state.customers.values()].map((customer) => customer.locale)).size).toBe(9)
  })

  test('adds up: lines, discounts, shipping and tax make the total of every order', () => {
    for (const order of orders) {
      const lines = order.lines.reduce(
        (sum, line) => sum + line.price.buyer * line.quantity - line.discount.buyer,
        0,
      )
      const tax = order.taxesIncluded ? 0 : order.totalTax.buyer
      expect(order.subtotal.buyer).toBe(lines)
      expect(order.total.buyer).toBe(lines + tax + (order.shipping?.price.buyer ?? 0))
    }
  })
})

function gapsDays(list: Order[]): number[] {
  const times = list.map((order) => order.createdAtMs).sort((a, b) => a - b)
  return times.slice(1).map((atMs, index) => (atMs - (times[index] ?? atMs)) / dayMs)
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
