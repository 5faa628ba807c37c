import type { DataRequest } from '../../domain/webhooks/shop.ts'
import type { Db } from '../../store/database.server.ts'
import { findPerson } from './find-person.ts'

const ordersMax = 5_000

/**
 * Gathers what the shop holds about a customer into the request, for the merchant to hand on: the customer, their
 * orders with lines, refunds and parcels, and what was offered to them. Amounts are in the currency's smallest unit,
 * times in UTC. The same request again is answered anew.
 */
export async function exportCustomer(db: Db, request: DataRequest, now: Date): Promise<void> {
  const [customer] = await findPerson(db, request.person)
  const customerId = customer?.id ?? request.person.customerId
  const data = {
    status: 'done' as const,
    completedAt: now,
    customerId,
    export: toJson({
      format: 'encore/customer-export/1',
      askedBy: request.person,
      gatheredAt: now,
      customer: customer && { ...customer, shopId: undefined, searchText: undefined },
      orders: await readOrders(db, customerId, request.orderIds),
      offers: customerId ? await readOffers(db, customerId) : [],
    }),
  }
  const id = `data_request/${request.id}`
  await db.complianceRequest.deleteMany({ where: { id } })
  await db.complianceRequest.create({
    data: { id, topic: 'customers/data_request', receivedAt: now, ...data },
  })
}

async function readOrders(db: Db, customerId: string | undefined, orderIds: string[]) {
  const orders = await db.order.findMany({
    where: { OR: [{ id: { in: orderIds } }, ...(customerId ? [{ customerId }] : [])] },
    include: { lines: { orderBy: { position: 'asc' } }, refunds: true, fulfillments: true },
    orderBy: [{ processedAt: 'asc' }, { id: 'asc' }],
    take: ordersMax,
  })
  return orders.map((order) => ({ ...order, shopId: undefined, learnedAt: undefined }))
}

async function readOffers(db: Db, customerId: string) {
  const offers = await db.offer.findMany({
    where: { customerId },
    orderBy: { decidedAt: 'asc' },
    take: ordersMax,
  })
  return offers.map((offer) => ({ ...offer, shopId: undefined }))
}

/** As JSON sees it: times as ISO text, whole numbers from the database as numbers. */
function toJson(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (key, each: unknown) => {
      if (key === 'shopId') return undefined
      return typeof each === 'bigint' ? Number(each) : each
    }),
  )
}
