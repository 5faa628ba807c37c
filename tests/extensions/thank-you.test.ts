import { join } from 'node:path'
import { setUpExtension } from '@shopify/ui-extensions-tester'
import { createCartLine } from '@shopify/ui-extensions-tester/checkout'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readExtensions } from '../stand-in/faces/extension/read-extensions.ts'
import { createI18n } from '../stand-in/faces/extension/worker/i18n.ts'
import { all, pageText, press, said, withText } from './dom.ts'

const folder = join(import.meta.dirname, '../../extensions')
const [source] = readExtensions(folder)
const configSearchDir = join(folder, 'thank-you')
const targets = ['purchase.thank-you.block.render', 'customer-account.order-status.block.render'] as const

const offer = {
  kind: 'offer',
  id: '0b6f1c1e-7a52-4f0e-9f5e-3f1f9a3b5c11',
  productId: 'gid://shopify/Product/2',
  variantId: 'gid://shopify/ProductVariant/22',
  title: 'Filter papers',
  imageUrl: 'https://cdn.example/papers.png',
  imageAlt: null,
  reason: {
    kind: 'bought-together',
    customers: 37,
    withProductId: 'gid://shopify/Product/1',
    withTitle: 'Chemex',
  },
  url: 'https://roast-and-co.myshopify.com/cart/22:1',
}

