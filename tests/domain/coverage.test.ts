import { describe, expect, test } from 'vitest'
import { type CoveredOrder, type CoveringOffer, coverageOf } from '../../app/domain/offers/coverage.ts'
import { coverageFilter, fitsFilter } from '../../app/domain/offers/coverage-filter.ts'

const installedAt = new Date('2026-06-01T00:00:00Z')
const shop = { installedAt, plan: 'Shopify Plus' }
const order: CoveredOrder = {
  processedAt: new Date('2026-06-15T12:00:00Z'),
  sourceName: 'web',
  gateways: ['shopify_payments'],
  currency: 'EUR',
  presentmentCurrency: 'EUR',
  totalMinor: 1000,
}

const offer = (change: Partial<CoveringOffer> = {}): CoveringOffer => ({
  placement: 'thank-you',
  status: 'shown',
  silence: undefined,
  items: [{ status: 'shown', isBought: false }],
  ...change,
})

const cover = (change: Partial<CoveredOrder> = {}, offers: CoveringOffer[] = []) =>
  coverageOf({ ...order, ...change }, offers, shop)

describe('a surface that never asked', () => {
  test('was possible where nothing stands against it', () => {
    expect(Object.values(cover()).map(({ kind }) => kind)).toEqual(Array(4).fill('possible'))
  })

  const cases: [string, Partial<CoveredOrder>, string][] = [
    ['another currency', { presentmentCurrency: 'USD' }, 'foreign-currency'],
    ['nothing to pay', { totalMinor: 0 }, 'zero-total'],
    ['a gift card', { gateways: ['gift_card', 'shopify_payments'] }, 'gift-card'],
    ['a wallet', { gateways: ['amazon_payments', 'Apple Pay'] }, 'wallet'],
    ['instalments', { gateways: ['shop_pay_installments'] }, 'instalments'],
    ['Klarna', { gateways: ['Klarna'] }, 'instalments'],
    ['Afterpay', { gateways: ['Afterpay - Pay Later'] }, 'instalments'],
    ['cash', { gateways: ['Cash on Delivery (COD)'] }, 'not-a-card'],
    ['a draft', { sourceName: 'shopify_draft_order' }, 'not-online-store'],
    ['a till', { sourceName: 'pos' }, 'not-online-store'],
    ['a time before Encore', { processedAt: new Date('2026-05-31T23:59:59Z') }, 'before-encore'],
  ]
  test.each(cases)('on the page after payment was not possible with %s', (_name, change, why) => {
    expect(cover(change)['post-purchase']).toEqual({ kind: 'not-possible', why })
  })

  test('in checkout needs Plus, as far as the plan is known', () => {
    const planned = (plan: string | undefined) => coverageOf(order, [], { installedAt, plan }).checkout
    expect(planned('Basic')).toEqual({ kind: 'not-possible', why: 'no-plus' })
    for (const plan of ['Shopify Plus', 'Developer Preview', 'Development', undefined])
      expect(planned(plan), plan).toEqual({ kind: 'possible' })
  })

  test('after a till has a status page and nothing else', () => {
    expect(cover({ sourceName: 'pos' })).toMatchObject({
      checkout: { kind: 'not-possible' },
      'thank-you': { kind: 'not-possible' },
      'order-status': { kind: 'possible' },
    })
  })
})

