import { createCartLine } from '@shopify/ui-extensions-tester/checkout'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { all, pageText, said, withText } from './dom.ts'
import {
  aLine,
  anItem,
  anOffer,
  aPage,
  forEachTest,
  merchandise,
  orderStatus,
  type Page,
  productId,
  sold,
  thankYou,
  variantId,
} from './page.ts'

beforeEach(forEachTest.begin)
afterEach(forEachTest.end)

describe.each([thankYou, orderStatus])('on %s', (target) => {
  const placement = target === thankYou ? 'thank-you' : 'order-status'

  test('asks the app with its token for what was bought, also inside bundles, each product once', async () => {
    using page = aPage(target)
    const component = { type: 'bundle' as const, ...createCartLine(), merchandise: merchandise(5) }
    page.bought([aLine(1), aLine(1), aLine(3, [component])])
    page.shopify.localization.country.value = { isoCode: 'BR' }
    page.shopify.localization.currency.value = { isoCode: 'BRL' }
    page.shopify.localization.language.value = { isoCode: 'pt-BR' }
    await page.render()
    const [url, request] = page.asked[0] ?? []
    expect(url).toBe('https://encore.example/api/offer')
    expect(new Headers(request?.headers).get('authorization')).toBe('Bearer mock-session-token')
    expect(JSON.parse(String(request?.body))).toEqual({
      placement,
      orderId: 'gid://shopify/Order/100',
      productIds: [productId(1), productId(3), productId(5)],
      country: 'BR',
      currency: 'BRL',
      language: 'pt-BR',
    })
  })

  test('shows the product with its picture, price and reason', async () => {
    using page = aPage(target)
    await page.render()
    expect(said(all('s-section')[0], 'heading')).toBe('Goes well with your Chemex')
    expect(said(all('s-image')[0], 'src')).toBe('https://cdn.example/papers-in-context.png')
    withText('s-heading', 'Filter papers, Size 2')
    withText('s-text', '€9.50')
    withText('s-text', '37 customers bought it with Chemex')
  })

  test('tells the app that it was shown, once', async () => {
    using page = aPage(target)
    await page.render()
    expect(page.told).toEqual([{ id: anOffer().id, answer: 'shown' }])
  })

  test('asks the storefront once for all of it, in the market and language of the buyer', async () => {
    using page = aPage(target)
    page.answers(
      anOffer([
        anItem(2),
        anItem(3, {
          reason: { kind: 'popular', customers: 9, days: 30 },
          variants: [33, 34].map((n) => ({ id: variantId(n), title: 'x' })),
        }),
      ]),
    )
    page.shopify.localization.country.value = { isoCode: 'BR' }
    page.shopify.localization.language.value = { isoCode: 'pt-BR' }
    await page.render()
    expect(page.queried.map(({ variables }) => variables)).toEqual([
      {
        variants: [variantId(22), variantId(33), variantId(34)],
        named: [productId(1)],
        country: 'BR',
        language: 'PT_BR',
      },
    ])
  })

  describe('nothing is shown, and nothing is told', () => {
    test('while the app has not answered, and after 2 s for good', async () => {
      vi.useFakeTimers()
      using page = aPage(target)
      let wasAborted = false
      page.fetch = vi.fn<typeof fetch>((_, request) => {
        request?.signal?.addEventListener('abort', () => {
          wasAborted = true
        })
        return new Promise(() => undefined)
      })
      const rendering = page.render()
      await vi.advanceTimersByTimeAsync(1_999)
      expect([pageText(), wasAborted]).toEqual(['', false])
      await vi.advanceTimersByTimeAsync(1)
      await rendering
      expect([pageText(), wasAborted]).toEqual(['', true])
    })

    test.each([
      ['the token', (page: Page) => Object.assign(page.shopify.sessionToken, { get: never })],
      ['the storefront', (page: Page) => Object.assign(page.shopify, { query: never })],
    ])('when %s does not come in time', async (_, change) => {
      vi.useFakeTimers()
      using page = aPage(target)
      change(page)
      const rendering = page.render()
      await vi.advanceTimersByTimeAsync(2_000)
      await rendering
      expect(pageText()).toBe('')
      expect(page.told).toEqual([])
    })

    const silences: [string, (page: Page) => unknown][] = [
      ['when the app has nothing', (page) => page.answers({ kind: 'nothing' })],
      ['when the app refuses', (page) => page.answers({ error: 'no' }, 401)],
      ['when the app is in trouble', (page) => page.answers({ error: 'no' }, 503)],
      ['when the app answers no JSON', (page) => page.answers('<html>')],
      ['when the app cannot be reached', (page) => page.fails()],
      [
        'when the bundle knows no app',
        () => ['APP_URL', 'SHOPIFY_APP_URL'].map((name) => vi.stubEnv(name, undefined)),
      ],
      [
        'when it is sold out in the storefront',
        (page) => page.goods([sold(22, { availableForSale: false })]),
      ],
      ['when the storefront does not have it', (page) => page.goods([null], [null])],
      ['when the storefront answers an error', (page) => page.sells({ data: undefined, errors: [] })],
      ['when nothing was bought', (page) => page.bought([])],
      ['when this order was declined in this browser', (page) => page.stored.set('ended/100', true)],
      ['when this browser wants no offers', (page) => page.stored.set('off', true)],
      [
        'when all of it was left out in this browser',
        (page) => page.stored.set('leftOut', { [productId(2)]: null }),
      ],
    ]
    test.each(silences)('%s', async (_, change) => {
      using page = aPage(target)
      change(page)
      await page.render()
      expect(pageText()).toBe('')
      expect(page.told).toEqual([])
    })
  })

  test('falls back to the pictures and titles that the app knows', async () => {
    using page = aPage(target)
    page.goods([sold(22, { image: null })], [null])
    await page.render()
    expect(said(all('s-image')[0], 'src')).toBe('https://cdn.example/papers.png')
    expect(said(all('s-image')[0], 'alt')).toBe('')
    expect(said(all('s-section')[0], 'heading')).toBe('Goes well with your Chemex')
  })

  test('does not name the variant of a product that has only one', async () => {
    using page = aPage(target)
    page.goods([sold(22, { title: 'Default Title' })])
    await page.render()
    withText('s-heading', 'Filter papers')
  })

  test('shows the merchant in the checkout editor what will stand here', async () => {
    using page = aPage(target)
    page.shopify.extension.editor = { type: 'checkout' }
    await page.render()
    expect(pageText()).toBe('When something goes well with the order, up to three products appear here.')
    expect(page.asked).toEqual([])
  })
})