beforeEach(() => {
  vi.stubEnv('APP_URL', 'https://encore.example/')
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

describe.each(targets)('on %s', (target) => {
  const placement = target.includes('thank-you') ? 'thank-you' : 'order-status'

  test('asks the app with its token for what was bought, also inside bundles, each product once', async () => {
    using page = aPage(target)
    const component = { type: 'bundle' as const, ...createCartLine(), merchandise: merchandise(5) }
    page.shopify.lines.value = [aLine(1), aLine(1), { ...aLine(3), lineComponents: [component as never] }]
    await page.render()
    const [url, request] = page.asked[0] ?? []
    expect(url).toBe('https://encore.example/api/offer')
    expect(new Headers(request?.headers).get('authorization')).toBe('Bearer mock-session-token')
    expect(JSON.parse(String(request?.body))).toEqual({
      placement,
      orderId: 'gid://shopify/Order/100',
      productIds: ['gid://shopify/Product/1', 'gid://shopify/Product/3', 'gid://shopify/Product/5'],
    })
  })

  test('shows the product with its picture, price and reason', async () => {
    using page = aPage(target)
    await page.render()
    expect(said(all('s-section')[0], 'heading')).toBe('Goes well with your Chemex')
    expect(said(all('s-image')[0], 'src')).toBe('https://cdn.example/papers-in-context.png')
    for (const text of ['Filter papers, Size 2', '€9.50', 'Bought together by 37 customers'])
      withText('s-text', text)
  })

  test('tells the app that it was shown, once', async () => {
    using page = aPage(target)
    await page.render()
    expect(page.told).toEqual([{ id: offer.id, answer: 'shown' }])
  })

  test('to take it leads to a cart with this variant, in a tab of its own, and is told', async () => {
    using page = aPage(target)
    page.shopify.shop.storefrontUrl = 'https://roast.example/'
    await page.render()
    const button = withText('s-button', 'Add to cart for €9.50')
    expect(said(button, 'href')).toBe('https://roast.example/cart/22:1')
    expect(said(button, 'target')).toBe('_blank')
    expect(said(button, 'accessibilityLabel')).toBe(
      'Add to cart for €9.50: Filter papers, Size 2, opens in a new tab',
    )
    press(button)
    await vi.waitFor(() => expect(page.told).toContainEqual({ id: offer.id, answer: 'accepted' }))
  })

  test('to say no is as easy: a button of the same kind and size', async () => {
    using page = aPage(target)
    await page.render()
    const [take, leave] = all('s-button')
    expect(all('s-button')).toHaveLength(2)
    for (const name of ['variant', 'inlineSize', 'tone']) expect(said(leave, name)).toEqual(said(take, name))
  })

  test('"no thanks" leaves one line that is read out, and is told and remembered', async () => {
    using page = aPage(target)
    await page.render()
    press(withText('s-button', 'No thanks'))
    await vi.waitFor(() => expect(page.told).toContainEqual({ id: offer.id, answer: 'declined' }))
    expect(pageText()).toBe('All right. We will not suggest this again.')
    expect(said(all('s-stack')[0], 'accessibilityRole')).toBe('status')
    expect(all('s-button')).toEqual([])
    expect(page.stored.get('declined/100')).toBe(true)
  })

  test('what was declined on this device is not asked for again', async () => {
    using page = aPage(target)
    page.stored.set('declined/100', true)
    await page.render()
    expect(page.asked).toEqual([])
    expect(pageText()).toBe('')
  })

  test('"why am I seeing this" opens in place with the evidence', async () => {
    using page = aPage(target)
    await page.render()
    const [why] = all('s-details')
    expect(why && all('s-summary', why).map((each) => each.textContent)).toEqual(['Why am I seeing this?'])
    expect(why?.textContent).toContain(
      '37 customers bought Filter papers, Size 2 and Chemex in the same order, and Chemex is in yours.',
    )
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

    test('when the token does not come in time', async () => {
      vi.useFakeTimers()
      using page = aPage(target)
      page.shopify.sessionToken.get = () => new Promise(() => undefined)
      const rendering = page.render()
      await vi.advanceTimersByTimeAsync(2_000)
      await rendering
      expect(pageText()).toBe('')
    })

    test('when the storefront does not answer in time', async () => {
      vi.useFakeTimers()
      using page = aPage(target)
      page.shopify.query = () => new Promise(() => undefined)
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
      ['when it is sold out in the storefront', (page) => page.goods({ availableForSale: false })],
      ['when the storefront does not have it', (page) => page.sells({ data: { variant: null, with: null } })],
      ['when the storefront answers an error', (page) => page.sells({ data: undefined, errors: [] })],
      ['when nothing was bought', (page) => page.bought([])],
    ]
    test.each(silences)('%s', async (_, change) => {
      using page = aPage(target)
      change(page)
      await page.render()
      expect(pageText()).toBe('')
      expect(page.told).toEqual([])
    })
  })

  test('a no that does not get through is tried again after one and two seconds, and then no more', async () => {
    using page = aPage(target)
    await page.render()
    page.told.length = 0
    page.answers({ error: 'not now' }, 503)
    vi.useFakeTimers()
    press(withText('s-button', 'No thanks'))
    for (const [ms, times] of [
      [0, 1],
      [1_000, 2],
      [2_000, 3],
      [60_000, 3],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ms)
      expect(page.told).toEqual(Array(times).fill({ id: offer.id, answer: 'declined' }))
    }
  })

  test('works in a browser that keeps nothing', async () => {
    using page = aPage(target)
    const refuse = () => Promise.reject(new Error('storage is off'))
    Object.assign(page.shopify, { storage: { read: refuse, write: refuse } })
    await page.render()
    press(withText('s-button', 'No thanks'))
    await vi.waitFor(() => expect(page.told).toContainEqual({ id: offer.id, answer: 'declined' }))
    expect(pageText()).toBe('All right. We will not suggest this again.')
  })

  test('asks the storefront in the market and language of the buyer', async () => {
    using page = aPage(target)
    page.shopify.localization.country.value = { isoCode: 'BR' }
    page.shopify.localization.language.value = { isoCode: 'pt-BR' }
    await page.render()
    expect(page.queried[0]?.variables).toEqual({
      variant: offer.variantId,
      with: 'gid://shopify/Product/1',
      country: 'BR',
      language: 'PT_BR',
    })
  })

  test('falls back to the pictures and titles that the app knows', async () => {
    using page = aPage(target)
    page.sells({ data: { variant: { ...variant, image: null }, with: null } })
    await page.render()
    expect(said(all('s-image')[0], 'src')).toBe('https://cdn.example/papers.png')
    expect(said(all('s-image')[0], 'alt')).toBe('')
    expect(said(all('s-section')[0], 'heading')).toBe('Goes well with your Chemex')
  })

  test('does not name the variant of a product that has only one', async () => {
    using page = aPage(target)
    page.goods({ title: 'Default Title' })
    await page.render()
    withText('s-text', 'Filter papers')
  })

  test('shows the merchant in the checkout editor what will stand here', async () => {
    using page = aPage(target)
    page.shopify.extension.editor = { type: 'checkout' }
    await page.render()
    expect(pageText()).toBe('When something goes well with the order, one product appears here.')
    expect(page.asked).toEqual([])
  })
})

describe('a price reads as at home', () => {
  test.each([
    ['en', 'EUR', '€9.50', 'Bought together by 37 customers'],
    ['pt-BR', 'BRL', 'R$\u00a09,50', '37 clientes compraram os dois juntos'],
    ['es', 'EUR', '9,50\u00a0€', '37 clientes compraron ambos juntos'],
    ['fr', 'EUR', '9,50\u00a0€', 'Achetés ensemble par 37 clients'],
    ['de', 'EUR', '9,50\u00a0€', 'Von 37 Personen zusammen gekauft'],
    ['hi', 'INR', '₹9.50', '37 ग्राहकों ने दोनों साथ में खरीदे'],
    ['ru', 'RUB', '9,50\u00a0₽', 'Вместе их купили 37 покупателей'],
    ['zh-CN', 'CNY', '¥9.50', '37 位顾客同时购买了这两件商品'],
    ['ja', 'JPY', '￥10', '37人のお客様が一緒に購入しています'],
  ])('in %s', async (language, currency, price, reason) => {
    using page = aPage('purchase.thank-you.block.render', language)
    page.goods({ price: { amount: currency === 'JPY' ? '10' : '9.5', currencyCode: currency } })
    await page.render()
    withText('s-text', price)
    withText('s-text', reason)
  })
})

test('an order status page without an order shows nothing', async () => {
  using page = aPage('customer-account.order-status.block.render')
  Reflect.set(page.shopify.order, 'value', undefined)
  await page.render()
  expect(page.asked).toEqual([])
})

const variant = {
  title: 'Size 2',
  availableForSale: true,
  price: { amount: '9.5', currencyCode: 'EUR' },
  image: { url: 'https://cdn.example/papers-in-context.png', altText: 'A box of papers' },
  product: { title: 'Filter papers' },
}

type Page = ReturnType<typeof aPage>

/** A page that bought product 1 in order 100, whose app offers product 2 and whose storefront sells it. */
function aPage(target: (typeof targets)[number], language = 'en') {
  const page = setUpExtension(target as 'purchase.thank-you.block.render', { configSearchDir })
  const asked: [string, RequestInit | undefined][] = []
  const told: unknown[] = []
  const queried: { variables?: unknown }[] = []
  const stored = new Map<string, unknown>()
  const bought = (lines: unknown[]) => Reflect.set(page.shopify.lines, 'value', lines)
  const answers = (body: unknown, status = 200) => {
    page.fetch = async (url, request) => {
      const isReply = String(url).endsWith('/answer')
      if (isReply) told.push(JSON.parse(String(request?.body)))
      else asked.push([String(url), request])
      const text =
        typeof body === 'string' ? body : JSON.stringify(isReply && status === 200 ? { kind: 'kept' } : body)
      return new Response(text, { status })
    }
  }
  const fails = () => {
    page.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
  }
  const sells = (answer: unknown) => {
    page.shopify.query = (async (_: string, options: { variables?: unknown } = {}) => {
      queried.push(options)
      return answer
    }) as typeof page.shopify.query
  }
  const goods = (change: object) =>
    sells({ data: { variant: { ...variant, ...change }, with: { title: 'Chemex' } } })
  Object.assign(page.shopify, {
    extension: { target, editor: undefined },
    i18n: createI18n({ locales: source?.locales ?? {}, defaultLocale: 'en', language, currency: 'USD' }),
    storage: {
      read: async (key: string) => stored.get(key),
      write: async (key: string, value: unknown) => stored.set(key, value),
    },
  })
  if (target === targets[0]) page.shopify.orderConfirmation.value.order.id = 'gid://shopify/Order/100'
  else Reflect.get(page.shopify, 'order').value = { id: 'gid://shopify/Order/100', name: '#100' }
  bought([aLine(1)])
  answers(offer)
  goods({})
  return Object.assign(page as typeof page & { shopify: { order: object } }, {
    asked,
    told,
    queried,
    stored,
    answers,
    fails,
    sells,
    goods,
    bought,
  })
}

function aLine(n: number) {
  return createCartLine({ merchandise: merchandise(n) })
}

function merchandise(n: number) {
  return {
    type: 'variant' as const,
    id: `gid://shopify/ProductVariant/${n}`,
    title: 'A variant',
    selectedOptions: [],
    requiresShipping: true,
    product: { id: `gid://shopify/Product/${n}`, vendor: 'Roast & Co.', productType: 'Brewer' },
  }
}
