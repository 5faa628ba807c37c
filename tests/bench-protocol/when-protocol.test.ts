import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BadInput } from '../bench/recommend/shops.ts'
import { compareSmall, compareWhen } from '../bench/when/compare.ts'
import { buyerAt, pointOf } from '../bench/when/forecasters.ts'
import { whenMetrics } from '../bench/when/metrics.ts'
import { waited, whenTrial } from '../bench/when/protocol.ts'
import { readWhenShops, type WhenShop } from '../bench/when/visits.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'encore-when-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, ...rows: string[]): void {
  writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(`${rows.join('\n')}\n`))
}

test('two orders of one day are one day, and guests are nobody', () => {
  file(
    'tea',
    'order_id,customer_id,ts,product_id,quantity',
    '1,c1,2011-01-02T10:00:00,P1,2',
    '1,c1,2011-01-02T10:00:00,P1,1',
    '2,c1,2011-01-02T23:59:59,P2,1',
    '3,c1,2011-02-01,P1,1',
    '4,,2011-02-01,P1,1',
  )
  const [shop] = readWhenShops(folder)
  expect(shop?.customers).toEqual(new Map([['c1', [14_976, 15_006]]]))
  expect(shop?.orders.map(({ orderId }) => orderId)).toEqual(['1', '2', '3'])
  expect(shop?.orders[0]?.products).toEqual(new Map([['P1', 3]]))
  expect(shop).toMatchObject({ name: 'tea', firstDay: 14_976, lastDay: 15_006, hasProducts: true })
})

test('what does not say who ordered when, or where nobody came back, is left out', () => {
  file('baskets', 'order_id,seq,product_id', '1,1,P1')
  file('once', 'order_id,customer_id,ts', '1,c1,2011-01-02', '2,c2,2011-01-03')
  file('tea_products', 'product_id,title', 'P1,Tea')
  expect(readWhenShops(folder)).toEqual([])
})

test('a time that is none is refused with its file and row', () => {
  file('tea', 'order_id,customer_id,ts', '1,c1,2011-01-02', '2,c1,yesterday')
  expect(() => readWhenShops(folder)).toThrow(BadInput)
  expect(() => readWhenShops(folder)).toThrow('tea.csv.gz, row 3: ts must be a time')
  expect(() => readWhenShops(join(folder, 'none'))).toThrow('there is no folder')
})

function shopOf(name: string, ...customers: number[][]): WhenShop {
  const days = customers.flat()
  return {
    name,
    orders: [],
    customers: new Map(customers.map((own, place) => [String(place), own])),
    firstDay: Math.min(...days),
    lastDay: Math.max(...days),
    hasProducts: false,
  }
}

test('what is known before 60 % of the span teaches, and what can be followed 90 days is asked', () => {
  const { splitDay, train, events } = whenTrial(shopOf('tea', [0, 100, 250, 300], [240, 311, 320, 400]))
  expect(splitDay).toBe(240)
  expect(train).toEqual([[0, 100]])
  expect(events).toEqual([
    { days: [0, 100, 250], nextDays: 50, followedDays: 150 },
    { days: [0, 100, 250, 300], nextDays: undefined, followedDays: 100 },
    { days: [240], nextDays: 71, followedDays: 160 },
  ])
})

test('the CDNOW sample is split at half of its span', () => {
  expect(whenTrial(shopOf('cdnow_sample', [0, 545])).splitDay).toBe(273)
})

test('a wait is capped at 90 days, and one that never ended is 90', () => {
  const event = (nextDays?: number) => ({ days: [0], nextDays, followedDays: 200 })
  expect([event(5), event(90), event(91), event()].map(waited)).toEqual([5, 90, 90, 90])
})

const events = [10, 30, 31, undefined].map((nextDays) => ({ days: [0], nextDays, followedDays: 120 }))

test('a forecast that knows is without fault', () => {
  const guesses = [10, 30, 31, 90].map((days) => ({ within: days <= 30 ? 1 : 0, days }))
  expect(whenMetrics(events, guesses)).toEqual({
    logLoss: expect.closeTo(0, 8),
    mae: 0,
    brier: 0,
    auc: 1,
    calibrationError: 0,
    calibrationErrorByTenths: 0,
  })
})

test('the figures are what they are by hand', () => {
  const guesses = [0.85, 0.25, 0.25, 0.05].map((within) => ({ within, days: 200 }))
  const { logLoss, mae, brier, auc, calibrationError, calibrationErrorByTenths } = whenMetrics(
    events,
    guesses,
  )
  expect(logLoss).toBeCloseTo(-(Math.log(0.85) + Math.log(0.25) + Math.log(0.75) + Math.log(0.95)) / 4, 10)
  expect(mae).toBe((80 + 60 + 59 + 0) / 4)
  expect(brier).toBeCloseTo((0.15 ** 2 + 0.75 ** 2 + 0.25 ** 2 + 0.05 ** 2) / 4, 10)
  expect(auc).toBe(3.5 / 4)
  expect(calibrationError).toBeCloseTo((0.15 + 0.5 + 0.05) / 4, 10)
  expect(calibrationErrorByTenths).toBeCloseTo((0.15 + 0.75 + 0.25 + 0.05) / 4, 10)
})

test('a point is the first day with even odds, and at most the cap', () => {
  expect(pointOf((days) => days / 20)).toBe(10)
  expect(pointOf(() => 0.49)).toBe(90)
})

test('BG/NBD counts weeks from the first day', () => {
  expect(buyerAt([0, 7, 35], 70)).toEqual({ repeats: 2, lastWeeks: 5, ageWeeks: 10 })
  expect(buyerAt([5], 5)).toEqual({ repeats: 0, lastWeeks: 0, ageWeeks: 0 })
})

/** Customers with a rhythm of two to six weeks that they keep to within a day; every third leaves half-way. */
function steadyShop(): WhenShop {
  const customers = Array.from({ length: 90 }, (_, who) => {
    const every = 14 + 7 * (who % 5)
    const until = who % 3 === 0 ? 300 : 600
    const count = Math.floor((until - (who % 50)) / every)
    return Array.from({ length: count }, (_, place) => (who % 50) + place * every + ((who * place) % 2))
  })
  return shopOf('steady', ...customers)
}

test('where customers have rhythms, ours knows more than a peer that takes waits for memoryless', () => {
  const compared = compareWhen(steadyShop())
  expect(compared?.events).toBeGreaterThan(100)
  expect(compared?.logLoss).toBeLessThan(0.7 * (compared?.bgnbdLogLoss ?? 0))
  expect(compared?.mae).toBeLessThan(0.7 * (compared?.bgnbdMae ?? 0))
  expect(compared?.coverage.capped).toBeGreaterThanOrEqual(0.8)
  expect(Object.keys(compared?.methods ?? {})).toHaveLength(4)
})

test('a few customers are asked about the same events', () => {
  const rows = compareSmall(steadyShop())
  expect(rows.map(({ customers }) => customers)).toEqual([20, 50])
  expect(new Set(rows.map(({ events: asked }) => asked)).size).toBe(1)
})

test('a shop too short to follow anybody says nothing, and one where nobody came back before T is asked', () => {
  expect(compareWhen(shopOf('short', [0, 10, 40], [5, 60]))).toBeUndefined()
  const compared = compareWhen(shopOf('late', [0], [3], [100, 140], [150, 160, 390], [260, 300]))
  expect(compared?.events).toBe(2)
  expect(Number.isFinite(compared?.logLoss)).toBe(true)
})
