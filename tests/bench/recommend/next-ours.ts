// Our own next-need model over evidence kept in memory, with the limits of serving: what PostgreSQL would hand out.
import { type Neighbours, neighboursMax, popularMax } from '../../../app/domain/recommend/evidence.ts'
import {
  type NeedEvidence,
  type NeedProduct,
  needTable,
} from '../../../app/domain/recommend/next-need-features.ts'
import { noHabits } from '../../../app/domain/recommend/next-need-habits.ts'
import { type CustomerOrder, needChanges, noRepeats } from '../../../app/domain/recommend/next-need-learn.ts'
import { type PastOrder, tellingProducts } from '../../../app/domain/recommend/next-need-past.ts'
import {
  needScores,
  startingNeedParameters,
  tuneNeeds,
} from '../../../app/domain/recommend/next-need-tune.ts'
import { decayOrigin, learn } from '../../../app/domain/recommend/weights.ts'
import type { NextMethod } from './next-protocol.ts'
import type { BenchOrder, BenchShop } from './protocol.ts'

/** A shop that knows no time is taken for one with an order every five minutes. */
const orderEveryMs = 300_000

interface Kept extends NeedProduct {
  pairs: Map<string, { slow: number; fast: number }>
  list: Neighbours | undefined
}

interface Memory {
  shop: BenchShop
  /** Time of the newest learned order. */
  learnedAt: number
  places: Map<string, number>
  products: Map<string, Kept>
  customers: Map<string, BenchOrder[]>
  habits: ReturnType<typeof noHabits>
  popular: string[] | undefined
  parameters: ReturnType<typeof startingNeedParameters>
}

/** The product's model: it learns order by order, and tunes itself by each order of a customer it knows. */
export function nextOurs(options = { first: 1000, every: 8 }): NextMethod & { memory(): Memory } {
  let memory = memoryOf({ name: '', products: [], hasDays: true })
  return {
    name: 'Encore',
    memory: () => memory,
    fit(orders, shop) {
      memory = memoryOf(shop)
      orders.forEach((order, place) => {
        learnOrder(memory, order, place, options)
      })
    },
    score(history, at) {
      const evidence = evidenceOf(memory, history, at)
      const table = needTable(evidence)
      const scores = new Float64Array(memory.shop.products.length).fill(Number.NEGATIVE_INFINITY)
      needScores(table, memory.parameters.weights).forEach((score, row) => {
        scores[memory.places.get(table.candidates[row]?.productId ?? '') ?? -1] = score
      })
      return scores
    },
  }
}

function memoryOf(shop: BenchShop): Memory {
  return {
    shop,
    learnedAt: Number.NEGATIVE_INFINITY,
    places: new Map(shop.products.map(({ id }, place) => [id, place])),
    products: new Map(
      shop.products.map(({ id }) => [
        id,
        { slow: 0, fast: 0, repeats: { ...noRepeats }, pairs: new Map(), list: undefined },
      ]),
    ),
    customers: new Map(),
    habits: noHabits(),
    popular: undefined,
    parameters: startingNeedParameters(),
  }
}

function learnOrder(
  memory: Memory,
  order: BenchOrder,
  place: number,
  options: { first: number; every: number },
): void {
  const productIds = idsOf(memory, order.products)
  if (order.customer !== undefined && productIds.length > 0) {
    const history = memory.customers.get(order.customer) ?? []
    if (history.length > 0 && (memory.parameters.tuned < options.first || place % options.every === 0))
      memory.parameters = tuneNeeds(memory.parameters, productIds, evidenceOf(memory, history, order.at))
    learnRepeats(memory, history, order)
    memory.customers.set(order.customer, [...history, order])
  }
  const { products, pairs } = learn({ atMs: timeOf(memory, order.at), productIds })
  for (const { productId, slow, fast } of products) {
    const kept = memory.products.get(productId)
    if (kept) Object.assign(kept, { slow: kept.slow + slow, fast: kept.fast + fast, list: undefined })
  }
  for (const { productId, otherProductId, slow, fast } of pairs) {
    const pair = memory.products.get(productId)?.pairs
    const known = pair?.get(otherProductId)
    if (known) Object.assign(known, { slow: known.slow + slow, fast: known.fast + fast })
    else pair?.set(otherProductId, { slow, fast })
  }
  memory.learnedAt = Math.max(memory.learnedAt, order.at)
  memory.popular = undefined
}

