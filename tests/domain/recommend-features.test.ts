import { expect, test } from 'vitest'
import { candidatesOf } from '../../app/domain/recommend/candidates.ts'
import type { Evidence, Neighbours } from '../../app/domain/recommend/evidence.ts'
import { featureCount, features, featuresOf } from '../../app/domain/recommend/features.ts'
import { likenessOf } from '../../app/domain/recommend/likeness.ts'
import { solve } from '../../app/domain/recommend/linear.ts'
import { coreRegression, loosePenalty, strictPenalty } from '../../app/domain/recommend/regression.ts'
import { tableOf } from '../../app/domain/recommend/table.ts'
import { decayOrigin } from '../../app/domain/recommend/weights.ts'

// Kept weights are those of now at the origin of the decay.
const nowMs = decayOrigin
const ids = ['a', 'b', 'c', 'd', 'e']
const bought = [9, 7, 12, 5, 8]
const together: Record<string, number> = { ab: 3, ac: 4, ad: 1, bc: 2, bd: 2, be: 3, cd: 1, ce: 5, de: 2 }

for (const [name, penalty] of Object.entries({ strict: strictPenalty, loose: loosePenalty }))
  test(`the ${name} regression is that of each product on all others, the basket bought and the rest not`, () => {
    const basket = ['a', 'b']
    const table = tableOf(basket, candidatesOf(basket, evidence()), evidence())
    const predicted = coreRegression(table, penalty)
    for (const id of ['c', 'd', 'e'])
      expect(predicted[table.ids.indexOf(id)]).toBeCloseTo(regressed(id, basket, penalty), 12)
  })

test('popularity by the length of the basket is nothing for one product and grows by each doubling alike', () => {
  const [one, two, four] = [['a'], ['a', 'b'], ['a', 'b', 'c', 'd']].map((basket) => byLength(basket, 'e'))
  expect(one).toBe(0)
  expect(two).toBeGreaterThan(0)
  expect(four).toBeCloseTo(2 * (two ?? 0), 12)
})

test('pairs that do not fit their products leave every feature a number of ordinary size', () => {
  const many = Array.from({ length: 150 }, (_, k) => `p${k}`)
  const likeness = likenessOf({ title: '' }, () => 1, many.length)
  // Seeded: some pairs weigh a hundred times what their products do.
  const weightOf = (one: number, other: number) => (((one * other * 7919 + one + other) % 101) / 10) ** 3
  const lists = many.map((id, one) => {
    const productIds = many.filter((other) => other !== id)
    const slow = productIds.map((_, other) => weightOf(one, other))
    return [id, { productIds, slow, fast: slow }] as const
  })
  const unfit: Evidence = {
    nowMs,
    allSlow: 1_000,
    products: new Map(many.map((id, k) => [id, { slow: 1 + (k % 9), fast: 1, likeness }])),
    neighbours: new Map(lists),
    popular: [],
    alike: [],
  }
  for (const size of [1, 5, 20, 100]) {
    const basket = many.slice(0, size)
    const numbers = featuresOf(tableOf(basket, candidatesOf(basket, unfit), unfit))
    expect(numbers.length).toBeGreaterThan(0)
    expect(Math.max(...numbers.map(Math.abs))).toBeLessThan(1_000)
  }
})

/** Ridge regression of one product on the four others, straight from its definition. */
function regressed(id: string, basket: string[], penalty: { orders: number; share: number }): number {
  const others = ids.filter((other) => other !== id)
  const values = Float64Array.from(
    others.flatMap((one) =>
      others.map((other) => (one === other ? onDiagonal(one, penalty) : pair(one, other))),
    ),
  )
  const right = Float64Array.from(others, (other) => pair(id, other))
  const weights = solve({ size: others.length, values }, right)
  return basket.reduce((sum, each) => sum + (weights[others.indexOf(each)] ?? 0), 0)
}

function onDiagonal(id: string, { orders, share }: { orders: number; share: number }): number {
  return (1 + share) * (bought[ids.indexOf(id)] ?? 0) + orders
}

function byLength(basket: string[], id: string): number {
  const table = tableOf(basket, candidatesOf(basket, evidence()), evidence())
  const row = table.ids.indexOf(id) - basket.length
  return featuresOf(table)[row * featureCount + features.indexOf('popularByLength')] ?? Number.NaN
}

function evidence(): Evidence {
  const likeness = likenessOf({ title: '' }, () => 1, ids.length)
  return {
    nowMs,
    allSlow: bought.reduce((sum, each) => sum + each, 0),
    products: new Map(ids.map((id, place) => [id, { slow: bought[place] ?? 0, fast: 1, likeness }])),
    neighbours: new Map(ids.map((id) => [id, neighboursOf(id)])),
    popular: ids,
    alike: [],
  }
}

function neighboursOf(id: string): Neighbours {
  const productIds = ids.filter((other) => pair(id, other) > 0)
  return { productIds, slow: productIds.map((other) => pair(id, other)) }
}

function pair(one: string, other: string): number {
  return together[[one, other].sort().join('')] ?? 0
}
