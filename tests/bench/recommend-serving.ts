// The recommender in a large shop: 10,000 products and what 1,000,000 orders taught about them, in a durable PostgreSQL.
// A decision is `recommendFor` in a unit of work, with all the statements it needs; a fresh process begins with nothing
// remembered. Learning is `learnWritten` of one new order in a unit of work of its own, by the processor time of this
// process: of twelve orders two are guests', six are first ones of a customer, and four are of customers who come back.
import pg from 'pg'
import { startingNeedParameters } from '../../app/domain/recommend/next-need-tune.ts'
import { startingParameters } from '../../app/domain/recommend/parameters.ts'
import { recommendFor } from '../../app/features/offers/recommend-for.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { learnWritten } from '../../app/features/orders/learn-orders.ts'
import { tuneNeedsBy } from '../../app/features/orders/tune-needs.ts'
import { tuneBy } from '../../app/features/orders/tune-recommender.ts'
import { asHot, connect, type Db, disconnect, inShop, inShopHot } from '../../app/store/database.server.ts'
import type { KnownBasket } from '../../app/store/learning.server.ts'
import { migrate } from '../../app/store/migrate.server.ts'
import { writeNeedTuning } from '../../app/store/next-needs.server.ts'
import { writeTuning } from '../../app/store/recommender.server.ts'
import { startTemporaryPostgres } from '../support/temporary-postgres.ts'
import type { Target } from './run.ts'

export const targets: Record<string, Target> = {
  decideP99Ms: { max: 10 },
  memoryMb: { max: 300 },
  learnMedianMs: { max: 1 },
}

const shop = 'roast-and-co.myshopify.com'
const products = 10_000
const orders = 1_000_000
const productsPerCorner = 100
const warmUps = 2_000
const decisions = 4_000
const learned = 1_200
const regulars = 60
const minuteMs = 60_000
const at = '2026-06-01T00:00:00Z'

/** `decideP99Ms` and `decideMedianMs`; the peak of this process's memory; processor time to learn one order. */
export async function run(): Promise<Record<string, number>> {
  const { server, remove } = await startTemporaryPostgres()
  try {
    await migrate(server.url)
    await fill(server.url)
    connect(server.url)
    const first = await timed(() => decide(1))
    for (let n = 0; n < warmUps; n += 1) await decide(n)
    const ms: number[] = []
    for (let n = 0; n < decisions; n += 1) ms.push(await timed(() => decide(warmUps + n)))
    const learnMs: number[] = []
    await inShop(shop, async (db) => {
      await writeTuning(asHot(db), { ...startingParameters(), tuned: orders })
      await writeNeedTuning(asHot(db), { ...startingNeedParameters(), tuned: orders })
    })
    forgetShops()
    for (let n = 1; n <= learned; n += 1) learnMs.push(await learnOne(n))
    return {
      decideP99Ms: percentile(ms, 0.99),
      decideMedianMs: percentile(ms, 0.5),
      firstDecisionMs: round(first),
      memoryMb: round(process.resourceUsage().maxRSS / 1024),
      learnMedianMs: percentile(learnMs, 0.5),
      learnP99Ms: percentile(learnMs, 0.99),
    }
  } finally {
    await disconnect()
    await remove()
  }
}

/** Baskets of one to three products of one corner of the shop; every product is asked for. */
async function decide(n: number): Promise<void> {
  const corner = (n * 37) % (products / productsPerCorner)
  const basketIds = [0, 1, 2]
    .slice(0, 1 + (n % 3))
    .map((at) => productId(corner * productsPerCorner + ((n * 7 + at * 13) % productsPerCorner) + 1))
  const found = await inShopHot(shop, (db) =>
    recommendFor(db, { shop, basketIds, now: new Date(at), limit: 24 }),
  )
  if (found.length < 24) throw new Error(`Only ${found.length} products were named.`)
}

/** Learns a new order; returns its processor time in milliseconds without that of keeping the order itself. */
async function learnOne(n: number): Promise<number> {
  const basket = basketOf(n)
  const { customerId, orderId } = basket
  const customerIds = customerId === null ? [] : [customerId]
  let ms = 0
  await inShop(shop, async (db) => {
    let keeping = 0
    const all = await processorMs(() =>
      learnWritten(
        db,
        { customerIds, orderIds: [orderId], learnedIds: [], baskets: [basket] },
        async () => {
          keeping = await processorMs(() => buy(db, basket))
        },
        async (come, before) => {
          await tuneBy(db, come)
          await tuneNeedsBy(db, come, before)
        },
      ),
    )
    ms = all - keeping
  })
  return ms
}

