import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRepeatProduct, repeatEvidence } from '../../app/domain/recommend/next-need-again.ts'
import { habitCell, habitCells, habitShares, noHabits } from '../../app/domain/recommend/next-need-habits.ts'
import {
  type CustomerOrder,
  type NeedChanges,
  needChanges,
  noRepeats,
} from '../../app/domain/recommend/next-need-learn.ts'

const dayMs = 86_400_000

describe('what orders teach of repeats', () => {
  test('counts who bought a product, who came back, who bought it again and after how many days', () => {
    const { products } = needChanges(
      [],
      [
        anOrder('ann', 1, ['coffee', 'mug']),
        anOrder('ann', 31, ['coffee']),
        anOrder('ann', 71, ['coffee']),
        anOrder('bob', 5, ['coffee']),
      ],
    )
    expect(products).toEqual([
      { productId: 'coffee', buyers: 2, returned: 1, repeaters: 1, repeats: 2, gapDays: 70 },
      { productId: 'mug', buyers: 1, returned: 1, repeaters: 0, repeats: 0, gapDays: 0 },
    ])
  })

  test('counts each next order of a customer as a chance, and a repeat when it has the product again', () => {
    const orders = [anOrder('ann', 1, ['coffee']), anOrder('ann', 2, ['mug']), anOrder('ann', 3, ['coffee'])]
    const { habits } = needChanges([], orders)
    expect(habits).toEqual(
      [
        { cell: habitCell({ times: 1, ordersSince: 0, orders: 1 }), chances: 1, repeats: 0 },
        { cell: habitCell({ times: 1, ordersSince: 1, orders: 2 }), chances: 1, repeats: 1 },
        { cell: habitCell({ times: 1, ordersSince: 0, orders: 2 }), chances: 1, repeats: 0 },
      ].sort((one, other) => one.cell - other.cell),
    )
  })

  test('learns one order after the other as it learns all at once', () => {
    fc.assert(
      fc.property(theOrders, (orders) => {
        const oneByOne = orders.map((_, place) =>
          needChanges(orders.slice(0, place), orders.slice(0, place + 1)),
        )
        expect(added(oneByOne)).toEqual(added([needChanges([], orders)]))
      }),
      { seed: 20261122 },
    )
  })

  test('unlearns an order without a trace, wherever it stood', () => {
    fc.assert(
      fc.property(theOrders, fc.nat(), (orders, pick) => {
        const place = pick % orders.length
        const without = orders.filter((_, other) => other !== place)
        const thereAndBack = [
          needChanges([], without),
          needChanges(without, orders),
          needChanges(orders, without),
        ]
        expect(added(thereAndBack)).toEqual(added([needChanges([], without)]))
      }),
      { seed: 20261122 },
    )
  })

  test('changes nothing when nothing changed', () => {
    const orders = [anOrder('ann', 1, ['coffee']), anOrder('ann', 2, ['coffee'])]
    expect(needChanges(orders, [...orders].reverse())).toEqual({ products: [], habits: [] })
  })

  test('counts a product once however often an order names it', () => {
    const [change] = needChanges([], [anOrder('ann', 1, ['coffee', 'coffee'])]).products
    expect(change).toMatchObject({ buyers: 1, repeats: 0 })
  })
})

describe('the habits of a shop', () => {
  test('let more be expected of what was bought more often and more lately, before anything is counted', () => {
    const share = shareOf(noHabits())
    expect(share({ times: 3, ordersSince: 0, orders: 3 })).toBeGreaterThan(
      share({ times: 1, ordersSince: 0, orders: 3 }),
    )
    expect(share({ times: 1, ordersSince: 0, orders: 3 })).toBeGreaterThan(
      share({ times: 1, ordersSince: 2, orders: 3 }),
    )
  })

  test('are what was counted, once enough was counted', () => {
    const habits = noHabits()
    const standing = { times: 2, ordersSince: 1, orders: 4 }
    habits.chances[habitCell(standing)] = 10_000
    habits.repeats[habitCell(standing)] = 1_234
    expect(shareOf(habits)(standing)).toBeCloseTo(0.1234, 2)
  })

  test('are shares between nothing and all in every cell', () => {
    const full = {
      chances: new Array<number>(habitCells).fill(7),
      repeats: new Array<number>(habitCells).fill(7),
    }
    for (const share of [...habitShares(full), ...habitShares(noHabits())]) {
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThan(1)
    }
  })
})

describe('a repeat product', () => {
  test('is one that many of those who came back bought again', () => {
    const evidence = repeatEvidence({
      buyers: 200,
      returned: 120,
      repeaters: 41,
      repeats: 70,
      gapDays: 2_660,
    })
    expect(evidence).toMatchObject({ repeaters: 41, returned: 120, afterDays: 38 })
    expect(isRepeatProduct(evidence)).toBe(true)
  })

  test('is not one that hardly anybody bought again', () => {
    expect(isRepeatProduct(repeatEvidence({ ...noRepeats, buyers: 900, returned: 500, repeaters: 30 }))).toBe(
      false,
    )
  })

  test('is not one that two customers bought again, all there were: that may be chance', () => {
    expect(isRepeatProduct(repeatEvidence({ ...noRepeats, buyers: 2, returned: 2, repeaters: 2 }))).toBe(
      false,
    )
  })

  test('is nothing that is not known', () => {
    expect(isRepeatProduct(repeatEvidence(undefined))).toBe(false)
    expect(repeatEvidence(undefined).afterDays).toBeUndefined()
  })
})

const theOrders = fc
  .array(
    fc.record({
      customer: fc.constantFrom('ann', 'bob'),
      day: fc.nat(5),
      products: fc.uniqueArray(fc.constantFrom('coffee', 'mug', 'filters'), { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((orders) =>
    orders.map(({ customer, day, products }, place) => anOrder(customer, day, products, `${place}`)),
  )

function anOrder(customerId: string, day: number, productIds: string[], orderId = `${day}`): CustomerOrder {
  return { customerId, orderId, atMs: day * dayMs, productIds }
}

function shareOf(habits: { chances: number[]; repeats: number[] }) {
  const shares = habitShares(habits)
  return (standing: Parameters<typeof habitCell>[0]) => shares[habitCell(standing)] ?? 0
}

/** What is kept after all changes, without what went back to nothing. */
function added(changes: readonly NeedChanges[]): Map<string, number> {
  const kept = new Map<string, number>()
  const add = (key: string, change: number) => kept.set(key, (kept.get(key) ?? 0) + change)
  for (const { products, habits } of changes) {
    for (const { productId, ...counts } of products)
      for (const [name, change] of Object.entries(counts)) add(`${productId} ${name}`, change)
    for (const { cell, ...counts } of habits)
      for (const [name, change] of Object.entries(counts)) add(`${cell} ${name}`, change)
  }
  return new Map(
    [...kept].filter(([, count]) => count !== 0).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}
