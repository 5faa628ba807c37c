import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../app/domain/conditions/verdict.ts'
import { decide } from '../../app/domain/offers/decide.ts'
import { keptDecisionJson, parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import type { OfferableProduct } from '../../app/domain/offers/offerable.ts'

const chemex = 'gid://shopify/Product/1'
const kettle = 'gid://shopify/Product/2'
const verdict: Verdict = {
  kind: 'test',
  test: { field: 'customer.tags', is: 'has-any', values: ['vip'] },
  holds: 'yes',
  found: ['VIP'],
}

describe('a kept decision', () => {
  test('is read back with its candidates, the rules that were tried and what became of the incentive', () => {
    const decision = decide({
      silent: undefined,
      basket: [{ id: chemex, title: 'Chemex' }],
      candidates: [
        {
          productId: kettle,
          source: 'pinned',
          score: 1,
          evidence: { kind: 'picked', withProductId: chemex },
        },
        {
          productId: chemex,
          source: 'popular',
          score: 1,
          evidence: { kind: 'popular', customers: 9, days: 90 },
        },
      ],
      products: [aProduct()],
      against: against(),
      band: undefined,
      incentive: {
        wanted: { kind: 'percentage', percent: 10 },
        isProven: true,
        costs: { feePercent: 0, feeFixedMinor: 0, shippingShareMinor: 0, floorMinor: 0 },
        currency: 'EUR',
        gift: undefined,
      },
      itemsMax: 3,
    })
    const rules = [{ ruleId: 'r', name: 'For our best', version: 2, verdict }]
    const json = keptDecisionJson(decision, { rules, test: { testId: 't', arm: 'a' } })
    expect(parseKeptDecision(JSON.parse(json))).toEqual({
      considered: decision.considered,
      rules,
      test: { testId: 't', arm: 'a' },
      incentives: [{ productId: kettle, kind: 'refused', wanted: 'percentage', why: 'cost-unknown' }],
    })
    expect(decision.considered.map(({ fate }) => fate)).toEqual(['chosen', 'in-basket'])
  })

  test('of the first version is read as what it meant', () => {
    const first = [
      { productId: kettle, title: 'Kettle', drawnById: chemex, customers: 37, fate: 'best' },
      { productId: chemex, drawnById: chemex, customers: 2, fate: 'too-few-customers' },
      { productId: 'x', fate: 'best' },
    ]
    expect(parseKeptDecision(first)?.considered).toMatchObject([
      { fate: 'chosen', source: 'together', evidence: { customers: 37, withProductId: chemex } },
      { fate: 'too-few-customers' },
    ])
  })

  test('that was emptied is nothing, and whatever else is kept never throws', () => {
    expect(parseKeptDecision(null)).toBeUndefined()
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const read = parseKeptDecision({ version: 2, considered: [json], rules: [json], incentives: [json] })
        expect(read?.considered.length).toBeLessThanOrEqual(1)
        parseKeptDecision(json)
      }),
      { seed: 20261122 },
    )
  })
})

function aProduct(): OfferableProduct {
  const variant = {
    position: 1,
    inventory: undefined,
    isOversold: false,
    priceMinor: 900,
    costMinor: undefined,
  }
  return {
    id: kettle,
    title: 'Kettle',
    status: 'active',
    publishedAt: new Date(0),
    isGiftCard: false,
    isDeleted: false,
    imageUrl: undefined,
    imageAlt: undefined,
    variants: [{ ...variant, id: 'gid://shopify/ProductVariant/1' as const, title: 'One' }],
  }
}

function against() {
  const nothing = { leftOutIds: [], bannedIds: [], alternativeIds: [], boughtBefore: [], declinedBefore: [] }
  return { now: new Date(1), basketIds: [chemex] as const, disliked: [], postponed: [], ...nothing }
}
