import { createRemoteRoot } from '@remote-ui/core'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { PostPurchaseAnswer, PostPurchaseOffer, SignAnswer } from '../../app/contract/post-purchase.ts'
import type { Api } from '../../extensions/post-purchase/src/calculate.ts'
import type { Root } from '../../extensions/post-purchase/src/root.ts'
import { showPage } from '../../extensions/post-purchase/src/show-page.ts'

/** What the page offers first. */
export const offer: PostPurchaseOffer = {
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
/** What it offers to who declines that. */
export const second: PostPurchaseOffer = {
  ...offer,
  id: '0d8f7a6b-2f55-4b1e-9d8e-6f9d6f0e5c4d',
  percentOff: 20,
  turn: 2,
}

/** Has the extension of this test file talk to an app of its own. */
export function withExtension(): void {
  beforeEach(() => {
    vi.stubEnv('APP_URL', 'https://encore.example')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
}

type Part = { type: string; props: Props; children: readonly unknown[] }
type Props = Record<string, unknown> & { onPress(): void; onChange(value: string): void }
/** What Shopify says of a change. */
export type Applied = Awaited<ReturnType<Api['applyChangeset']>>

/** A change that Shopify refuses. */
export function refusedBy(code: string): Applied {
  return {
    errors: [{ code, message: '' }],
    status: 'unprocessed',
    changesetApplicationsRemaining: 1,
  } as Applied
}

/** Answers every `fetch` of the extension, and what was asked: path, body and bearer. */
export function answering(answer: (path: string, body: Record<string, string>) => unknown): unknown[] {
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
export async function aPage(setting: Setting = {}) {
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

/** All the words in a part of the page. */
export function textOf(child: unknown): string {
  if (isPart(child)) return child.children.map(textOf).join('')
  return typeof child === 'object' && child !== null && 'text' in child ? String(child.text) : ''
}
