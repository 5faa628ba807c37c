import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Neighbours } from '../../app/domain/recommend/evidence.ts'
import { type NextNeed, nextNeeds } from '../../app/domain/recommend/next-need.ts'
import type { NeedEvidence, NeedProduct } from '../../app/domain/recommend/next-need-features.ts'
import { habitCell, noHabits } from '../../app/domain/recommend/next-need-habits.ts'
import { type PastOrder, tellingMax, tellingProducts } from '../../app/domain/recommend/next-need-past.ts'
import { startingNeedParameters, tuneNeeds } from '../../app/domain/recommend/next-need-tune.ts'
import { decayOrigin, halfLifeDays } from '../../app/domain/recommend/weights.ts'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 5, 15)
const parameters = startingNeedParameters()

describe('the next need of a customer', () => {
  test('is what they buy again and again, with how often and about every how many days', () => {
    const orders = [94, 60, 26, 4].map((days) => anOrder(days, ['coffee', `other-${days}`]))
    const [first] = nextNeeds(evidence({ orders }), parameters)
    expect(first).toMatchObject({
      productId: 'coffee',
      why: { kind: 'again', rhythm: { times: 4, everyDays: 30, lastMs: nowMs - 4 * dayMs } },
    })
  })

  test('knows no rhythm of what was bought once', () => {
    const [first] = nextNeeds(evidence({ orders: [anOrder(10, ['coffee'])] }), parameters)
    expect(first?.why).toMatchObject({ kind: 'again', rhythm: { times: 1, everyDays: undefined } })
  })

  test('says how many customers in the same place took it again', () => {
    const habits = noHabits()
    const cell = habitCell({ times: 1, ordersSince: 0, orders: 1 })
    habits.chances[cell] = 412
    habits.repeats[cell] = 38
    const [first] = nextNeeds(evidence({ orders: [anOrder(10, ['coffee'])], habits }), parameters)
    expect(first?.why).toMatchObject({ kind: 'again', repeats: 38, chances: 412 })
  })

  test('among new products is the one that what they bought draws, and names what draws it', () => {
    const needs = nextNeeds(
      evidence({
        orders: [anOrder(20, ['grinder']), anOrder(5, ['coffee'])],
        neighbours: { coffee: { filters: 30, mug: 3 }, grinder: { mug: 2 } },
      }),
      parameters,
    )
    expect(fresh(needs)[0]).toMatchObject({
      productId: 'filters',
      why: { kind: 'goes-with', withProductId: 'coffee', boughtMs: nowMs - 5 * dayMs },
    })
  })

  test('of a customer without orders is what sells well just now', () => {
    const needs = nextNeeds(evidence({ orders: [] }), parameters)
    expect(needs.map(({ productId }) => productId)).toEqual(['mug', 'filters'])
    expect(needs[0]?.why).toEqual({ kind: 'popular' })
  })

  test('never is a product that the shop does not know', () => {
    const needs = nextNeeds(evidence({ orders: [anOrder(5, ['gone', 'coffee'])] }), parameters)
    expect(needs.map(({ productId }) => productId)).not.toContain('gone')
  })

  test('is the same whatever order the facts come in', () => {
    const orders = [94, 60, 26, 4].map((days) => anOrder(days, ['coffee', 'mug', 'grinder']))
    const expected = nextNeeds(evidence({ orders }), parameters)
    fc.assert(
      fc.property(fc.shuffledSubarray(orders, { minLength: orders.length }), (shuffled) => {
        expect(nextNeeds(evidence({ orders: shuffled }), parameters)).toEqual(expected)
      }),
      { seed: 20261122 },
    )
  })

  test('has chances that add up to one', () => {
    const needs = nextNeeds(evidence({ orders: [anOrder(5, ['coffee'])] }), parameters)
    expect(needs.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1)
  })

  test('counts what a broken weight below nothing says as nothing', () => {
    const products = new Map([
      ...theProducts(),
      ['mug', { slow: -1e-9, fast: -1e-9, repeats: noCounts }],
    ] as const)
    for (const { score } of nextNeeds({ ...evidence({ orders: [] }), products }, parameters))
      expect(score).not.toBeNaN()
  })
})

