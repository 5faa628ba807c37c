import type pg from 'pg'
import type { OrderTruth } from './world.ts'

/** Of a customer with more orders the first ones teach (app/domain/recommend/next-need-learn.ts). */
const taughtOrders = 60

/** Who bought a product, who of them bought it again, and how many orders did: what does not hang on when they came. */
type Counts = readonly [buyers: number, repeaters: number, repeats: number]

const none: Counts = [0, 0, 0]

/** What is wrong with what is kept of repeats. Orders that teach nothing any more may be missing in it, and no other. */
export async function wrongRepeats(
  client: pg.Client,
  shop: string,
  orders: Map<string, OrderTruth>,
): Promise<string[]> {
  const { rows } = await client.query<{ product: string; counts: [number, number, number] }>(
    `select regexp_replace("productId", '^.*/', '') as "product",
            array["buyers", "repeaters", "repeats"] as "counts" from "ProductRepeat" where "shopId" = $1`,
    [shop],
  )
  const known = new Map(rows.map(({ product, counts }) => [product, counts]))
  const kept = [...orders.values()].flatMap((order) => keptOf(order))
  const truths = repeatsOf(kept)
  const beyond = ordersBeyond(kept)
  return [...new Set([...known.keys(), ...truths.keys()])].flatMap((product) => {
    const [told = none, truth = none] = [known.get(product), truths.get(product)]
    const isRight = truth.every((count, at) => {
      const missing = count - (told[at] ?? 0)
      return missing >= 0 && missing <= beyond
    })
    return isRight ? [] : [`product ${product} is repeated ${told}, not ${truth}`]
  })
}

interface Kept {
  customer: string
  products: Set<string>
}

/** An order of a known customer that was paid and stands, with what they kept of it. */
function keptOf({ customer, isCancelled, status, lines }: OrderTruth): Kept[] {
  if (customer === null || isCancelled || !['paid', 'partially_refunded'].includes(status)) return []
  const kept = lines.filter((line) => !line.endsWith(' x 0')).map((line) => line.split(' ')[0] ?? '')
  return kept.length > 0 ? [{ customer, products: new Set(kept) }] : []
}

function ordersBeyond(kept: readonly Kept[]): number {
  const orders = new Map<string, number>()
  for (const { customer } of kept) orders.set(customer, (orders.get(customer) ?? 0) + 1)
  return [...orders.values()].reduce((sum, count) => sum + Math.max(0, count - taughtOrders), 0)
}

function repeatsOf(kept: readonly Kept[]): Map<string, Counts> {
  const times = new Map<string, Map<string, number>>()
  for (const { customer, products } of kept)
    for (const product of products) {
      const own = times.get(product) ?? new Map<string, number>()
      times.set(product, own.set(customer, (own.get(customer) ?? 0) + 1))
    }
  return new Map(
    [...times].map(([product, own]) => {
      const each = [...own.values()]
      const repeaters = each.filter((count) => count > 1).length
      return [product, [own.size, repeaters, each.reduce((sum, count) => sum + count - 1, 0)] as const]
    }),
  )
}
