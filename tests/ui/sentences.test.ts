import { AppProvider } from '@shopify/polaris'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { FeedEntry } from '../../app/domain/home.ts'
import type { TimelineEntry } from '../../app/domain/timeline.ts'
import { SpentText } from '../../app/ui/customers/spent.tsx'
import { Today } from '../../app/ui/home/today.tsx'
import { Entry } from '../../app/ui/timeline/entry.tsx'
import { noon } from '../support/database.ts'
import { order } from '../support/offers.ts'

/** What stands on the page where an element with this class begins, without its markup. */
function textOf(element: ReactElement, className: string): string {
  const page = renderToStaticMarkup(createElement(AppProvider, { i18n: {} }, element))
  const [inside = ''] = page.slice(page.indexOf(`class="${className}"`)).split('</li>')
  const [text = ''] = inside.slice(inside.indexOf('>') + 1).split('encore-entry-time')
  return text.replace(/<[^>]*(>|$)/g, '').trim()
}

const kinds: FeedEntry['kind'][] = ['order', 'refund', 'offer-shown', 'offer-accepted', 'offer-declined']
const aFeedEntry = (kind: FeedEntry['kind']): FeedEntry => ({
  key: kind,
  at: noon,
  kind,
  orderName: undefined,
  customer: undefined,
  amount: undefined,
  title: undefined,
  placement: undefined,
})
const deliveries = {
  worked: { count: 0, isMore: false },
  waiting: { count: 0, isMore: false },
  aside: { count: 0, isMore: false },
}
const sentence = /^[A-Z](?!.* (A|An) )/

describe('a sentence about somebody or something without a name', () => {
  test.each(kinds)('on home, of the kind %s, has a capital at its beginning only', (kind) => {
    const feed = [
      { ...aFeedEntry(kind), amount: kind === 'refund' ? { minor: 100, currency: 'CHF' } : undefined },
    ]
    expect(textOf(createElement(Today, { feed, deliveries }), 'encore-feed-text')).toMatch(sentence)
  })

  test.each([
    ['checkout', '#1', 'Chemex was shown to a guest in the checkout of #1'],
    ['checkout', undefined, 'Chemex was shown to a guest in checkout'],
    ['post-purchase', '#1', 'Chemex was shown to a guest on the page after the payment of #1'],
    ['post-purchase', undefined, 'Chemex was shown to a guest on the page after payment'],
    ['thank-you', '#1', 'Chemex was shown to a guest on the thank-you page of #1'],
    ['order-status', '#1', 'Chemex was shown to a guest on the order-status page of #1'],
    ['order-status', undefined, 'Chemex was shown to a guest on the order-status page'],
    ['on-the-moon', '#1', 'Chemex was shown to a guest with #1'],
  ])('on home, of an offer on the page %s with the order %s, says where', (placement, orderName, said) => {
    const feed = [{ ...aFeedEntry('offer-shown'), placement, orderName, title: 'Chemex' }]
    expect(textOf(createElement(Today, { feed, deliveries }), 'encore-feed-text')).toBe(said)
  })

  const nameless = { id: order(1), name: '' }
  const offer = {
    placement: 'thank-you',
    orderName: undefined,
    items: [{ title: undefined, reason: undefined, status: 'decided' }],
    silence: undefined,
    considered: [],
  }
  const base = { key: 'one', at: noon }
  const entries: TimelineEntry[] = [
    { ...base, kind: 'order-cancelled', order: nameless, reason: undefined },
    { ...base, kind: 'order-delivered', order: nameless },
    { ...base, kind: 'order-shipped', order: nameless, company: undefined, outcome: 'shipped' },
    { ...base, kind: 'order-shipped', order: nameless, company: undefined, outcome: 'cancelled' },
    { ...base, kind: 'offer-decided', offer },
    { ...base, kind: 'offer-shown', offer },
    { ...base, kind: 'offer-accepted', offer },
  ]
  test.each(entries)('on the timeline, of the kind $kind, has a capital at its beginning only', (entry) => {
    expect(textOf(createElement(Entry, { entry }), 'encore-entry-text')).toMatch(sentence)
  })
})

test('a shipment that failed or was cancelled is never said to have been shipped', () => {
  const entry = { key: 'one', at: noon, kind: 'order-shipped', order: { id: order(1), name: '#1' } } as const
  for (const outcome of ['cancelled', 'failed', 'pending'] as const) {
    const page = createElement(Entry, { entry: { ...entry, company: 'DHL', outcome } })
    expect(textOf(page, 'encore-entry-text'), outcome).not.toMatch(/was shipped/)
  }
})

describe('what was spent', () => {
  const words = (amounts: [number, string][], currenciesLeftOut = 0) => {
    const spent = { amounts: amounts.map(([minor, currency]) => ({ minor, currency })), currenciesLeftOut }
    const page = createElement('p', { className: 'spent' }, createElement(SpentText, { spent }))
    return textOf(page, 'spent').replace(/\s/g, ' ')
  }

  test('names each currency, or how many more there are', () => {
    expect(words([[12_000, 'EUR']])).toBe('€120.00')
    expect(
      words([
        [12_000, 'EUR'],
        [4_000, 'CHF'],
      ]),
    ).toBe('€120.00 and CHF 40.00')
    expect(
      words([
        [12_000, 'EUR'],
        [4_000, 'CHF'],
        [100, 'JPY'],
      ]),
    ).toBe('€120.00, CHF 40.00 and ¥100')
    expect(words([[12_000, 'EUR']], 3)).toBe('€120.00, and more in 3 other currencies')
  })
})
