import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Incentive } from '../../app/domain/offers/incentive.ts'
import {
  allowedIncentive,
  allowedOnAll,
  discountOn,
  feeOn,
  type MarginCosts,
  type MarginLine,
} from '../../app/domain/offers/margin.ts'

const costs: MarginCosts = { feePercent: 2.9, feeFixedMinor: 30, shippingShareMinor: 100, floorMinor: 300 }
const line: MarginLine = { priceMinor: 2000, costMinor: 800 }
const percent = (percent: number): Incentive => ({ kind: 'percentage', percent })
const gift: Incentive = {
  kind: 'gift',
  productId: 'gid://shopify/Product/9',
  variantId: 'gid://shopify/ProductVariant/9',
  title: 'Scoop',
}

const anyIncentive: fc.Arbitrary<Incentive> = fc.oneof(
  fc.integer({ min: 1, max: 100 }).map(percent),
  fc.integer({ min: 1, max: 50_000 }).map((minor) => ({ kind: 'amount' as const, minor, currency: 'EUR' })),
  fc.constant({ kind: 'free-shipping' as const }),
  fc.constant(gift),
)
const amount = fc.integer({ min: 0, max: 100_000 })
const anyCosts: fc.Arbitrary<MarginCosts> = fc.record({
  feePercent: fc.integer({ min: 0, max: 1_500 }).map((hundredths) => hundredths / 100),
  feeFixedMinor: amount,
  shippingShareMinor: amount,
  floorMinor: amount,
})
const anyLine: fc.Arbitrary<MarginLine> = fc.record({
  priceMinor: amount,
  costMinor: fc.option(amount, { nil: undefined }),
  giftCostMinor: fc.option(amount, { nil: undefined }),
})

describe('the margin floor', () => {
  test('subtracts discount, fee, shipping share and cost from the price', () => {
    // 20.00 less 10 % is 18.00; less a fee of 0.53 + 0.30, 1.00 for shipping and 8.00 of cost.
    expect(allowedIncentive(percent(10), line, costs)).toEqual({ kind: 'allowed', remainsMinor: 817 })
  })

  test('refuses what leaves less than the floor, and allows what leaves exactly that', () => {
    const exact = { ...costs, floorMinor: 817 }
    expect(allowedIncentive(percent(10), line, exact).kind).toBe('allowed')
    expect(allowedIncentive(percent(10), line, { ...costs, floorMinor: 818 })).toEqual({
      kind: 'refused',
      why: 'below-floor',
    })
  })

  test('an unknown cost means no discount, and no incentive is never refused', () => {
    const unknown = { ...line, costMinor: undefined }
    expect(allowedIncentive(percent(1), unknown, costs)).toEqual({ kind: 'refused', why: 'cost-unknown' })
    expect(allowedIncentive({ kind: 'none' }, unknown, costs)).toEqual({
      kind: 'allowed',
      remainsMinor: undefined,
    })
    const high = { ...costs, floorMinor: 99_999 }
    expect(allowedIncentive({ kind: 'none' }, line, high).kind).toBe('allowed')
  })

  test('a gift costs what the given product costs', () => {
    expect(allowedIncentive(gift, line, costs)).toEqual({ kind: 'refused', why: 'cost-unknown' })
    const without = allowedIncentive({ kind: 'none' }, line, costs)
    const given = allowedIncentive(gift, { ...line, giftCostMinor: 250 }, costs)
    expect(without).toEqual({ kind: 'allowed', remainsMinor: 1_012 })
    expect(given).toEqual({ kind: 'allowed', remainsMinor: 1_012 - 250 })
  })

  test('free shipping costs one more shipping share, and is refused while nobody said what shipping costs', () => {
    const free: Incentive = { kind: 'free-shipping' }
    expect(allowedIncentive(free, line, costs)).toEqual({ kind: 'allowed', remainsMinor: 912 })
    expect(allowedIncentive(free, line, { ...costs, shippingShareMinor: 0 })).toEqual({
      kind: 'refused',
      why: 'cost-unknown',
    })
  })

  test('of all variants the one with least left decides', () => {
    const dear = { priceMinor: 2000, costMinor: 1_500 }
    expect(allowedOnAll(percent(10), [line, dear], costs)).toEqual({ kind: 'refused', why: 'below-floor' })
    expect(allowedOnAll(percent(10), [line, { priceMinor: 2100, costMinor: 800 }], costs)).toEqual({
      kind: 'allowed',
      remainsMinor: 817,
    })
    expect(allowedOnAll(percent(10), [], costs)).toEqual({ kind: 'refused', why: 'cost-unknown' })
  })

  test('holds for every price, cost, fee and incentive, in exact arithmetic', () => {
    fc.assert(
      fc.property(anyIncentive, anyLine, anyCosts, (incentive, line, costs) => {
        const answer = allowedIncentive(incentive, line, costs)
        if (answer.kind === 'refused') return
        const discount = discountOn(line.priceMinor, incentive)
        const paid = BigInt(line.priceMinor - discount)
        const hundredths = BigInt(Math.round(costs.feePercent * 100))
        // All in ten-thousandths of a unit, nothing rounded.
        const exact =
          paid * 10_000n -
          (paid > 0n ? paid * hundredths + BigInt(costs.feeFixedMinor) * 10_000n : 0n) -
          BigInt(costs.shippingShareMinor + (line.costMinor ?? 0)) * 10_000n -
          BigInt(incentive.kind === 'gift' ? (line.giftCostMinor ?? 0) : 0) * 10_000n
        expect(line.costMinor).toBeDefined()
        expect(exact >= BigInt(costs.floorMinor) * 10_000n).toBe(true)
        expect(Number.isSafeInteger(answer.remainsMinor)).toBe(true)
      }),
      { seed: 7, numRuns: 2_000 },
    )
  })

  test('more off is never allowed where less was not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), anyLine, anyCosts, (off, line, costs) => {
        const more = allowedIncentive(percent(off + 1), line, costs).kind
        const less = allowedIncentive(percent(off), line, costs).kind
        // All off costs no payment fee, which may be dearer than what is left to pay.
        expect(more === 'refused' || less === 'allowed' || off + 1 === 100 || isAllOff(off + 1, line)).toBe(
          true,
        )
      }),
      { seed: 7, numRuns: 2_000 },
    )
  })

  test('a discount and a fee are whole units, rounded up, and never more than the price', () => {
    expect(discountOn(999, percent(33))).toBe(330)
    expect(discountOn(500, { kind: 'amount', minor: 900, currency: 'EUR' })).toBe(500)
    expect(feeOn(1, costs)).toBe(31)
    expect(feeOn(0, costs)).toBe(0)
  })
})

function isAllOff(off: number, { priceMinor }: MarginLine): boolean {
  return discountOn(priceMinor, percent(off)) === priceMinor
}
