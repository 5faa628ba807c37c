// Protocol A2: what will this customer order next. One test per customer; the model sees only orders before T.
import type { BenchOrder, BenchShop, Trial } from './protocol.ts'

/** What every method under test implements. Higher scores are better; what is no candidate is left out outside. */
export interface NextMethod {
  name: string
  /** Forgets what was known and learns these orders, which come by rising time. */
  fit(orders: readonly BenchOrder[], shop: BenchShop): void
  /** One score for each product of the shop. `history` holds at least one order, oldest first, none empty. */
  score(history: readonly BenchOrder[], at: number): Float64Array
}

export type NextTask = 'repeat' | 'new'

export const nextTasks: readonly NextTask[] = ['repeat', 'new']

/** One customer's last order, and all earlier ones. */
export interface NextCase {
  order: BenchOrder
  /** Oldest first; those that hold no product known at T are left out. */
  history: BenchOrder[]
  bought: Set<number>
}

/** NDCG@10 and recall@10 by case, in the order of the cases that apply. */
export interface NextOutcome {
  gains: number[]
  recalls: number[]
}

export type NextOutcomes = Record<NextTask, NextOutcome>

const placesMax = 10

/** The tests of one split: customers with an order at or after T and one before that, by the time of the last one. */
export function nextCases({ train, test }: Trial): NextCase[] {
  const first = test[0]
  const orders = new Map<string, BenchOrder[]>()
  for (const order of [...train, ...test]) {
    if (order.customer === undefined) continue
    const own = orders.get(order.customer) ?? []
    own.push(order)
    orders.set(order.customer, own)
  }
  const cases: NextCase[] = []
  for (const own of orders.values()) {
    const order = own.at(-1)
    const history = own.slice(0, -1).filter(({ products }) => products.length > 0)
    if (first === undefined || order === undefined || order.at < first.at || history.length === 0) continue
    if (order.products.length === 0) continue
    cases.push({ order, history, bought: new Set(history.flatMap(({ products }) => products)) })
  }
  return cases
}

/** Fits once on train and answers every case for both tasks. */
export function runNext(method: NextMethod, trial: Trial, cases = nextCases(trial)): NextOutcomes {
  method.fit(trial.train, trial.shop)
  const outcomes: NextOutcomes = { repeat: { gains: [], recalls: [] }, new: { gains: [], recalls: [] } }
  for (const { order, history, bought } of cases) {
    const scores = method.score(history, order.at)
    add(outcomes.repeat, scores, order.products, new Set(), trial.popularity)
    const fresh = order.products.filter((product) => !bought.has(product))
    if (fresh.length > 0) add(outcomes.new, scores, fresh, bought, trial.popularity)
  }
  return outcomes
}

/** Several right answers: the ideal list has as many of them on top as fit (Jarvelin and Kekalainen, TOIS 2002). */
function add(
  outcome: NextOutcome,
  scores: Float64Array,
  right: readonly number[],
  excluded: ReadonlySet<number>,
  popularity: Float64Array,
): void {
  const wanted = new Set(right)
  let [gain, ideal, found] = [0, 0, 0]
  topPlaces(scores, excluded, popularity).forEach((product, place) => {
    if (!wanted.has(product)) return
    gain += 1 / Math.log2(place + 2)
    found += 1
  })
  for (let place = 0; place < Math.min(placesMax, right.length); place++) ideal += 1 / Math.log2(place + 2)
  outcome.gains.push(gain / ideal)
  outcome.recalls.push(found / right.length)
}

/** The ten best products by score, then train popularity, then index; none of `excluded`. */
function topPlaces(scores: Float64Array, excluded: ReadonlySet<number>, popularity: Float64Array): number[] {
  const top: number[] = []
  for (let product = 0; product < scores.length; product++) {
    if (Number.isNaN(scores[product])) throw new Error(`The score of product ${product} must be a number.`)
    if (excluded.has(product)) continue
    let place = top.length
    while (place > 0 && isBefore(product, top[place - 1] ?? 0, scores, popularity)) place -= 1
    if (place >= placesMax) continue
    top.splice(place, 0, product)
    top.length = Math.min(top.length, placesMax)
  }
  return top
}

function isBefore(one: number, other: number, scores: Float64Array, popularity: Float64Array): boolean {
  const byScore = (scores[one] ?? 0) - (scores[other] ?? 0)
  if (byScore !== 0 && !Number.isNaN(byScore)) return byScore > 0
  return (popularity[one] ?? 0) > (popularity[other] ?? 0)
}
