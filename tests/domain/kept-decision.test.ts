import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../app/domain/conditions/verdict.ts'
import { type Considered, decide } from '../../app/domain/offers/decide.ts'
import { keptDecisionJson, parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import type { OfferableProduct } from '../../app/domain/offers/offerable.ts'
import type { Evidence } from '../../app/domain/offers/reason.ts'

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

  test('keeps every kind of evidence, and its score to a millionth', () => {
    const evidence: Evidence[] = [
      { kind: 'bought-together', customers: 37, withProductId: chemex },
      { kind: 'bought-again', times: 3, everyDays: 30 },
      { kind: 'bought-again', times: 2, everyDays: null },
      { kind: 'comes-back', customers: 5, days: 40 },
      { kind: 'popular', customers: 9, days: 90 },
      { kind: 'alike', withProductId: chemex },
      { kind: 'picked', withProductId: chemex },
      { kind: 'picked', withProductId: null },
      { kind: 'suggested', withProductId: chemex },
      { kind: 'reminder' },
    ]
    const considered = evidence.map(
      (each, at): Considered => ({
        productId: kettle,
        title: at % 2 === 0 ? 'Kettle "1"' : undefined,
        source: 'together',
        score: 0.123456,
        evidence: each,
        fate: 'behind',
      }),
    )
    const decision = {
      kind: 'nothing',
      reason: { kind: 'nothing', why: 'all-fell-out' },
      considered,
    } as const
    const json = keptDecisionJson(decision, { rules: [], test: undefined })
    expect(parseKeptDecision(JSON.parse(json))?.considered).toEqual(considered)
  })

  test('of the second version is read by its names', () => {
    const evidence = { kind: 'bought-together', customers: 37, withProductId: chemex }
    const named = {
      productId: kettle,
      title: 'Kettle',
      source: 'together',
      score: 0.5,
      evidence,
      fate: 'chosen',
    }
    expect(parseKeptDecision({ version: 2, considered: [named], rules: [] })?.considered).toEqual([named])
  })

  test('that was emptied is nothing, and whatever else is kept never throws', () => {
    expect(parseKeptDecision(null)).toBeUndefined()
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const read = parseKeptDecision({ version: 2, considered: [json], rules: [json], incentives: [json] })
        expect(read?.considered.length).toBeLessThanOrEqual(1)
        parseKeptDecision(json)
        parseKeptDecision({
          version: 3,
          considered: [[json], ['1', null, 'together', 1, 'chosen', json, json]],
        })
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
  return {
    now: new Date(1),
    basketIds: [chemex] as const,
    notKept: [],
    disliked: [],
    postponed: [],
    ...nothing,
  }
}
