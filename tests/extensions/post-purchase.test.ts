import { createRemoteRoot } from '@remote-ui/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PostPurchaseAnswer, PostPurchaseOffer, SignAnswer } from '../../app/contract/post-purchase.ts'
import type { Api } from '../../extensions/post-purchase/src/calculate.ts'
import type { Root } from '../../extensions/post-purchase/src/root.ts'
import { shouldRender } from '../../extensions/post-purchase/src/should-render.ts'
import { showPage } from '../../extensions/post-purchase/src/show-page.ts'

const offer: PostPurchaseOffer = {
  kind: 'offer',
  id: '6f9d6f0e-2f55-4b1e-9d8e-0d8f7a6b5c4d',
  productTitle: 'Filter papers',
  description: 'A hundred of them.',
  imageUrl: 'https://cdn.example/papers.png',
  imageAlt: 'A box of papers',
  reason: {
    kind: 'bought-together',
    customers: 37,
    withProductId: 'gid://shopify/Product/1',
    withTitle: 'Chemex',
  },
  choices: [1, 2].map((n) => ({
    variantId: `gid://shopify/ProductVariant/${n}`,
    title: `Size ${n}`,
    imageUrl: null,
    price: { amount: `${9 * n}.00`, currency: 'EUR' },
    wasPrice: { amount: `${10 * n}.00`, currency: 'EUR' },
  })),
  quantityMax: 3,
  percentOff: 10,
  gift: null,
  turn: 1,
}
const second: PostPurchaseOffer = {
  ...offer,
  id: '0d8f7a6b-2f55-4b1e-9d8e-6f9d6f0e5c4d',
  percentOff: 20,
  turn: 2,
}

