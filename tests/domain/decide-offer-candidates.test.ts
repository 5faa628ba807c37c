import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customersMin, decide } from '../../app/domain/offers/decide.ts'
import { isStillGood, type OfferableProduct } from '../../app/domain/offers/offerable.ts'
import { goesTogether } from '../../app/domain/recommend/goes-together.ts'
import {
  against,
  aProduct,
  aVariant,
  type Change,
  chemex,
  facts,
  filters,
  kettle,
  now,
  pair,
  productsOf,
} from '../support/offer-facts.ts'

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
    ['that this customer kept nothing of', { against: { notKept: [kettle] } }, 'not-kept'],
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