function learnRepeats(memory: Memory, history: readonly BenchOrder[], order: BenchOrder): void {
  const before = history.map((each) => customerOrder(memory, each))
  const changes = needChanges(before, [...before, customerOrder(memory, order)])
  for (const { productId, ...change } of changes.products) {
    const kept = memory.products.get(productId)?.repeats
    if (!kept) continue
    kept.buyers += change.buyers
    kept.returned += change.returned
    kept.repeaters += change.repeaters
    kept.repeats += change.repeats
    kept.gapDays += change.gapDays
  }
  for (const { cell, chances, repeats } of changes.habits) {
    memory.habits.chances[cell] = (memory.habits.chances[cell] ?? 0) + chances
    memory.habits.repeats[cell] = (memory.habits.repeats[cell] ?? 0) + repeats
  }
}

function evidenceOf(memory: Memory, history: readonly BenchOrder[], at: number): NeedEvidence {
  const nowMs = timeOf(memory, at)
  const orders = history.map((order) => pastOrder(memory, order))
  memory.popular ??= popularOf(memory)
  return {
    nowMs,
    learnedMs: timeOf(memory, memory.learnedAt),
    orders,
    products: memory.products,
    neighbours: new Map(tellingProducts(orders, nowMs).map((id) => [id, listOf(memory.products.get(id))])),
    popular: memory.popular,
    habits: memory.habits,
  }
}

function listOf(kept: Kept | undefined): Neighbours {
  if (!kept) return { productIds: [], slow: [] }
  if (kept.list) return kept.list
  let pairs = [...kept.pairs]
  if (pairs.length > neighboursMax) {
    const least =
      Float64Array.from(pairs, ([, { slow }]) => slow)
        .sort()
        .at(-neighboursMax) ?? 0
    pairs = pairs.filter(([, { slow }]) => slow >= least)
  }
  pairs = pairs.sort(([, a], [, b]) => b.slow - a.slow).slice(0, neighboursMax)
  kept.list = { productIds: pairs.map(([id]) => id), slow: Float64Array.from(pairs, ([, { slow }]) => slow) }
  return kept.list
}

function popularOf({ products }: Memory): string[] {
  const least =
    Float64Array.from(products.values(), ({ fast }) => fast)
      .sort()
      .at(-popularMax) ?? 0
  return [...products]
    .filter(([, { fast }]) => fast >= least && fast > 0)
    .sort(([one, a], [other, b]) => b.fast - a.fast || (one < other ? -1 : 1))
    .slice(0, popularMax)
    .map(([id]) => id)
}

function customerOrder(memory: Memory, order: BenchOrder): CustomerOrder {
  return {
    customerId: order.customer ?? '',
    orderId: order.id,
    atMs: timeOf(memory, order.at),
    productIds: idsOf(memory, order.products),
  }
}

function pastOrder(memory: Memory, order: BenchOrder): PastOrder {
  const lines = order.products.map((product, line) => ({
    productId: memory.shop.products[product]?.id ?? '',
    quantity: order.quantities[line] ?? 1,
  }))
  return { atMs: timeOf(memory, order.at), lines }
}

function idsOf({ shop }: Memory, products: readonly number[]): string[] {
  return products.map((product) => shop.products[product]?.id ?? '')
}

function timeOf({ shop }: Memory, at: number): number {
  return shop.hasDays ? at : decayOrigin + at * orderEveryMs
}
