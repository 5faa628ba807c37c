import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute, type OfferedItem, type PaidOrder } from '../../app/domain/offers/attribution.ts'

const at = (day: number) => new Date(Date.UTC(2026, 5, 1) + day * 86_400_000)
const item = (change: Partial<OfferedItem> = {}): OfferedItem => ({
  id: 'item',
  productId: 'p1',
  placement: 'thank-you',
  customerId: 'ada',
  acceptedAt: at(0),
  codeOrderId: undefined,
  reference: undefined,
  unitCostMinor: undefined,
  isOffPrice: true,
  giftVariantId: undefined,
  giftCostMinor: undefined,
  ...change,
})
const line = {
  id: 'l1',
  productId: 'p1',
  variantId: 'v1',
  quantity: 3,
  currentQuantity: 3,
  priceMinor: 1000,
  discountMinor: 100,
}
const order = (
  change: Partial<PaidOrder> = {},
  ofLine: Partial<PaidOrder['lines'][number]> = {},
): PaidOrder => ({
  id: 'o1',
  customerId: 'ada',
  checkoutToken: undefined,
  processedAt: at(1),
  isCancelled: false,
  lines: [{ ...line, unitCostMinor: 400, ...ofLine }],
  ...change,
})
const only = (items: OfferedItem[], orders: PaidOrder[]) => attribute(items, orders).get('item')

test('what was accepted and bought counts with what was paid, given back and known to cost', () => {
  expect(only([item()], [order({}, { currentQuantity: 2 })])).toEqual({
    orderId: 'o1',
    at: at(1),
    quantity: 2,
    revenueMinor: 2900,
    refundedMinor: 967,
    discountMinor: 67,
    costMinor: 800,
    unitCostMinor: 400,
    giftCostMinor: undefined,
  })
})

test('what a guest accepted in a checkout counts with the order of that checkout, and with no other', () => {
  const ofGuest = item({ customerId: undefined, placement: 'checkout', reference: 'c1' })
  const bought = (checkoutToken: string | undefined) =>
    only([ofGuest], [order({ customerId: undefined, checkoutToken })])
  expect(bought('c1')?.orderId).toBe('o1')
  expect(bought('c2')).toBeUndefined()
  expect(bought(undefined)).toBeUndefined()
  expect(only([{ ...ofGuest, acceptedAt: undefined }], [order({ checkoutToken: 'c1' })])).toBeUndefined()
})

test('of two orders it is that of the checkout, whichever came first', () => {
  const orders = [order({ id: 'o0', processedAt: at(0.5) }), order({ checkoutToken: 'c1' })]
  expect(only([item({ placement: 'checkout', reference: 'c1' })], orders)?.orderId).toBe('o1')
})

test('who names a checkout whose order was placed before, or at a page that has none, gains nothing', () => {
  const bought = (placement: string, days: number) =>
    only(
      [item({ customerId: undefined, placement, reference: 'c1' })],
      [order({ customerId: undefined, checkoutToken: 'c1', processedAt: at(days) })],
    )?.orderId
  expect(bought('checkout', -9)).toBeUndefined()
  expect(bought('checkout', -1 / 1440)).toBeUndefined()
  expect(bought('checkout', 0)).toBe('o1')
  expect(bought('thank-you', 0)).toBeUndefined()
  expect(bought('order-status', 1)).toBeUndefined()
  expect(bought('post-purchase', -1 / 24)).toBe('o1')
  expect(bought('post-purchase', -9)).toBeUndefined()
})

test('a cancelled order takes all of it back', () => {
  expect(only([item()], [order({ isCancelled: true })])).toMatchObject({
    quantity: 0,
    revenueMinor: 2900,
    refundedMinor: 2900,
    costMinor: 0,
  })
})

test('nothing counts before the answer, after 30 days, for somebody else or for a guest without a code', () => {
  expect(only([item()], [order({ processedAt: at(-1) })])).toBeUndefined()
  expect(only([item()], [order({ processedAt: at(31) })])).toBeUndefined()
  expect(only([item()], [order({ processedAt: at(30) })])).toBeDefined()
  expect(only([item()], [order({ customerId: 'bob' })])).toBeUndefined()
  expect(only([item({ customerId: undefined })], [order({ customerId: undefined })])).toBeUndefined()
  expect(only([item({ acceptedAt: undefined })], [order()])).toBeUndefined()
})

test('a code counts for the item it was given to, accepted or not, if it took something off that product', () => {
  const given = item({ customerId: undefined, acceptedAt: undefined, codeOrderId: 'o1' })
  expect(only([given], [order({ customerId: undefined })])).toBeDefined()
  expect(only([given], [order({}, { discountMinor: 0 })])).toBeUndefined()
})

test('a code of free shipping or a gift counts with the product, whose own price it leaves alone', () => {
  const given = item({ customerId: undefined, acceptedAt: undefined, codeOrderId: 'o1', isOffPrice: false })
  expect(only([given], [order({}, { discountMinor: 0 })])?.orderId).toBe('o1')
  expect(only([given], [order({ id: 'o2' }, { discountMinor: 0 })])).toBeUndefined()
  expect(only([given], [order({}, { productId: 'p2', discountMinor: 0 })])).toBeUndefined()
})