beforeEach(() => {
  vi.stubEnv('APP_URL', 'https://encore.example')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('whether there is a page', () => {
  const storage = () => ({ initialData: undefined, update: vi.fn(async () => undefined) })
  const inputData = { token: 'a.b.c', locale: 'de' } as Api['inputData']

  test('there is when the app offers something, which is kept for the page', async () => {
    const asked = answering(() => offer)
    const kept = storage()
    expect(await shouldRender({ inputData, storage: kept })).toEqual({ render: true })
    expect(kept.update).toHaveBeenCalledWith(offer)
    expect(asked).toEqual([['/api/post-purchase/offer', { language: 'de' }, 'Bearer a.b.c']])
  })

  test.each([
    ['nothing is offered', () => ({ kind: 'nothing' })],
    ['the app refuses', () => new Response('{}', { status: 401 })],
    ['the app answers no JSON', () => new Response('<html>')],
    ['the app cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('there is none when %s', async (_, answer) => {
    answering(answer as () => unknown)
    const kept = storage()
    expect(await shouldRender({ inputData, storage: kept })).toEqual({ render: false })
    expect(kept.update).not.toHaveBeenCalled()
  })

  test('there is none when the app has not answered within 500 ms', async () => {
    vi.useFakeTimers()
    answering(() => new Promise(() => undefined))
    const asked = shouldRender({ inputData, storage: storage() })
    await vi.advanceTimersByTimeAsync(500)
    expect(await asked).toEqual({ render: false })
  })

  test('there is none when the bundle knows no app', async () => {
    vi.stubEnv('APP_URL', undefined)
    vi.stubEnv('SHOPIFY_APP_URL', undefined)
    expect(await shouldRender({ inputData, storage: storage() })).toEqual({ render: false })
  })
})

describe('the page', () => {
  test('says what it is, shows one product with its reason, and two buttons that weigh the same', async () => {
    const page = await aPage()
    expect(page.all('CalloutBanner').map(({ props }) => props.title)).toEqual(['Goes well with your order'])
    expect(page.text()).toContain('If you decline, nothing changes.')
    expect(page.all('Heading').map(textOf)).toEqual(['Filter papers'])
    expect(page.text()).toContain('37 customers bought it together with Chemex')
    expect(page.text()).toContain('€10.00 €9.00 10% off')
    expect(page.all('Image')[0]?.props).toMatchObject({
      source: 'https://cdn.example/papers.png',
      description: 'A box of papers',
    })
    const [accept, decline] = page.all('Button')
    for (const key of ['subdued', 'plain'])
      expect([accept?.props[key], decline?.props[key]]).toEqual([undefined, undefined])
  })

  test('names what comes with it for nothing', async () => {
    const page = await aPage({ initialData: { ...offer, percentOff: null, gift: 'Measuring spoon' } })
    expect(page.text()).toContain('With Measuring spoon for free')
    expect((await aPage()).text()).not.toContain('for free')
  })

  test('shows what Shopify calculated, what will be charged, and asks for consent to exactly that', async () => {
    const page = await aPage()
    expect(page.text()).toMatch(/Subtotal\s*€9\.00/)
    expect(page.text()).toMatch(/Shipping\s*Free/)
    expect(page.text()).toMatch(/Taxes\s*€1\.71/)
    expect(page.text()).toMatch(/Added to your payment\s*€10\.71/)
    expect(page.text()).toContain('you agree that €10.71 more is charged')
    expect(page.buttons()).toEqual(['Add to my order, €10.71', 'Decline this offer'])
  })

  test('follows variant and quantity, and shows no figure of the last choice while it calculates', async () => {
    const page = await aPage()
    const [variant, quantity] = page.all('Select')
    variant?.props.onChange('gid://shopify/ProductVariant/2')
    expect(page.text()).toContain('Calculating what it would cost')
    expect(page.text()).not.toContain('10.71')
    expect(page.all('Button')[0]?.props.disabled).toBe(true)
    quantity?.props.onChange('3')
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €64.26'))
    expect(page.signed.at(-1)).toEqual({
      offerId: offer.id,
      variantId: 'gid://shopify/ProductVariant/2',
      quantity: 3,
      for: 'calculate',
    })
  })

  test('an answer that comes after another choice was made changes nothing', async () => {
    const page = await aPage()
    const late: (() => void)[] = []
    page.calculates((result) => new Promise((answer) => late.push(() => answer(result))))
    const [, quantity] = page.all('Select')
    quantity?.props.onChange('2')
    await vi.waitFor(() => expect(late).toHaveLength(1))
    quantity?.props.onChange('3')
    await vi.waitFor(() => expect(late).toHaveLength(2))
    late[1]?.()
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €32.13'))
    late[0]?.()
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €32.13'))
  })

  test('taxes inside the price are named so', async () => {
    const page = await aPage({ taxRate: 0 })
    expect(page.text()).toMatch(/Taxes, included\s*€0\.00/)
  })

  test('accepting signs once, applies once, tells the app and leads on', async () => {
    const page = await aPage()
    page.press(0)
    page.press(0)
    page.press(1)
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.applied).toEqual(['signed.apply.1'])
    expect(page.signed.filter((each) => each.for === 'apply')).toHaveLength(1)
    expect(page.told).toEqual(['shown', 'accepted'])
  })

  test('an acceptance cannot be pressed before its price is known', async () => {
    const page = await aPage({ isPriced: false })
    page.press(0)
    expect(page.signed.some((each) => each.for === 'apply')).toBe(false)
  })

  test('an answer of Shopify’s that got lost is asked for again with the same token, and is no second charge', async () => {
    const page = await aPage()
    let times = 0
    page.applies(async () => {
      times += 1
      if (times === 1) throw new Error('the connection was lost')
      return refusedBy('changeset_already_applied')
    })
    page.press(0)
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.applied).toEqual(['signed.apply.1', 'signed.apply.1'])
    expect(page.told).toEqual(['shown', 'accepted'])
  })

  test.each([
    ['sold-out', 'It has just sold out. Nothing was charged.'],
    ['changed', 'Its price has changed since. Nothing was charged.'],
    ['taken', 'You have already added this to your order.'],
    ['late', 'Your order is already on its way to being packed. Nothing was added or charged.'],
    ['unknown', 'It could not be added. Nothing was charged, and your order stays as it is.'],
  ] as const)('a refusal to sign (%s) is said kindly, and leads on', async (why, text) => {
    const page = await aPage()
    page.signs(() => ({ kind: 'refused', why }))
    page.press(0)
    await vi.waitFor(() => expect(page.all('Banner')[0]?.props.title).toBe(text))
    expect(page.applied).toEqual([])
    expect(page.buttons()).toEqual(['Continue to my order'])
    page.press(0)
    expect(page.done).toHaveBeenCalledTimes(1)
    expect(page.told).toEqual(['shown'])
  })

  test.each([
    ['insufficient_inventory', 'It has just sold out. Nothing was charged.'],
    ['payment_required', 'Your payment method cannot be charged again.'],
    ['unsupported_payment_method', 'Your payment method cannot be charged again.'],
    ['changeset_already_applied', 'You have already added this to your order.'],
    ['order_released_error', 'Your order is already on its way to being packed.'],
    ['server_error', 'It could not be added. Nothing was charged'],
  ])('what Shopify refuses (%s) is said kindly', async (code, text) => {
    const page = await aPage()
    page.applies(async () => refusedBy(code))
    page.press(0)
    await vi.waitFor(() => expect(page.all('Banner')[0]?.props.title).toContain(text))
  })

  test('what was added but not paid is not called free', async () => {
    const page = await aPage()
    page.applies(async () => ({ ...refusedBy('payment_required'), status: 'partially_processed' }))
    page.press(0)
    await vi.waitFor(() =>
      expect(page.all('Banner')[0]?.props.title).toContain('the payment did not go through'),
    )
  })

  test('a choice that is sold out says so in its place, and another may be taken', async () => {
    const page = await aPage()
    page.calculates(async () => ({
      errors: [{ code: 'insufficient_inventory', message: '' }],
      status: 'unprocessed',
    }))
    page.all('Select')[0]?.props.onChange('gid://shopify/ProductVariant/2')
    await vi.waitFor(() => expect(page.text()).toContain('It has just sold out. Nothing was charged.'))
    expect(page.all('Button')[0]?.props.disabled).toBe(true)
    page.calculates(async (result) => result)
    page.all('Select')[0]?.props.onChange('gid://shopify/ProductVariant/1')
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €10.71'))
  })

  test('declining shows at most one gentler offer, then leads on', async () => {
    const page = await aPage({ second })
    page.press(1)
    await vi.waitFor(() => expect(page.text()).toContain('20% off'))
    expect(page.all('CalloutBanner').map(({ props }) => props.title)).toEqual(['One last suggestion'])
    page.press(1)
    page.press(1)
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.told).toEqual(['shown', 'declined', 'shown', 'declined'])
    expect(page.applied).toEqual([])
  })

  test('declining leads on at once where nothing follows', async () => {
    const page = await aPage()
    page.press(1)
    expect(page.all('Button').map(({ props }) => [props.disabled, props.loading])).toEqual([
      [true, undefined],
      [undefined, true],
    ])
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.told).toEqual(['shown', 'declined'])
  })

  test('without an offer the buyer goes on at once', async () => {
    const page = await aPage({ initialData: undefined })
    expect(page.done).toHaveBeenCalledTimes(1)
    expect(page.text()).toBe('')
  })

  test('one variant and one of it leave nothing to choose', async () => {
    const page = await aPage({
      initialData: { ...offer, choices: offer.choices.slice(0, 1), quantityMax: 1 },
    })
    expect(page.all('Select')).toEqual([])
  })

  test.each([
    ['en-GB', 'Add to my order, €10.71'],
    ['pt-PT', 'Adicionar ao meu pedido, €\u00a010,71'],
    ['es', 'Añadir a mi pedido, 10,71\u00a0€'],
    ['fr-CA', 'Ajouter à ma commande, 10,71\u00a0€'],
    ['de', 'Zur Bestellung hinzufügen, 10,71\u00a0€'],
    ['hi', 'मेरे ऑर्डर में जोड़ें, €10.71'],
    ['ru', 'Добавить к заказу, 10,71\u00a0€'],
    ['zh-TW', '加入我的订单，€10.71'],
    ['ja', '注文に追加する、€10.71'],
    ['xx', 'Add to my order, €10.71'],
  ])('speaks %s', async (locale, label) => {
    const page = await aPage({ locale })
    expect(page.buttons()[0]).toBe(label)
    expect(page.text()).not.toMatch(/\{\{|undefined/)
  })
})

type Part = { type: string; props: Props; children: readonly unknown[] }
type Props = Record<string, unknown> & { onPress(): void; onChange(value: string): void }
type Applied = Awaited<ReturnType<Api['applyChangeset']>>

function refusedBy(code: string): Applied {
  return {
    errors: [{ code, message: '' }],
    status: 'unprocessed',
    changesetApplicationsRemaining: 1,
  } as Applied
}

/** Answers every `fetch` of the extension, and what was asked: path, body and bearer. */
function answering(answer: (path: string, body: Record<string, string>) => unknown): unknown[] {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    const path = new URL(url).pathname
    const body = JSON.parse(String(request.body))
    asked.push([path, body, new Headers(request.headers).get('authorization')])
    const found = await answer(path, body)
    return found instanceof Response ? found : Response.json(found)
  })
  return asked
}