/** The order `n`, a minute after the one before it. */
function basketOf(n: number): KnownBasket {
  const orderId = `gid://shopify/Order/${n}`
  const customerId = buyerOf(n)
  const productIds = [1, 2, 3].map((line) => productId(1 + ((n * 31 + line * 7) % products))).sort()
  const atMs = new Date(at).getTime() + n * minuteMs
  return { customerId, buyer: customerId ?? orderId, orderId, atMs, productIds }
}

/** Of six one is a guest; one had bought the order before the last, one is of ten regulars; the others are new. */
function buyerOf(n: number): string | null {
  if (n % 6 === 0) return null
  const first = n % 6 === 4 ? n - 2 : n % 6 === 5 ? n % regulars : n
  return `gid://shopify/Customer/${first}`
}

/** Keeps what the basket says. */
async function buy(db: Db, { orderId, customerId, atMs, productIds }: KnownBasket): Promise<void> {
  const placed = new Date(atMs)
  if (customerId)
    await db.$executeRaw`
      insert into "Customer" ("id", "createdAt", "updatedAt") values (${customerId}, ${placed}, ${placed}) on conflict do nothing`
  await db.$executeRaw`
    insert into "Order" ("id", "name", "customerId", "processedAt", "createdAt", "updatedAt", "currency", "subtotalMinor",
                         "totalMinor", "discountMinor", "presentmentCurrency", "presentmentTotalMinor", "learnedAt")
    values (${orderId}, '#', ${customerId}, ${placed}, ${placed}, ${placed}, 'EUR', 1, 1, 0, 'EUR', 1, ${placed})`
  await db.$executeRaw`
    insert into "OrderLine" ("orderId", "id", "position", "productId", "title", "quantity", "currentQuantity", "priceMinor", "discountMinor")
    select ${orderId}, ${orderId} || l, l, p, 'A', 1, 1, 1, 0 from unnest(${productIds}::text[]) with ordinality as b (p, l)`
}

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`select set_config('app.shop_id', $1, false)`, [shop])
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

function productId(n: number): string {
  return `gid://shopify/Product/${n}`
}

const gid = (digits: string) => `'gid://shopify/Product/' || (${digits})`
const days = `extract(epoch from timestamptz '${at}' - timestamptz '2020-01-01 00:00:00+00') / 86400`

// Each order has three products of one corner, some far more often than others, and every tenth one from anywhere.
const statements = [
  `insert into "Shop" ("installedAt", "currency") values (timestamptz '${at}', 'EUR')`,
  `insert into "Product" ("id", "title", "handle", "status", "productType", "publishedAt", "updatedAt")
   select ${gid('n')}, 'Series ' || (n / 7) || ' colour ' || (n % 7), 'p' || n, 'active', 'Type ' || (n / ${productsPerCorner}),
          timestamptz '${at}', timestamptz '${at}' from generate_series(1, ${products}) n`,
  `create temporary table bought as
   select o, l, 1 + case when l = 3 and o % 10 = 0 then (o * 7919) % ${products}
     else (o % ${products / productsPerCorner}) * ${productsPerCorner}
       + floor(power(((o * (l * 2 + 1) * 265443) % 100003) / 100003.0, 2) * ${productsPerCorner})::int end as product
     from generate_series(1::bigint, ${orders}) o, generate_series(1, 3) l`,
  `insert into "ProductWeight" ("productId", "slow", "fast")
   select ${gid('product')}, count(*) * 0.7 * power(2::float8, ${days} / 120), count(*) * 0.05 * power(2::float8, ${days} / 10)
     from bought group by product`,
  `insert into "ProductPair" ("productId", "otherProductId", "buyers", "slow", "fast")
   select ${gid('a.product')}, ${gid('b.product')}, count(*), count(*) * 0.7 * power(2::float8, ${days} / 120),
          count(*) * 0.05 * power(2::float8, ${days} / 10)
     from bought a join bought b on b.o = a.o and b.product <> a.product group by a.product, b.product`,
  'drop table bought',
  'vacuum analyze',
  'checkpoint',
]

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function processorMs(work: () => Promise<void>): Promise<number> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
