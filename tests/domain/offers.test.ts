import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  customersMin,
  decide,
  isStillGood,
  type OfferableProduct,
  type OfferFacts,
} from '../../app/domain/offers/decide.ts'
import { goesTogether, type Pair } from '../../app/domain/recommend/goes-together.ts'

const now = new Date('2026-06-15T12:00:00.000Z')
const chemex = 'gid://shopify/Product/1'
const filters = 'gid://shopify/Product/2'
const kettle = 'gid://shopify/Product/3'

describe('an offer', () => {
  test('is the product that most different customers bought together with one in the basket', () => {
    const decision = decide(facts({ pairs: [pair(filters, 12), pair(kettle, 37)] }))
    expect(decision).toMatchObject({
      kind: 'offer',
      product: { id: kettle },
      reason: { kind: 'bought-together', customers: 37, withProductId: chemex, withTitle: 'Chemex' },
    })
  })

  test('says which candidates it preferred and passed over', () => {
    const { considered } = decide(facts({ pairs: [pair(filters, 12), pair(kettle, 37)] }))
    expect(considered.map(({ productId, fate }) => [productId, fate])).toEqual([
      [kettle, 'best'],
      [filters, 'behind'],
    ])
  })

  test('is the same whatever order the facts come in', () => {
    const pairs = [pair(filters, 9), pair(kettle, 9), pair('gid://shopify/Product/4', 9)]
    const products = [
      aProduct({ id: filters }),
      aProduct({ id: kettle }),
      aProduct({ id: 'gid://shopify/Product/4' }),
    ]
    const expected = decide(facts({ pairs, products }))
    fc.assert(
      fc.property(fc.shuffledSubarray(pairs, { minLength: 3 }), (shuffled) => {
        expect(decide(facts({ pairs: shuffled, products }))).toEqual(expected)
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
    expect(decision).toMatchObject({ variantId: 'gid://shopify/ProductVariant/2' })
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
  const refusals: [string, Partial<OfferFacts>, string][] = [
    ['that is in the basket', { basket: [bought(chemex, 'Chemex'), bought(kettle, 'Kettle')] }, 'in-basket'],
    ['that this customer has', { boughtBefore: [kettle] }, 'bought-before'],
    ['that this customer declined', { declinedBefore: [kettle] }, 'declined-before'],
    [
      'that fewer than three customers stand for',
      { pairs: [pair(kettle, customersMin - 1)] },
      'too-few-customers',
    ],
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
    ['whose bought partner has no title to name', { basket: [bought(chemex, undefined)] }, 'unknown-product'],
  ]

  test.each(refusals)('%s, with the reason kept', (_, change, fate) => {
    const decision = decide(facts({ pairs: [pair(kettle, 37)], ...change }))
    expect(decision.kind).toBe('nothing')
    expect(decision.reason).toEqual({ kind: 'nothing', why: 'all-fell-out' })
    expect(decision.considered).toMatchObject([{ productId: kettle, fate }])
  })

  test('and the next one takes its place', () => {
    const decision = decide(facts({ pairs: [pair(kettle, 37), pair(filters, 12)], boughtBefore: [kettle] }))
    expect(decision).toMatchObject({ kind: 'offer', product: { id: filters }, reason: { customers: 12 } })
  })
})

test('nothing is offered with something that nothing goes with', () => {
  expect(decide(facts({ pairs: [] }))).toEqual({
    kind: 'nothing',
    reason: { kind: 'nothing', why: 'no-candidates' },
    considered: [],
  })
})

test('nothing is offered with an order that was cancelled', () => {
  const decision = decide(facts({ pairs: [pair(kettle, 37)], isCancelled: true }))
  expect(decision.reason).toEqual({ kind: 'nothing', why: 'order-cancelled' })
})

test('what is kept of a decision is bounded and always holds the one that was chosen', () => {
  const many = Array.from({ length: 60 }, (_, at) => `gid://shopify/Product/${100 + at}` as const)
  const pairs = many.map((id, at) => pair(id, 100 - at))
  const decision = decide(
    facts({ pairs, products: many.map((id) => aProduct({ id })), boughtBefore: many.slice(0, 50) }),
  )
  expect(decision.considered).toHaveLength(20)
  expect(decision.considered.at(-1)).toMatchObject({ productId: many[50], fate: 'best' })
})

test('no facts whatever make an offer of a product that must not show', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyProduct(), { maxLength: 8, selector: ({ id }) => id }),
      fc.array(fc.nat(9)),
      fc.array(fc.nat(9)),
      (products, a, b) => {
        const boughtBefore = a.map((n) => `gid://shopify/Product/${n}` as const)
        const declinedBefore = b.map((n) => `gid://shopify/Product/${n}` as const)
        const pairs = products.map(({ id }, at) => pair(id, at))
        const decision = decide(facts({ pairs, products, boughtBefore, declinedBefore }))
        if (decision.kind === 'nothing') return
        const { product, variantId, reason } = decision
        expect(product.id).not.toBe(chemex)
        expect([...boughtBefore, ...declinedBefore]).not.toContain(product.id)
        expect(product).toMatchObject({ status: 'active', isDeleted: false, isGiftCard: false })
        expect(product.publishedAt?.getTime()).toBeLessThanOrEqual(now.getTime())
        expect(reason.customers).toBeGreaterThanOrEqual(customersMin)
        const variant = product.variants.find(({ id }) => id === variantId)
        expect(variant?.inventory === undefined || variant.inventory > 0 || variant.isOversold).toBe(true)
      },
    ),
    { seed: 20261121 },
  )
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
    expect(isStillGood(before, facts({}))).toBe(true)
  })

  test('falls when its variant is sold out, though another is not', () => {
    const variants = [
      aVariant({ inventory: 0 }),
      aVariant({ id: 'gid://shopify/ProductVariant/2', position: 2 }),
    ]
    expect(isStillGood(before, facts({ products: [aProduct({ id: kettle, variants })] }))).toBe(false)
  })

  test('falls when it was bought since, or its order was cancelled', () => {
    expect(isStillGood(before, facts({ boughtBefore: [kettle] }))).toBe(false)
    expect(isStillGood(before, facts({ isCancelled: true }))).toBe(false)
  })
})

function facts(change: Partial<OfferFacts>): OfferFacts {
  return {
    now,
    isCancelled: false,
    basket: [bought(chemex, 'Chemex')],
    pairs: [],
    products: [aProduct({ id: filters }), aProduct({ id: kettle })],
    boughtBefore: [],
    declinedBefore: [],
    ...change,
  }
}

function bought(id: OfferableProduct['id'], title: string | undefined) {
  return { id, title }
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
  return { id: 'gid://shopify/ProductVariant/1', position: 1, inventory: 4, isOversold: false, ...change }
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
      }),
      { maxLength: 3, selector: ({ id }) => id },
    ),
  })
}
