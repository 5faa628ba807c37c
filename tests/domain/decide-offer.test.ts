import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consideredMax, decide } from '../../app/domain/offers/decide.ts'
import type { Incentive } from '../../app/domain/offers/incentive.ts'
import {
  aProduct,
  aVariant,
  chemex,
  facts,
  filters,
  kettle,
  mug,
  pair,
  productsOf,
} from '../support/offer-facts.ts'

describe('an offer', () => {
  test('is the product that most different customers bought together with one in the basket', () => {
    const decision = decide(facts({ pairs: [pair(filters, 12), pair(kettle, 37)], itemsMax: 1 }))
    expect(decision).toMatchObject({
      kind: 'offer',
      items: [
        {
          product: { id: kettle },
          reason: { kind: 'bought-together', customers: 37, withProductId: chemex, withTitle: 'Chemex' },
        },
      ],
    })
    expect(decision.considered.map(({ productId, fate }) => [productId, fate])).toEqual([
      [kettle, 'chosen'],
      [filters, 'behind'],
    ])
  })

  test('holds as many products as it may, the best first', () => {
    const decision = decide(facts({ pairs: [pair(filters, 12), pair(kettle, 37)], itemsMax: 3 }))
    expect(productsOf(decision)).toEqual([kettle, filters])
  })

  test('begins with what the shopper asked for, then what the shop pinned, whatever others bought', () => {
    const decision = decide(
      facts({
        pairs: [pair(kettle, 5_000)],
        candidates: [
          {
            productId: filters,
            source: 'pinned',
            score: 0.1,
            evidence: { kind: 'picked', withProductId: chemex },
          },
          { productId: mug, source: 'reminder', score: 0.1, evidence: { kind: 'reminder' } },
        ],
      }),
    )
    expect(productsOf(decision)).toEqual([mug, filters, kettle])
  })

  test('is the same whatever order the facts come in', () => {
    const pairs = [pair(filters, 9), pair(kettle, 9), pair(mug, 9)]
    const products = [aProduct({ id: filters }), aProduct({ id: kettle }), aProduct({ id: mug })]
    const expected = decide(facts({ pairs, products }))
    fc.assert(
      fc.property(fc.shuffledSubarray(pairs, { minLength: 3 }), (shuffled) => {
        expect(decide(facts({ pairs: shuffled, products: [...products].reverse() }))).toEqual(expected)
      }),
      { seed: 20261121 },
    )
  })

  test('is the first variant by position that can be bought', () => {
    const variants = [
      aVariant({ id: 'gid://shopify/ProductVariant/3', position: 3 }),
      aVariant({ id: 'gid://shopify/ProductVariant/2', position: 2 }),
      aVariant({ id: 'gid://shopify/ProductVariant/1', position: 1, inventory: 0 }),
    ]
    const decision = decide(
      facts({ pairs: [pair(kettle, 5)], products: [aProduct({ id: kettle, variants })] }),
    )
    expect(decision).toMatchObject({ items: [{ variantId: 'gid://shopify/ProductVariant/2' }] })
  })

  test('of a variant that is not tracked or sells on without stock is possible', () => {
    for (const variant of [
      aVariant({ inventory: undefined }),
      aVariant({ inventory: -2, isOversold: true }),
    ]) {
      const products = [aProduct({ id: kettle, variants: [variant] })]
      expect(decide(facts({ pairs: [pair(kettle, 5)], products })).kind).toBe('offer')
    }
  })
})

describe('what a customer usually pays', () => {
  test.each([
    [4, 'offer'],
    [5, 'nothing'],
  ] as const)('after %s lines decides over a price three times as high: %s', (lines, kind) => {
    const band = { lines, dearestUsualMinor: 320 }
    expect(decide(facts({ pairs: [pair(kettle, 37)], band })).kind).toBe(kind)
  })

  test('is not held against what the shop pinned', () => {
    const candidates = [
      { productId: kettle, source: 'pinned', score: 1, evidence: { kind: 'picked', withProductId: null } },
    ] as const
    const band = { lines: 9, dearestUsualMinor: 1 }
    expect(decide(facts({ candidates: [...candidates], band })).kind).toBe('offer')
  })
})

test('nothing is offered with something that nothing goes with', () => {
  expect(decide(facts({ pairs: [] }))).toEqual({
    kind: 'nothing',
    reason: { kind: 'nothing', why: 'no-candidates' },
    considered: [],
  })
})

test.each(['order-cancelled', 'offers-off', 'rule-says-nothing'] as const)(
  'nothing is offered where something stands against it as a whole: %s',
  (silent) => {
    const decision = decide(facts({ pairs: [pair(kettle, 37)], silent }))
    expect(decision).toEqual({ kind: 'nothing', reason: { kind: 'nothing', why: silent }, considered: [] })
  },
)

test('what is kept of a decision is bounded and always holds those that were chosen', () => {
  const many = Array.from({ length: 90 }, (_, at) => `gid://shopify/Product/${100 + at}` as const)
  const pairs = many.map((id, at) => pair(id, 1_000 - at))
  const boughtBefore = many.slice(0, 60).map((productId) => ({ productId, times: 1 }))
  const decision = decide(
    facts({ pairs, products: many.map((id) => aProduct({ id })), against: { boughtBefore } }),
  )
  expect(decision.considered).toHaveLength(consideredMax)
  expect(decision.considered.slice(-3)).toMatchObject(
    many.slice(60, 63).map((productId) => ({ productId, fate: 'chosen' })),
  )
})

describe('an incentive', () => {
  const percentage = { kind: 'percentage', percent: 10 } as const
  const costs = { feePercent: 3, feeFixedMinor: 30, shippingShareMinor: 0, floorMinor: 100 }
  const given = (costMinor: number | undefined, isProven = true, wanted: Incentive = percentage) => {
    const products = [aProduct({ id: kettle, variants: [aVariant({ costMinor })] })]
    const incentive = { wanted, isProven, costs, currency: 'EUR', gift: undefined }
    const decision = decide(facts({ pairs: [pair(kettle, 37)], products, incentive }))
    return decision.kind === 'offer' ? decision.items[0].incentive : undefined
  }

  test('is given where the margin floor holds, and says what remains', () => {
    expect(given(500)).toEqual({ kind: 'given', incentive: percentage, remainsMinor: 900 - 27 - 30 - 500 })
  })

  test.each([
    ['a cost that is not known', undefined, true, 'cost-unknown'],
    ['a margin below the floor', 800, true, 'below-floor'],
    ['a purchase that nobody proved', 500, false, 'not-proven'],
  ] as const)('is refused for %s, and the product is offered all the same', (_, costMinor, isProven, why) => {
    expect(given(costMinor, isProven)).toEqual({ kind: 'refused', wanted: 'percentage', why })
  })

  test('of an amount is given in the currency of the shop alone', () => {
    const amount = { kind: 'amount', minor: 5, currency: 'EUR' } as const
    expect(given(500, true, amount)).toMatchObject({ kind: 'given' })
    expect(given(500, true, { ...amount, currency: 'JPY' })).toEqual({
      kind: 'refused',
      wanted: 'amount',
      why: 'other-currency',
    })
  })
})
