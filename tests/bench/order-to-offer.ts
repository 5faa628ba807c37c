// From the moment Shopify sends an order until its timeline shows it and an offer for it is decided: 50 orders a
// second into the real door, a worker in a process of its own, a durable PostgreSQL. Times run from the sending.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { ShopifyId } from '../../app/domain/shopify-id.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { acrossShops, connect, disconnect, inShopHot } from '../../app/store/database.server.ts'
import type { Target } from './run.ts'
import { customersOfBench, orderBody, requestOf, shop } from './support-deliveries.ts'
import { startChild, withPostgres } from './support-processes.ts'
import { Line, percentile } from './support-streams.ts'

export const targets: Record<string, Target> = { p99Ms: { max: 999 } }

const perSecond = 50
const warmUpSeconds = 10
const seconds = 30
const lookEveryMs = 10
const bodyBytes = 13_000
const patienceMs = 20_000

/** How long it takes, and which share of the orders got a product to show. */
export async function run(): Promise<Record<string, number>> {
  return withPostgres(async (server) => {
    connect(server.url)
    await fillCatalogue(acrossShops())
    const door = await startChild('intake.child.ts', ['door'], server.url)
    const worker = await startChild('order-to-offer.child.ts', [], server.url)
    try {
      await drive(door.port, { from: 0, seconds: warmUpSeconds })
      // A database that has lived for a minute has had this from its autovacuum.
      await acrossShops().query('vacuum analyze')
      const { ms, offered } = await drive(door.port, { from: warmUpSeconds * perSecond, seconds })
      return {
        p99Ms: percentile(ms, 0.99),
        p50Ms: percentile(ms, 0.5),
        maxMs: Math.max(...ms),
        shareOffered: offered / ms.length,
      }
    } finally {
      await Promise.all([door.stop(), worker.stop()])
      await disconnect()
    }
  })
}

async function fillCatalogue(pool: pg.Pool): Promise<void> {
  const product = `'gid://shopify/Product/' || (7000000000 + n)`
  await pool.query(
    `insert into "Product" ("shopId", "id", "title", "handle", "status", "publishedAt", "updatedAt")
     select $1, ${product}, 'Product ' || n, 'product-' || n, 'active', now(), now() from generate_series(0, 59) n`,
    [shop],
  )
  await pool.query(
    `insert into "Variant" ("shopId", "id", "productId", "title", "priceMinor", "position", "updatedAt")
     select $1, 'gid://shopify/ProductVariant/' || (8000000000 + n), ${product}, '250 g', 1450, 1, now()
       from generate_series(0, 59) n`,
    [shop],
  )
  await pool.query(`update "Shop" set "primaryDomain" = 'shop.example' where "id" = $1`, [shop])
}

interface Sent {
  number: number
  at: number
}

async function drive(port: number, { from, seconds: lasting }: { from: number; seconds: number }) {
  const total = perSecond * lasting
  const pending = new Map<string, Sent>()
  const ms: number[] = []
  let offered = 0
  const startedAt = performance.now()
  let sent = 0
  const free: Line[] = []
  const send = async (number: number) => {
    const line = free.pop() ?? new Line(port)
    const at = performance.now()
    pending.set(orderIdOf(number), { number, at })
    const { bytes, idAt } = requestOf(orderBody(number, bodyBytes))
    bytes.write(String(900_000_000_000 + number), idAt, 'latin1')
    const status = await line.send(bytes)
    if (status !== 200) throw new Error(`The door answered ${status}.`)
    free.push(line)
  }
  const underway: Promise<void>[] = []
  const asking: Promise<void>[] = []
  const settle = async ({ number, at }: Sent) => {
    const [isOffered, isInTimeline] = await Promise.all([ask(number), isShown(number)])
    if (!isInTimeline) throw new Error(`Order ${number} is kept and not in its timeline.`)
    if (isOffered) offered++
    ms.push(performance.now() - at)
  }
  while (ms.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond))
    for (; sent < due; sent++) underway.push(send(from + sent))
    for (const id of await readKept([...pending.keys()])) {
      const order = pending.get(id)
      pending.delete(id)
      if (order) asking.push(settle(order))
    }
    if (performance.now() - startedAt > lasting * 1000 + patienceMs) throw new Error('Orders stay away.')
    await wait(lookEveryMs)
  }
  await Promise.all([...underway, ...asking])
  for (const line of free) line.close()
  return { ms: Float64Array.from(ms), offered }
}

function orderIdOf(number: number): string {
  return `gid://shopify/Order/${5_000_000_000_000 + number}`
}

/** Which of these orders the worker has taken in. */
async function readKept(ids: string[]): Promise<string[]> {
  const { rows } = await acrossShops().query<{ id: string }>(
    `select "id" from "Order" where "shopId" = $1 and "id" = any($2)`,
    [shop, ids],
  )
  return rows.map((row) => row.id)
}

async function isShown(number: number): Promise<boolean> {
  const { rows } = await acrossShops().query(
    `select 1 from "Timeline" where "shopId" = $1 and "customerId" = $2 and "kind" = 'order-placed' and "orderId" = $3`,
    [shop, `gid://shopify/Customer/${6_000_000_000 + (number % customersOfBench)}`, orderIdOf(number)],
  )
  return rows.length > 0
}

async function ask(number: number): Promise<boolean> {
  const order: { line_items: { product_id: number }[]; customer: { id: number } } = JSON.parse(
    orderBody(number, bodyBytes).toString(),
  )
  const question = {
    placement: 'thank-you' as const,
    orderId: orderIdOf(number) as ShopifyId<'Order'>, // Written as one just above.
    productIds: order.line_items.map(({ product_id }) => `gid://shopify/Product/${product_id}` as const),
    customerId: `gid://shopify/Customer/${order.customer.id}` as const,
  }
  const edge = { now: new Date(), newId: randomUUID }
  return (await inShopHot(shop, (db) => showOffer(db, question, edge))).kind === 'offer'
}