describe('a surface that asked', () => {
  const state = (change: Partial<CoveringOffer>) => cover({}, [offer(change)])['thank-you']

  test('is what became of its offer', () => {
    expect(state({ status: 'decided', items: [{ status: 'decided', isBought: false }] }).kind).toBe(
      'prepared',
    )
    expect(state({}).kind).toBe('shown')
    expect(state({ status: 'declined' }).kind).toBe('declined')
    expect(state({ status: 'accepted' }).kind).toBe('accepted')
    expect(state({ items: [], silence: 'all-fell-out' })).toEqual({ kind: 'held', why: 'all-fell-out' })
  })

  test('is declined once every product of it was refused in some way, and not before', () => {
    const [declined, disliked, shown] = ['declined', 'disliked', 'shown'].map((status) => ({
      status,
      isBought: false,
    }))
    expect(declined && disliked && state({ items: [declined, disliked] }).kind).toBe('declined')
    expect(declined && shown && state({ items: [declined, shown] }).kind).toBe('shown')
  })

  test('is accepted when one product of it was bought, whatever the browser said', () => {
    expect(state({ status: 'declined', items: [{ status: 'declined', isBought: true }] }).kind).toBe(
      'accepted',
    )
  })

  test('was possible, whatever the rules say', () => {
    const page = offer({ placement: 'post-purchase', status: 'accepted' })
    expect(cover({ gateways: ['gift_card'] }, [page])['post-purchase'].kind).toBe('accepted')
  })

  test('counts as far as its furthest offer came, in whatever order they are given', () => {
    const offers = [offer({ items: [], silence: 'no-candidates' }), offer({ status: 'accepted' }), offer()]
    expect(cover({}, offers)['thank-you'].kind).toBe('accepted')
    expect(cover({}, offers.toReversed())['thank-you'].kind).toBe('accepted')
  })
})

describe('the page after payment that could not be there', () => {
  test('was taken over by the thank-you page, or the order status page, once one of them had an offer', () => {
    for (const placement of ['thank-you', 'order-status'])
      expect(cover({ gateways: ['klarna'] }, [offer({ placement })])['post-purchase']).toEqual({
        kind: 'fallback',
        why: 'instalments',
      })
    const kept = offer({ placement: 'post-purchase', items: [], silence: 'foreign-currency' })
    expect(cover({}, [kept, offer()])['post-purchase']).toEqual({ kind: 'fallback', why: 'foreign-currency' })
  })

  test('was not, where the thank-you page offered nothing either, or the page held an offer back by itself', () => {
    const nothing = offer({ items: [], silence: 'no-candidates' })
    expect(cover({ gateways: ['klarna'] }, [nothing])['post-purchase'].kind).toBe('not-possible')
    const held = offer({ placement: 'post-purchase', items: [], silence: 'all-fell-out' })
    expect(cover({}, [held, offer()])['post-purchase']).toEqual({ kind: 'held', why: 'all-fell-out' })
  })
})

describe('a filter', () => {
  const seen = cover({ gateways: ['klarna'] }, [offer({ status: 'declined' })])
  const bare = cover({}, [offer({ items: [], silence: 'no-candidates' })])
  const fits = (
    coverage: typeof seen,
    surface: string | null,
    state: string | null,
    why: string | null = null,
  ) => fitsFilter(coverage, coverageFilter({ surface, state, why }))

  test('without words, or with unknown ones, leaves nothing out', () => {
    for (const each of [seen, bare]) {
      expect(fits(each, null, null)).toBe(true)
      expect(fits(each, 'moon', 'asleep', 'tired')).toBe(true)
    }
  })

  test('asks one surface or any for a state and its reason', () => {
    expect(fits(seen, 'thank-you', 'declined')).toBe(true)
    expect(fits(seen, 'order-status', 'declined')).toBe(false)
    expect(fits(seen, null, 'answered')).toBe(true)
    expect(fits(bare, null, 'answered')).toBe(false)
    expect(fits(seen, null, 'fallback', 'instalments')).toBe(true)
    expect(fits(seen, null, 'fallback', 'wallet')).toBe(false)
  })

  test('finds the orders without any offer, and why', () => {
    expect(fits(bare, null, 'none')).toBe(true)
    expect(fits(bare, null, 'none', 'no-candidates')).toBe(true)
    expect(fits(bare, null, 'none', 'all-fell-out')).toBe(false)
    expect(fits(seen, null, 'none')).toBe(false)
  })
})
