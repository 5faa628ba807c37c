import { beforeEach } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from './database.ts'
import { putDelivery, workAll } from './intake.ts'
import { customer, product, variant, withProduct } from './offers.ts'

/** So many hours before noon. */
export const hoursBefore = (hours: number) => new Date(noon.getTime() - hours * 3_600_000)
/** So many minutes after noon, as Shopify writes it. */
export const stamp = (minutes: number) => new Date(noon.getTime() + minutes * 60_000).toISOString()

/** Gives this test file a database in which each test finds customer 7 and three products; product 2 costs 4.00. */
export function withGoodsToOffer(): void {
  const database = withDatabase()
  beforeEach(async () => {
    await emptyDatabase(database.url)
    await inShop(shop, async (db) => {
      for (const n of [1, 2, 3]) await withProduct(db, n, { variants: [{ id: variant(n * 10) }] })
      await db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 400 } })
      await db.customer.create({ data: { id: customer(7), createdAt: noon, updatedAt: noon, tags: [] } })
    })
  })
}

/** An offer as a test has it: of product 2 to customer 7, accepted on the thank-you page a day ago, unless it says otherwise. */
interface Given {
  item: string
  of?: number
  placement?: string
  customerId?: string | undefined
  reference?: string
  isAccepted?: boolean
  at?: Date
  code?: { code: string; customerId?: string }
  incentive?: object
}

/** Keeps such an offer, with one item. */
export async function offered(given: Given): Promise<void> {
  const {
    item,
    of = 2,
    placement = 'thank-you',
    isAccepted = true,
    at = hoursBefore(24),
    code,
    reference,
    incentive,
  } = given
  const customerId = 'customerId' in given ? given.customerId : customer(7)
  const status = isAccepted ? ('accepted' as const) : ('shown' as const)
  await inShop(shop, async (db) => {
    await db.offer.create({
      data: {
        id: `offer of ${item}`,
        key: item,
        placement,
        customerId: customerId ?? null,
        reference: reference ?? null,
        ruleId: 'rule',
        decidedAt: at,
        shownAt: at,
        items: {
          create: {
            id: item,
            position: 1,
            productId: product(of),
            variantId: variant(of * 10),
            reason: {},
            ...(incentive && { incentive }),
            status,
            answeredAt: isAccepted ? at : null,
            code: code?.code ?? null,
          },
        },
      },
    })
    if (!code) return
    const pool = { id: `pool of ${item}`, key: 'k', incentive: {}, status: 'ready' as const, createdAt: at }
    const given = { code: code.code, offerItemId: item, customerId: code.customerId ?? null, givenAt: at }
    await db.discountPool.create({ data: { ...pool, codes: { create: given } } })
  })
}

/** What every item of an offer counts for by now. */
export const now = async () => {
  const items = await inShop(shop, (db) => db.offerItem.findMany({ orderBy: { id: 'asc' } }))
  return items.map((each) => ({
    id: each.id,
    order: each.boughtOrderId,
    quantity: each.boughtQuantity,
    net: each.revenueMinor === null ? null : Number(each.revenueMinor - each.refundedMinor),
    cost: each.costMinor === null ? null : Number(each.costMinor),
  }))
}

/** Has Shopify tell of orders, and works it all. */
export const deliver = async (...payloads: object[]) => {
  for (const payload of payloads) await putDelivery('orders/updated', payload)
  await workAll()
}
