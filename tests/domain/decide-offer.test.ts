import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complements } from '../../app/domain/offers/candidate.ts'
import { consideredMax, customersMin, decide, type OfferFacts } from '../../app/domain/offers/decide.ts'
import type { Incentive } from '../../app/domain/offers/incentive.ts'
import { type Against, isStillGood, type OfferableProduct } from '../../app/domain/offers/offerable.ts'
import { goesTogether, type Pair } from '../../app/domain/recommend/goes-together.ts'

const now = new Date('2026-06-15T12:00:00.000Z')
const chemex = 'gid://shopify/Product/1'
const filters = 'gid://shopify/Product/2'
const kettle = 'gid://shopify/Product/3'
const mug = 'gid://shopify/Product/4'

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

describe('a candidate falls out', () => {
  const refusals: [string, Change, string][] = [
    ['that is in the basket', { against: { basketIds: [kettle] } }, 'in-basket'],
    ['that this browser was told to leave out', { against: { leftOutIds: [kettle] } }, 'left-out'],
    ['that the shop banned', { against: { bannedIds: [kettle] } }, 'banned'],
    ['that is an alternative', { against: { alternativeIds: [kettle] } }, 'alternative'],
    [
      'that this customer has',
      { against: { boughtBefore: [{ productId: kettle, times: 1 }] } },
      'bought-before',
    ],
    ['that this customer declined', { against: { declinedBefore: [kettle] } }, 'declined-before'],
    ['that this customer does not like', { against: { disliked: [kettle] } }, 'disliked'],
    ['that this customer put off', { against: { postponed: [kettle] } }, 'postponed'],
    ['that two customers stand for', { pairs: [pair(kettle, customersMin - 1)] }, 'too-few-customers'],
    ['that is not in the catalogue', { products: [] }, 'unknown-product'],
    ['that was deleted', { products: [aProduct({ id: kettle, isDeleted: true })] }, 'not-on-sale'],
    ['that is a draft', { products: [aProduct({ id: kettle, status: 'draft' })] }, 'not-on-sale'],
    ['that is archived', { products: [aProduct({ id: kettle, status: 'archived' })] }, 'not-on-sale'],
    ['that is unpublished', { products: [aProduct({ id: kettle, publishedAt: undefined })] }, 'not-on-sale'],
    [
      'that goes on sale later',
      { products: [aProduct({ id: kettle, publishedAt: new Date(now.getTime() + 1) })] },
      'not-on-sale',
    ],
    ['that is a gift card', { products: [aProduct({ id: kettle, isGiftCard: true })] }, 'gift-card'],
    [
      'that is sold out',
      { products: [aProduct({ id: kettle, variants: [aVariant({ inventory: 0 })] })] },
      'sold-out',
    ],
    ['without a variant', { products: [aProduct({ id: kettle, variants: [] })] }, 'sold-out'],
    ['far above what they usually pay', { band: { lines: 9, dearestUsualMinor: 400 } }, 'too-dear'],
    [
      'whose bought partner has no title to name',
      { basket: [{ id: chemex, title: undefined }] },
      'unknown-product',
    ],
  ]

  test.each(refusals)('%s, with the reason kept', (_, change, fate) => {
    const decision = decide(facts({ pairs: [pair(kettle, 37)], ...change }))
    expect(decision).toMatchObject({ kind: 'nothing', reason: { kind: 'nothing', why: 'all-fell-out' } })
    expect(decision.considered).toMatchObject([{ productId: kettle, fate }])
  })

  test('and the next one takes its place', () => {
    const decision = decide(
      facts({ pairs: [pair(kettle, 37), pair(filters, 12)], against: { disliked: [kettle] }, itemsMax: 1 }),
    )
    expect(productsOf(decision)).toEqual([filters])
  })

  test('unless they buy it again and again', () => {
    const boughtBefore = [{ productId: kettle, times: 2 }] as const
    const decision = decide(facts({ pairs: [pair(kettle, 37)], against: { boughtBefore } }))
    expect(productsOf(decision)).toEqual([kettle])
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

test('no facts whatever make an offer of a product that must not show', () => {
  const ids = () =>
    fc.array(
      fc.nat(9).map((n) => `gid://shopify/Product/${n}` as const),
      { maxLength: 3 },
    )
  fc.assert(
    fc.property(
      fc.uniqueArray(anyProduct(), { maxLength: 8, selector: ({ id }) => id }),
      fc.record({
        basketIds: ids(),
        leftOutIds: ids(),
        bannedIds: ids(),
        alternativeIds: ids(),
        declinedBefore: ids(),
        disliked: ids(),
        postponed: ids(),
        boughtBefore: ids().map((all) => all.map((productId) => ({ productId, times: 1 }))),
      }),
      (products, against) => {
        const pairs = products.map(({ id }, at) => pair(id, at))
        const decision = decide(facts({ pairs, products, against }))
        if (decision.kind === 'nothing') return
        const never = Object.values(against).flatMap((each) =>
          each.map((id) => (typeof id === 'string' ? id : id.productId)),
        )
        expect(decision.items.length).toBeLessThanOrEqual(3)
        for (const { product, variantId, reason } of decision.items) {
          expect(never).not.toContain(product.id)
          expect(product).toMatchObject({ status: 'active', isDeleted: false, isGiftCard: false })
          expect(product.publishedAt?.getTime()).toBeLessThanOrEqual(now.getTime())
          expect('customers' in reason && reason.customers).toBeGreaterThanOrEqual(customersMin)
          const variant = product.variants.find(({ id }) => id === variantId)
          expect(variant?.inventory === undefined || variant.inventory > 0 || variant.isOversold).toBe(true)
        }
      },
    ),
    { seed: 20261121 },
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

describe('what goes together', () => {
  test('counts a product once, by the strongest of the pairs that draw it', () => {
    const drawn = goesTogether([pair(kettle, 5, chemex), pair(kettle, 9, filters), pair(kettle, 7, chemex)])
    expect(drawn).toEqual([pair(kettle, 9, filters)])
  })
})

describe('an earlier offer', () => {
  const before = { productId: kettle, variantId: 'gid://shopify/ProductVariant/1' } as const

  test('still stands while its variant can be bought', () => {
    expect(isStillGood(before, facts({}).products, against({}))).toBe(true)
  })

  test('falls when its variant is sold out, though another is not', () => {
    const variants = [
      aVariant({ inventory: 0 }),
      aVariant({ id: 'gid://shopify/ProductVariant/2', position: 2 }),
    ]
    expect(isStillGood(before, [aProduct({ id: kettle, variants })], against({}))).toBe(false)
  })

  test('falls when it was bought or declined since', () => {
    const { products } = facts({})
    expect(isStillGood(before, products, against({ boughtBefore: [{ productId: kettle, times: 1 }] }))).toBe(
      false,
    )
    expect(isStillGood(before, products, against({ declinedBefore: [kettle] }))).toBe(false)
  })
})

type Change = Partial<Omit<OfferFacts, 'against'>> & { pairs?: Pair[]; against?: Partial<Against> }

function facts({ pairs = [], candidates = [], against: change, ...others }: Change): OfferFacts {
  return {
    silent: undefined,
    basket: [{ id: chemex, title: 'Chemex' }],
    candidates: [...candidates, ...complements(pairs)],
    products: [aProduct({ id: filters }), aProduct({ id: kettle }), aProduct({ id: mug })],
    against: against(change ?? {}),
    band: undefined,
    incentive: {
      wanted: { kind: 'none' },
      isProven: true,
      costs: { feePercent: 0, feeFixedMinor: 0, shippingShareMinor: 0, floorMinor: 0 },
      currency: 'EUR',
      gift: undefined,
    },
    itemsMax: 3,
    ...others,
  }
}

function against(change: Partial<Against>): Against {
  return {
    now,
    basketIds: [chemex],
    leftOutIds: [],
    bannedIds: [],
    alternativeIds: [],
    boughtBefore: [],
    declinedBefore: [],
    disliked: [],
    postponed: [],
    ...change,
  }
}

function productsOf(decision: ReturnType<typeof decide>): string[] {
  return decision.kind === 'offer' ? decision.items.map(({ product }) => product.id) : []
}

function pair(productId: Pair['productId'], customers: number, drawnById: Pair['drawnById'] = chemex): Pair {
  return { drawnById, productId, customers }
}

function aProduct(change: Partial<OfferableProduct>): OfferableProduct {
  return {
    id: kettle,
    title: 'A product',
    status: 'active',
    publishedAt: now,
    isGiftCard: false,
    isDeleted: false,
    imageUrl: undefined,
    imageAlt: undefined,
    variants: [aVariant({})],
    ...change,
  }
}

type Variant = OfferableProduct['variants'][number]

function aVariant(change: Partial<Variant>): Variant {
  return {
    id: 'gid://shopify/ProductVariant/1',
    title: 'Default Title',
    position: 1,
    inventory: 4,
    isOversold: false,
    priceMinor: 1_000,
    costMinor: undefined,
    ...change,
  }
}

function anyProduct(): fc.Arbitrary<OfferableProduct> {
  return fc.record({
    id: fc.nat(9).map((n) => `gid://shopify/Product/${n}` as const),
    title: fc.string(),
    status: fc.constantFrom('active', 'draft', 'archived'),
    publishedAt: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
    isGiftCard: fc.boolean(),
    isDeleted: fc.boolean(),
    imageUrl: fc.constant(undefined),
    imageAlt: fc.constant(undefined),
    variants: fc.uniqueArray(
      fc.record({
        id: fc.nat(3).map((n) => `gid://shopify/ProductVariant/${n}` as const),
        position: fc.nat(3),
        inventory: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
        isOversold: fc.boolean(),
        title: fc.constant('Default Title'),
        priceMinor: fc.nat(9_000),
        costMinor: fc.constant(undefined),
      }),
      { maxLength: 3, selector: ({ id }) => id },
    ),
  })
}
