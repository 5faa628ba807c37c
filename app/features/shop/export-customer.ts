import type { DataRequest, Person } from '../../domain/webhooks/shop.ts'
import { readJourneysOf } from '../../store/customer-journeys.server.ts'
import type { Db } from '../../store/database.server.ts'
import { type Forgotten, findForgotten } from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { findPerson } from './find-person.ts'

const ordersMax = 5_000

/**
 * Gathers what the shop holds about a customer into the request, for the merchant to hand on: the customer, their
 * orders with lines, refunds, returns and parcels, what was offered to them and why, what they said of it, what they dislike,
 * the codes they were given, and the journeys they walked with every contact and their own terms. Amounts are in the currency's smallest unit,
 * times in UTC. Of somebody forgotten there is nothing, and what the request says of them is not kept either. The same
 * request again is answered anew.
 */
export async function exportCustomer(db: Db, request: DataRequest, now: Date): Promise<void> {
  // Whoever is being forgotten meanwhile is forgotten before, or takes what is gathered here along.
  await lockMirror(db)
  const gathered = (await isForgottenPerson(db, request.person)) ? {} : await gather(db, request, now)
  const id = `data_request/${request.id}`
  const done = { id, topic: 'customers/data_request', status: 'done' as const }
  await db.complianceRequest.deleteMany({ where: { id } })
  await db.complianceRequest.create({ data: { ...done, receivedAt: now, completedAt: now, ...gathered } })
}

async function isForgottenPerson(db: Db, { customerId, email, phone }: Person): Promise<boolean> {
  const asked: Forgotten[] = []
  if (customerId) asked.push({ kind: 'customer', value: customerId })
  if (email) asked.push({ kind: 'email', value: email })
  if (phone) asked.push({ kind: 'phone', value: phone })
  return (await findForgotten(db, asked)).size > 0
}

async function gather(db: Db, request: DataRequest, now: Date) {
  const [customer] = await findPerson(db, request.person)
  const customerId = customer?.id ?? request.person.customerId
  return {
    customerId,
    export: toJson({
      format: 'encore/customer-export/1',
      askedBy: request.person,
      gatheredAt: now,
      customer: customer && { ...customer, shopId: undefined, searchText: undefined },
      orders: await readOrders(db, customerId, request.orderIds),
      offers: customerId ? await readOffers(db, customerId) : [],
      disliked: customerId ? await readDislikes(db, customerId) : [],
      discountCodes: customerId ? await readCodes(db, customerId) : [],
      journeys: customerId ? await readJourneysOf(db, customerId) : undefined,
    }),
  }
}

async function readOrders(db: Db, customerId: string | undefined, orderIds: string[]) {
  const orders = await db.order.findMany({
    where: { OR: [{ id: { in: orderIds } }, ...(customerId ? [{ customerId }] : [])] },
    include: { lines: { orderBy: { position: 'asc' } }, refunds: true, returns: true, fulfillments: true },
    orderBy: [{ processedAt: 'asc' }, { id: 'asc' }],
    take: ordersMax,
  })
  return orders.map((order) => ({ ...order, shopId: undefined, learnedAt: undefined }))
}

async function readOffers(db: Db, customerId: string) {
  const offers = await db.offer.findMany({
    where: { customerId },
    include: { items: { orderBy: { position: 'asc' } } },
    orderBy: { decidedAt: 'asc' },
    take: ordersMax,
  })
  return offers.map((offer) => ({ ...offer, shopId: undefined }))
}

async function readDislikes(db: Db, customerId: string) {
  return db.dislike.findMany({
    where: { customerId },
    select: { productId: true, at: true },
    orderBy: { at: 'asc' },
    take: ordersMax,
  })
}

async function readCodes(db: Db, customerId: string) {
  return db.discountCode.findMany({
    where: { customerId },
    select: { code: true, givenAt: true, usedAt: true, usedOrderId: true },
    orderBy: { givenAt: 'asc' },
    take: ordersMax,
  })
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