interface Setting {
  initialData?: PostPurchaseAnswer | undefined
  second?: PostPurchaseOffer
  locale?: string
  taxRate?: number
  isPriced?: boolean
}

/** The page of `offer` for a shop that charges 19 % on top, once it has its first price. */
async function aPage(setting: Setting = {}) {
  const { locale = 'en', taxRate = 0.19, isPriced = true } = setting
  const initialData = 'initialData' in setting ? setting.initialData : offer
  const root = createRemoteRoot(() => undefined) as unknown as Root
  const signed: Record<string, unknown>[] = []
  const told: string[] = []
  const applied: string[] = []
  let sign = (body: Record<string, unknown>): SignAnswer => ({
    kind: 'signed',
    token: `signed.${body.for}.${body.quantity}`,
  })
  answering((path, body) => {
    if (path.endsWith('/sign')) {
      signed.push(body)
      return sign(body)
    }
    told.push(body.answer ?? '')
    const next = body.answer === 'declined' && body.offerId === offer.id ? setting.second : undefined
    return next ?? { kind: 'nothing' }
  })
  let calculate = async (result: unknown): Promise<unknown> => result
  let apply = async (): Promise<Applied> => ({
    errors: [],
    status: 'processed',
    changesetApplicationsRemaining: 1,
  })
  const done = vi.fn(async () => undefined)
  const api = {
    inputData: { token: 'a.b.c', locale },
    storage: { initialData, update: async () => undefined },
    calculateChangeset: (token: string) => {
      const { variantId, quantity } = signed.at(-1) as { variantId: string; quantity: number }
      return isPriced ? calculate(calculated(variantId, quantity, taxRate)) : new Promise(() => token)
    },
    applyChangeset: (token: string) => {
      applied.push(token)
      return apply()
    },
    done,
  } as unknown as Api
  await showPage(root, api)
  const page = {
    signed,
    told,
    applied,
    done,
    signs: (next: typeof sign) => {
      sign = next
    },
    calculates: (next: typeof calculate) => {
      calculate = next
    },
    applies: (next: typeof apply) => {
      apply = next
    },
    all: (type: string) => partsIn(root).filter((part) => part.type === type),
    text: () => root.children.map(textOf).join(' '),
    buttons: () => page.all('Button').map(textOf),
    press: (at: number) => page.all('Button')[at]?.props.onPress(),
  }
  if (isPriced && initialData?.kind === 'offer')
    await vi.waitFor(() => expect(page.all('Button')[0]?.props).toMatchObject({ disabled: false }))
  return page
}