describe('a price reads as at home', () => {
  test.each([
    ['en', 'EUR', '€9.50', '37 customers bought it with Chemex'],
    ['pt-BR', 'BRL', 'R$\u00a09,50', '37 clientes compraram com Chemex'],
    ['es', 'EUR', '9,50\u00a0€', '37 clientes lo compraron con Chemex'],
    ['fr', 'EUR', '9,50\u00a0€', '37 clients l’ont acheté avec Chemex'],
    ['de', 'EUR', '9,50\u00a0€', 'Von 37 Personen mit Chemex gekauft'],
    ['hi', 'INR', '₹9.50', '37 ग्राहकों ने इसे Chemex के साथ खरीदा'],
    ['ru', 'RUB', '9,50\u00a0₽', '37 покупателей взяли это вместе с «Chemex»'],
    ['zh-CN', 'CNY', '¥9.50', '37 位顾客将它与Chemex一起购买'],
    ['ja', 'JPY', '￥10', '37人のお客様がChemexと一緒に購入'],
  ])('in %s', async (language, currency, price, reason) => {
    using page = aPage(thankYou, language)
    page.goods([sold(22, { price: { amount: currency === 'JPY' ? '10' : '9.5', currencyCode: currency } })])
    await page.render()
    withText('s-text', price)
    withText('s-text', reason)
  })
})

test('an order status page without an order shows nothing', async () => {
  using page = aPage(orderStatus)
  Reflect.set(page.shopify, 'order', { value: undefined })
  await page.render()
  expect(page.asked).toEqual([])
})

function never(): Promise<never> {
  return new Promise(() => undefined)
}