describe('telling products', () => {
  test('are those bought last and most often, and not more than can be read', () => {
    const many = Array.from({ length: tellingMax + 20 }, (_, place) => `old-${place}`)
    const telling = tellingProducts([anOrder(300, many), anOrder(3, ['coffee'])], nowMs)
    expect(telling).toHaveLength(tellingMax)
    expect(telling[0]).toBe('coffee')
  })
})

describe('tuning by orders', () => {
  const orders = [anOrder(60, ['coffee', 'grinder']), anOrder(30, ['coffee'])]
  const known = evidence({ orders, neighbours: { coffee: { filters: 30 } } })

  test('moves towards customers who buy again when they buy again', () => {
    const tuned = repeatedly(20, ['coffee'], known)
    expect(chanceOf('coffee', known, tuned)).toBeGreaterThan(chanceOf('coffee', known, parameters))
  })

  test('moves towards new products when they buy new products', () => {
    const tuned = repeatedly(20, ['filters'], known)
    expect(chanceOf('filters', known, tuned)).toBeGreaterThan(chanceOf('filters', known, parameters))
  })

  test('learns nothing from an order of which nothing could have been foreseen', () => {
    expect(tuneNeeds(parameters, ['unheard-of'], known)).toBe(parameters)
  })

  test('stays finite however often the same order comes', () => {
    const { weights } = repeatedly(2_000, ['filters'], known)
    for (const weight of weights) expect(Math.abs(weight)).toBeLessThan(20)
  })

  function repeatedly(times: number, boughtIds: string[], known: NeedEvidence) {
    let tuned = parameters
    for (let time = 0; time < times; time++) tuned = tuneNeeds(tuned, boughtIds, known)
    return tuned
  }

  function chanceOf(id: string, known: NeedEvidence, tuned: typeof parameters) {
    return nextNeeds(known, tuned).find(({ productId }) => productId === id)?.chance ?? 0
  }
})

const noCounts = { buyers: 0, returned: 0, repeaters: 0, repeats: 0, gapDays: 0 }

function anOrder(daysAgo: number, productIds: string[]): PastOrder {
  return { atMs: nowMs - daysAgo * dayMs, lines: productIds.map((productId) => ({ productId, quantity: 1 })) }
}

interface Given {
  orders: PastOrder[]
  /** Product to its neighbours' weights, as of now. */
  neighbours?: Record<string, Record<string, number>>
  habits?: NeedEvidence['habits']
}

function evidence({ orders, neighbours = {}, habits = noHabits() }: Given): NeedEvidence {
  const lists = Object.entries(neighbours).map(([id, near]): [string, Neighbours] => [
    id,
    {
      productIds: Object.keys(near),
      slow: Object.values(near).map((weight) => weight * kept(halfLifeDays.slow)),
    },
  ])
  return {
    nowMs,
    learnedMs: nowMs,
    orders,
    products: theProducts(),
    neighbours: new Map(lists),
    popular: ['mug', 'filters'],
    habits,
  }
}

function theProducts(): Map<string, NeedProduct> {
  const weights: Record<string, number> = { coffee: 40, filters: 40, grinder: 10, mug: 60 }
  const others = [94, 60, 26, 4].map((days) => [`other-${days}`, 1] as const)
  return new Map(
    [...Object.entries(weights), ...others].map(([id, weight]) => [
      id,
      {
        slow: weight * kept(halfLifeDays.slow),
        fast: (weight / 10) * kept(halfLifeDays.fast),
        repeats: noCounts,
      },
    ]),
  )
}

/** What a weight of 1 as of now is kept as. */
function kept(halfLife: number): number {
  return 2 ** ((nowMs - decayOrigin) / (halfLife * dayMs))
}

function fresh(needs: readonly NextNeed[]): NextNeed[] {
  return needs.filter(({ why }) => why.kind !== 'again')
}