function calculated(variantId: string, quantity: number, taxRate: number) {
  const net = 9 * Number(variantId.at(-1)) * quantity
  const bag = (amount: number) => {
    const money = { amount: amount.toFixed(2), currencyCode: 'EUR' }
    return { shopMoney: money, presentmentMoney: money }
  }
  return {
    errors: [],
    status: 'processed',
    calculatedPurchase: {
      subtotalPriceSet: bag(500 + net),
      totalPriceSet: bag(500 + net * (1 + taxRate)),
      addedTaxLines: [{ priceSet: bag(net * taxRate), rate: taxRate, title: 'VAT' }],
      addedShippingLines: [],
      updatedLineItems: [
        {
          variantId: 999,
          productId: 9,
          quantity: 1,
          totalPriceSet: bag(500),
          priceSet: bag(500),
          productHandle: '',
        },
        {
          variantId: Number(variantId.at(-1)),
          productId: 2,
          quantity,
          totalPriceSet: bag(net),
          priceSet: bag(net / quantity),
          productHandle: '',
        },
      ],
      totalOutstandingSet: bag(net * (1 + taxRate)),
    },
  }
}

function partsIn(parent: { children: readonly unknown[] }): Part[] {
  return parent.children.flatMap((child) => (isPart(child) ? [child, ...partsIn(child)] : []))
}

function isPart(child: unknown): child is Part {
  return typeof child === 'object' && child !== null && 'type' in child
}

function textOf(child: unknown): string {
  if (isPart(child)) return child.children.map(textOf).join('')
  return typeof child === 'object' && child !== null && 'text' in child ? String(child.text) : ''
}