test('a post-purchase page counts on the order that was placed just before, another placement does not', () => {
  const minutes = (count: number) => new Date(at(1).getTime() + count * 60_000)
  const added = item({ placement: 'post-purchase', acceptedAt: minutes(4) })
  expect(only([added], [order()])).toBeDefined()
  expect(only([{ ...added, acceptedAt: minutes(121) }], [order()])).toBeUndefined()
  expect(only([item({ acceptedAt: minutes(4) })], [order()])).toBeUndefined()
})

test('what one cost when it was bought stays, whatever the merchant writes later', () => {
  expect(only([item({ unitCostMinor: 250 })], [order()])).toMatchObject({
    costMinor: 750,
    unitCostMinor: 250,
  })
})

describe('a gift', () => {
  const withGift = item({ giftVariantId: 'v9' })
  const gift = { ...line, id: 'l2', productId: 'p9', variantId: 'v9', quantity: 1, currentQuantity: 1 }
  const free = { ...gift, priceMinor: 300, discountMinor: 300, unitCostMinor: 120 }
  const paid = { ...line, unitCostMinor: 400 }
  const costOf = (...lines: PaidOrder['lines']) => only([withGift], [order({ lines: [paid, ...lines] })])

  test('costs the item that it came with, and what it cost stays', () => {
    expect(costOf(free)).toMatchObject({ costMinor: 1320, giftCostMinor: 120, revenueMinor: 2900 })
    const later = item({ giftVariantId: 'v9', giftCostMinor: 100 })
    const found = only([later], [order({ lines: [paid, free] })])
    expect(found).toMatchObject({ costMinor: 1300, giftCostMinor: 100 })
  })

  test('that came back, or was paid for, costs nothing', () => {
    expect(costOf({ ...free, currentQuantity: 0 })).toMatchObject({ costMinor: 1200 })
    expect(costOf({ ...free, discountMinor: 299 })).toMatchObject({ costMinor: 1200 })
    const cancelled = order({ lines: [paid, free], isCancelled: true })
    expect(only([withGift], [cancelled])).toMatchObject({ costMinor: 0 })
  })

  test('of an unknown cost leaves the cost of the item unknown', () => {
    expect(costOf({ ...free, unitCostMinor: undefined })?.costMinor).toBeUndefined()
  })

  test('is given for one of two items', () => {
    const lines = [paid, { ...paid, id: 'l3' }, free]
    const bought = attribute([withGift, { ...withGift, id: 'other' }], [order({ lines })])
    expect([...bought.values()].map(({ costMinor }) => costMinor)).toEqual([1320, 1200])
  })
})

const anItem = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((n) => `item-${n}`),
  productId: fc.constantFrom('p1', 'p2'),
  placement: fc.constantFrom('thank-you', 'post-purchase'),
  customerId: fc.constantFrom('ada', 'bob', undefined),
  acceptedAt: fc.option(fc.integer({ min: 0, max: 50 }).map(at), { nil: undefined }),
  codeOrderId: fc.constantFrom('o1', 'o2', undefined),
  reference: fc.constantFrom('c1', 'c2', undefined),
  unitCostMinor: fc.constant(undefined),
  isOffPrice: fc.boolean(),
  giftVariantId: fc.constantFrom(undefined, 'v1', 'v2'),
  giftCostMinor: fc.constant(undefined),
})
const anOrder = fc.record({
  id: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
  customerId: fc.constantFrom('ada', 'bob', undefined),
  checkoutToken: fc.constantFrom('c1', 'c2', undefined),
  processedAt: fc.integer({ min: 0, max: 60 }).map(at),
  isCancelled: fc.boolean(),
  lines: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('l1', 'l2', 'l3'),
      productId: fc.constantFrom('p1', 'p2', 'p3'),
      variantId: fc.constantFrom('v1', 'v2', undefined),
      quantity: fc.integer({ min: 1, max: 9 }),
      currentQuantity: fc.integer({ min: 0, max: 9 }),
      priceMinor: fc.integer({ min: 0, max: 9_999 }),
      discountMinor: fc.constantFrom(0, 0, 1, 50),
      unitCostMinor: fc.constantFrom(undefined, 300),
    }),
    { selector: ({ id }) => id },
  ),
})

test('the outcome does not depend on the order of what is told, and no line counts twice', () => {
  const facts = fc.record({
    items: fc.uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 8 }),
    orders: fc.uniqueArray(anOrder, { selector: ({ id }) => id, maxLength: 4 }),
  })
  fc.assert(
    fc.property(facts, ({ items, orders }) => {
      const bought = attribute(items, orders)
      const backwards = orders.toReversed().map((each) => ({ ...each, lines: each.lines.toReversed() }))
      expect(new Map([...attribute(items.toReversed(), backwards)].sort())).toEqual(
        new Map([...bought].sort()),
      )
      const lines = orders.flatMap((each) => each.lines).length
      expect(bought.size).toBeLessThanOrEqual(lines)
      for (const { revenueMinor, refundedMinor, quantity } of bought.values()) {
        expect(refundedMinor).toBeGreaterThanOrEqual(Math.min(0, revenueMinor))
        expect(refundedMinor).toBeLessThanOrEqual(Math.max(0, revenueMinor))
        if (quantity === 0) expect(refundedMinor).toBe(revenueMinor)
      }
    }),
    { seed: 7, numRuns: 1_000 },
  )
})
