import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type {
  OfferAnswer,
  OfferReply,
  OfferRequest,
  ShownItem,
  ShownOffer,
} from '../../app/contract/offer.ts'
import type { Product } from '../stand-in/world/types/goods.ts'

/** An app that knows nothing and answers the blocks as a test tells it to. */
export interface OfferApp {
  url: string
  asked: OfferRequest[]
  told: OfferReply[]
  answer: OfferAnswer
  close(): void
}

const headers = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type',
  'content-type': 'application/json',
}

/** Starts one on a free port; it has nothing to offer until `answer` is set. */
export async function startOfferApp(): Promise<OfferApp> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end()
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
    const isReply = request.url === '/api/offer/answer'
    if (isReply) app.told.push(body)
    else app.asked.push(body)
    response.writeHead(200, headers).end(JSON.stringify(isReply ? { kind: 'kept' } : app.answer))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const app: OfferApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    told: [],
    answer: { kind: 'nothing' },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return app
}

/** An offer of these items, to a guest unless the test says otherwise. */
export function offerOf(items: ShownItem[], change: Partial<ShownOffer> = {}): ShownOffer {
  return {
    kind: 'offer',
    id: '0b6f1c1e-7a52-4f0e-9f5e-3f1f9a3b5c11',
    items,
    storefront: 'https://roast-and-co.myshopify.com',
    heading: null,
    isKnown: false,
    ...change,
  }
}

/** One product of the stand-in's world, offered because many bought it with another. */
export function itemOf(product: Product, bought: Product, change: Partial<ShownItem> = {}): ShownItem {
  const [first] = product.variants
  if (!first) throw new Error(`${product.title} has no variant.`)
  return {
    id: `item-${product.handle}`,
    productId: product.id,
    variantId: first.id,
    variants: product.variants.map(({ id, title }) => ({ id, title })),
    title: product.title,
    imageUrl: null,
    imageAlt: null,
    reason: {
      kind: 'bought-together',
      customers: 37,
      withProductId: bought.id,
      withTitle: bought.title,
    },
    incentive: null,
    code: null,
    ...change,
  }
}
