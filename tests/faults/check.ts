import pg from 'pg'
import { wrongBodies } from './check-bodies.ts'
import { wrongRepeats } from './check-repeats.ts'
import type { OrderTruth, Told, World } from './world.ts'

const shownMax = 5

/** Compares what one shop's tables say with the story. Returns what does not agree, in words. */
export async function checkShop(
  url: string,
  { shop, world, acknowledged }: { shop: string; world: World; acknowledged: Map<string, Told['expect']> },
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return [
      ...(await checkDeliveries(client, shop, acknowledged)),
      ...few(shop, await wrongBodies(client, shop)),
      ...(await checkOrders(client, shop, world.truths.get(shop)?.orders ?? new Map())),
      ...(await checkPairs(client, shop, world.truths.get(shop)?.pairs ?? new Map())),
      ...few(shop, await wrongRepeats(client, shop, world.truths.get(shop)?.orders ?? new Map())),
    ]
  } finally {
    await client.end()
  }
}

async function checkDeliveries(client: pg.Client, shop: string, acknowledged: Map<string, Told['expect']>) {
  const { rows } = await client.query<{ id: string; status: string }>(
    `select "id", "status" from "Delivery" where "shopId" = $1`,
    [shop],
  )
  const stored = new Map(rows.map((row) => [row.id, row.status]))
  const violations =
    rows.length > stored.size ? [`${rows.length - stored.size} deliveries are stored twice`] : []
  for (const [id, expected] of acknowledged) {
    const status = stored.get(id)
    if (status === undefined) violations.push(`${id} was acknowledged and is not stored`)
    else if (status !== expected) violations.push(`${id} is ${status} and should be ${expected}`)
  }
  for (const id of stored.keys())
    if (!acknowledged.has(id)) violations.push(`${id} is stored and was never told and acknowledged`)
  return few(shop, violations)
}

async function checkOrders(client: pg.Client, shop: string, truths: Map<string, OrderTruth>) {
  const known = new Map((await readOrders(client, shop)).map((order) => [order.id, order]))
  const violations: string[] = []
  for (const [id, truth] of truths) {
    const order = known.get(id)
    if (!order) violations.push(`order ${id} is missing`)
    else if (JSON.stringify({ ...order, id: undefined }) !== JSON.stringify(truth))
      violations.push(`order ${id} is ${JSON.stringify(order)} and should be ${JSON.stringify(truth)}`)
  }
  for (const id of known.keys()) if (!truths.has(id)) violations.push(`order ${id} came from nowhere`)
  return few(shop, violations)
}

async function readOrders(client: pg.Client, shop: string): Promise<(OrderTruth & { id: string })[]> {
  const digits = (column: string) => `regexp_replace(${column}, '^.*/', '')`
  const { rows } = await client.query(
    `select ${digits('o."id"')} as "id", o."updatedAt" as "updatedAt", o."financialStatus" as "status",
            o."cancelledAt" is not null as "isCancelled", ${digits('o."customerId"')} as "customer",
            o."totalMinor"::int as "totalMinor",
            coalesce((select sum("amountMinor") from "Refund" r where r."shopId" = o."shopId" and r."orderId" = o."id"), 0)::int as "refundedMinor",
            o."refundedMinor"::int as "refundedSum",
            coalesce((select array_agg(${digits('l."productId"')} || ' x ' || l."currentQuantity") from "OrderLine" l
              where l."shopId" = o."shopId" and l."orderId" = o."id"), '{}') as "lines"
       from "Order" o where o."shopId" = $1`,
    [shop],
  )
  return rows.map(({ refundedSum, ...row }) => ({
    ...row,
    updatedAt: row.updatedAt.toISOString(),
    refundedMinor: refundedSum === row.refundedMinor ? row.refundedMinor : Number.NaN,
    lines: row.lines.sort(),
  }))
}

async function checkPairs(client: pg.Client, shop: string, truths: Map<string, number>) {
  const { rows } = await client.query<{ pair: string; buyers: number }>(
    `select regexp_replace("productId", '^.*/', '') || ' ' || regexp_replace("otherProductId", '^.*/', '') as "pair", "buyers"
       from "ProductPair" where "shopId" = $1`,
    [shop],
  )
  const known = new Map(rows.map((row) => [row.pair, row.buyers]))
  const pairs = new Set([...known.keys(), ...truths.keys()])
  const wrong = [...pairs].filter((pair) => known.get(pair) !== truths.get(pair))
  return few(
    shop,
    wrong.map((pair) => `pair ${pair} counts ${known.get(pair)} buyers and should count ${truths.get(pair)}`),
  )
}

function few(shop: string, violations: string[]): string[] {
  const more = violations.length - shownMax
  const shown = violations.slice(0, shownMax).map((each) => `${shop}: ${each}`)
  return more > 0 ? [...shown, `${shop}: ... and ${more} more like these`] : shown
}
