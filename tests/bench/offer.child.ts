// One way of answering offers, alone in its process: `door` (ours, as `app/server.ts` opens it) or `stock` (Remix, the
// library's token check, Prisma).
import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { createOfferDoor } from '../../app/doors/offer.ts'
import { config } from '../../app/platform/config.ts'
import { bornYoung } from '../../app/platform/young-objects.ts'
import { connect } from '../../app/store/database.server.ts'
import { openStock, serveStock } from './support-stock.ts'
import { leftFor, mayStand } from './support-stock-budget.ts'

const settings = config()

const ways: Record<string, () => RequestListener> = {
  door: () => {
    bornYoung() // As every process of ours begins.
    connect(settings.databaseUrl, settings.databaseConnectionsMax)
    return createOfferDoor({ apiKey: settings.apiKey, secrets: settings.apiSecrets }).handle
  },
  stock: () => stockRoute(),
}

const itemsMax = 3

/**
 * What keeps the same promises to the shopper, as a template's route would: the same offer again while it stands, what
 * was bought most together with the order, nothing of what is sold out, unpublished, bought already, declined, disliked
 * or taken out by the merchant, the merchant's rules known, the customer's terms and the shop's caps respected, what a
 * journey left looked for, and the answer kept. No incentives, likeness, habits, tuned weights or reasons why not.
 */
function stockRoute(): RequestListener {
  const { prisma, shopify } = openStock()
  return serveStock('api/offer', async ({ request }) => {
    const { sessionToken, cors } = await shopify.authenticate.public.checkout(request)
    const { orderId, productIds, placement } = await request.json()
    const shopId = sessionToken.dest.replace('https://', '')
    const customerId = sessionToken.sub ?? null
    const key = `${customerId ?? 'guest'} ${orderId}`
    const standing = await prisma.offer.findUnique({
      where: { shopId_key_placement: { shopId, key, placement } },
      include: { items: true },
    })
    if (standing) return cors(Response.json(await shown(standing.id, standing.items)))
    const order = await prisma.order.findFirst({
      where: { shopId, id: orderId, customerId },
      include: { lines: true },
    })
    const basket: string[] = order ? order.lines.flatMap(({ productId }) => productId ?? []) : productIds
    const pairs = await prisma.productPair.findMany({
      where: { shopId, productId: { in: basket }, otherProductId: { notIn: basket } },
      orderBy: { buyers: 'desc' },
      take: 24,
    })
    const before = customerId
      ? await prisma.orderLine.findMany({
          where: { shopId, order: { customerId } },
          select: { productId: true },
        })
      : []
    const [settings, rules, ties, dislikes, answers, may, left] = await Promise.all([
      prisma.shop.findUnique({ where: { id: shopId } }),
      prisma.rule.findMany({
        where: { shopId, status: 'on', deletedAt: null },
        orderBy: { position: 'asc' },
      }),
      prisma.productTie.findMany({ where: { shopId, productId: { in: basket } } }),
      customerId ? prisma.dislike.findMany({ where: { shopId, customerId } }) : [],
      customerId
        ? prisma.offerItem.findMany({ where: { shopId, status: 'declined', offer: { customerId } } })
        : [],
      customerId ? mayStand(prisma, shopId, customerId) : true,
      customerId ? leftFor(prisma, shopId, customerId) : null,
    ])
    if (!settings || rules.length > 0 || left)
      throw new Error('The bench has a shop without rules and journeys.')
    if (!may) return cors(Response.json({ kind: 'nothing' }))
    const against = ties.filter(({ kind }) => kind === 'banned').map(({ otherProductId }) => otherProductId)
    const said = [...before, ...dislikes, ...answers].map(({ productId }) => productId)
    const leftOut = new Set([...against, ...said])
    const products = await prisma.product.findMany({
      where: {
        shopId,
        id: { in: pairs.map(({ otherProductId }) => otherProductId) },
        status: 'active',
        publishedAt: { not: null },
        variants: { some: { inventory: { gt: 0 } } },
      },
      include: { variants: true },
    })
    const byId = new Map(products.map((product) => [product.id, product]))
    const chosen = [...new Set(pairs.map(({ otherProductId }) => otherProductId))]
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ id }) => !leftOut.has(id))
      .slice(0, itemsMax)
    const items = chosen.map(({ id, variants: [variant] }, position) => ({
      id: randomUUID(),
      position,
      productId: id,
      variantId: variant?.id ?? '',
      reason: { kind: 'bought-together' },
    }))
    const { id } = await prisma.offer.create({
      data: {
        shopId,
        id: randomUUID(),
        key,
        placement,
        customerId,
        decidedAt: new Date(),
        items: { create: items },
      },
    })
    return cors(Response.json(await shown(id, items)))
  })

  async function shown(id: string, items: { productId: string; variantId: string }[]) {
    const products = await prisma.product.findMany({
      where: { id: { in: items.map(({ productId }) => productId) } },
      select: { id: true, title: true, imageUrl: true },
    })
    return {
      kind: 'offer',
      id,
      items: items.map(({ productId, variantId }) => ({ productId, variantId })),
      products,
    }
  }
}

const way = ways[process.argv[2] ?? '']
if (!way) throw new Error(`No way named ${process.argv[2]}.`)
const server = createServer(way())
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.once('disconnect', () => process.exit())
