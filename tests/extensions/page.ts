import { join } from 'node:path'
import { setUpExtension } from '@shopify/ui-extensions-tester'
import { createCartLine } from '@shopify/ui-extensions-tester/checkout'
import { vi } from 'vitest'
import type { ShownItem, ShownOffer } from '../../app/contract/offer.ts'
import { readExtensions } from '../stand-in/faces/extension/read-extensions.ts'
import { createI18n } from '../stand-in/faces/extension/worker/i18n.ts'

export const thankYou = 'purchase.thank-you.block.render'
export const orderStatus = 'customer-account.order-status.block.render'
export const checkout = 'purchase.checkout.block.render'

const folder = join(import.meta.dirname, '../../extensions')
const sources = readExtensions(folder)

export const productId = (n: number) => `gid://shopify/Product/${n}`
export const variantId = (n: number | string) => `gid://shopify/ProductVariant/${n}`

/** Product 2, one variant, bought by 37 customers together with product 1. */
export function anItem(n = 2, change: Partial<ShownItem> = {}): ShownItem {
  return {
    id: `item-${n}`,
    productId: productId(n),
    variantId: variantId(n * 11),
    variants: [{ id: variantId(n * 11), title: 'Size 2' }],
    title: 'Filter papers',
    imageUrl: 'https://cdn.example/papers.png',
    imageAlt: null,
    reason: { kind: 'bought-together', customers: 37, withProductId: productId(1), withTitle: 'Chemex' },
    incentive: null,
    code: null,
    ...change,
  }
}

export function anOffer(items: ShownItem[] = [anItem()], change: Partial<ShownOffer> = {}): ShownOffer {
  return {
    kind: 'offer',
    id: '0b6f1c1e-7a52-4f0e-9f5e-3f1f9a3b5c11',
    items,
    storefront: 'https://roast-and-co.myshopify.com',
    heading: null,
    isKnown: true,
    ...change,
  }
}

/** A variant as the storefront says it. */
export function sold(n: number | string, change: object = {}) {
  return {
    id: variantId(n),
    title: 'Size 2',
    availableForSale: true,
    price: { amount: '9.5', currencyCode: 'EUR' },
    image: { url: 'https://cdn.example/papers-in-context.png', altText: 'A box of papers' },
    product: { title: 'Filter papers' },
    ...change,
  }
}

export type Page = ReturnType<typeof aPage>

/** A page that bought product 1 in order 100, whose app offers product 2 and whose storefront sells it. */
export function aPage(target: string, language = 'en') {
  const handle = target === checkout ? 'checkout' : 'thank-you'
  const source = sources.find((each) => each.handle === handle)
  const page = setUpExtension(target as typeof thankYou, { configSearchDir: join(folder, handle) })
  const asked: [string, RequestInit | undefined][] = []
  const told: { answer?: string }[] = []
  const queried: { variables?: unknown }[] = []
  const stored = new Map<string, unknown>()
  const answers = (body: unknown, status = 200) => {
    page.fetch = async (url, request) => {
      const isReply = String(url).endsWith('/answer')
      if (isReply) told.push(JSON.parse(String(request?.body)))
      else asked.push([String(url), request])
      const answer = isReply && status === 200 ? { kind: 'kept' } : body
      return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status })
    }
  }
  const sells = (answer: unknown) => {
    page.shopify.query = (async (_: string, options: { variables?: unknown } = {}) => {
      queried.push(options)
      return answer
    }) as typeof page.shopify.query
  }
  const goods = (variants: unknown[], named: unknown[] = [{ id: productId(1), title: 'Chemex' }]) =>
    sells({ data: { variants, named } })
  Object.assign(page.shopify, {
    extension: { target, editor: undefined },
    i18n: createI18n({ locales: source?.locales ?? {}, defaultLocale: 'en', language, currency: 'USD' }),
    storage: {
      read: async (key: string) => stored.get(key) ?? null,
      write: async (key: string, value: unknown) => stored.set(key, value),
    },
  })
  placeOn(target, page.shopify)
  page.shopify.shop.storefrontUrl = undefined
  const bought = (lines: unknown[]) => Reflect.set(page.shopify.lines, 'value', lines)
  bought([aLine(1)])
  answers(anOffer())
  goods([sold(22)])
  return Object.assign(page, {
    asked,
    told,
    queried,
    stored,
    answers,
    sells,
    goods,
    bought,
    fails() {
      page.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    },
    /** What the app was told beside that the offer was shown. */
    said: () => told.filter(({ answer }) => answer !== 'shown'),
  })
}

function placeOn(target: string, shopify: object): void {
  if (target === thankYou)
    Reflect.get(shopify, 'orderConfirmation').value.order.id = 'gid://shopify/Order/100'
  if (target === orderStatus)
    Reflect.get(shopify, 'order').value = { id: 'gid://shopify/Order/100', name: '#100' }
  if (target === checkout) Reflect.get(shopify, 'checkoutToken').value = 'token-100'
}

export function aLine(n: number, lineComponents: unknown[] = []) {
  return { ...createCartLine({ merchandise: merchandise(n) }), lineComponents }
}

export function merchandise(n: number) {
  return {
    type: 'variant' as const,
    id: variantId(n),
    title: 'A variant',
    selectedOptions: [],
    requiresShipping: true,
    product: { id: productId(n), vendor: 'Roast & Co.', productType: 'Brewer' },
  }
}

/** Every test has an app to talk to, and real time again afterwards. */
export const forEachTest = {
  begin: () => vi.stubEnv('APP_URL', 'https://encore.example/'),
  end() {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  },
}
