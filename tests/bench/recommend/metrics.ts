// What is measured of one method on one trial (rules 4 and 6 of protocol A).
import { type BasketKind, basketKinds, type Method, type TestCase, type Trial } from './protocol.ts'

export type Mode = 'frozen' | 'live'

/** The hidden products' ranks by case, in the order of the test, and what stood in the first ten places. */
export interface Outcome {
  ranks: number[]
  shown: Set<number>
  products: number
}

export type Outcomes = Record<BasketKind, Outcome>

export interface Metrics {
  hitRate1: number
  hitRate3: number
  hitRate10: number
  meanReciprocalRank: number
  ndcg10: number
  coverage10: number
}

const placesMax = 10
/** Where a shop knows no days, peers are refitted every so many of its orders. */
const refitShare = 0.01

/** Rule 6, frozen: the method as of T answers everything. */
export function runFrozen(method: Method, trial: Trial): Outcomes {
  method.fit(trial.train, trial.shop)
  return answerAll(method, trial)
}

/** Both modes after one fit: first frozen, then live. */
export function runBoth(method: Method, trial: Trial): Record<Mode, Outcomes> {
  return { frozen: runFrozen(method, trial), live: answerAndLearn(method, trial) }
}

function answerAll(method: Method, trial: Trial): Outcomes {
  const outcomes = emptyOutcomes(trial)
  for (const each of trial.cases) if (each) answer(method, each, trial, outcomes)
  return outcomes
}

/** Rule 6, live: what learns does so after each order was asked about; anything else is refitted on each new day. */
function answerAndLearn(method: Method, trial: Trial): Outcomes {
  const outcomes = emptyOutcomes(trial)
  let refitted = 0
  trial.test.forEach((order, place) => {
    if (!method.learn && isRefitDue(trial, refitted, place)) {
      refit(method, trial, refitted, place)
      refitted = place
    }
    const each = trial.cases[place]
    if (each) answer(method, each, trial, outcomes)
    method.learn?.(order)
  })
  return outcomes
}

function refit(method: Method, { shop, train, test }: Trial, from: number, to: number): void {
  if (method.refit) method.refit(test.slice(from, to))
  else method.fit([...train, ...test.slice(0, to)], shop)
}

/** All figures of an outcome; shares of one. */
export function metricsOf({ ranks, shown, products }: Outcome): Metrics {
  return {
    hitRate1: mean(ranks.map((rank) => (rank <= 1 ? 1 : 0))),
    hitRate3: mean(ranks.map((rank) => (rank <= 3 ? 1 : 0))),
    hitRate10: mean(ranks.map((rank) => (rank <= placesMax ? 1 : 0))),
    meanReciprocalRank: mean(ranks.map((rank) => 1 / rank)),
    ndcg10: mean(ranks.map(gainAt)),
    coverage10: shown.size / Math.max(products, 1),
  }
}

/** What one case adds to NDCG@10: with one right answer the ideal gain is 1 (Jarvelin and Kekalainen, TOIS 2002). */
export function gainAt(rank: number): number {
  return rank <= placesMax ? 1 / Math.log2(rank + 1) : 0
}

/**
 * The hidden product's rank among all that are not in the query, from 1. Equal scores go to the product in more train
 * orders, then to the smaller id. Throws when a score is not a number.
 */
export function rankOf(
  scores: Float64Array,
  hidden: number,
  query: readonly number[],
  popularity: Float64Array,
): number {
  const own = scores[hidden] ?? Number.NaN
  let rank = 1
  let notNumbers = 0
  for (let product = 0; product < scores.length; product++) {
    const score = scores[product] ?? Number.NaN
    if (score > own) rank += 1
    else if (score === own)
      rank += product !== hidden && isBefore(product, hidden, scores, popularity) ? 1 : 0
    else if (Number.isNaN(score)) notNumbers += 1
  }
  if (notNumbers > 0 || Number.isNaN(own))
    throw new Error(`Every score must be a number; ${notNumbers} are not.`)
  return rank - query.filter((product) => isBefore(product, hidden, scores, popularity)).length
}

/** The first ten places. */
export function firstPlaces(
  scores: Float64Array,
  query: readonly number[],
  popularity: Float64Array,
): number[] {
  const first: number[] = []
  let least = Number.NEGATIVE_INFINITY
  for (let product = 0; product < scores.length; product++) {
    if ((scores[product] ?? 0) < least || query.includes(product)) continue
    const last = first[placesMax - 1]
    if (last !== undefined && !isBefore(product, last, scores, popularity)) continue
    const place = first.findIndex((other) => isBefore(product, other, scores, popularity))
    first.splice(place < 0 ? first.length : place, 0, product)
    first.length = Math.min(first.length, placesMax)
    if (first.length === placesMax) least = scores[first[placesMax - 1] ?? 0] ?? least
  }
  return first
}

function isBefore(one: number, other: number, scores: Float64Array, popularity: Float64Array): boolean {
  // Compared, not subtracted: a product without a score may stand at minus infinity.
  const [own, its] = [scores[one] ?? 0, scores[other] ?? 0]
  if (own !== its) return own > its
  const byPopularity = (popularity[one] ?? 0) - (popularity[other] ?? 0)
  return byPopularity > 0 || (byPopularity === 0 && one < other)
}

function answer(method: Method, each: TestCase, trial: Trial, outcomes: Outcomes): void {
  for (const kind of basketKinds) {
    const query = each.queries[kind]
    const scores = method.score(query, each.order.at)
    outcomes[kind].ranks.push(rankOf(scores, each.hidden, query, trial.popularity))
    for (const product of firstPlaces(scores, query, trial.popularity)) outcomes[kind].shown.add(product)
  }
}

function isRefitDue({ shop, train, test }: Trial, refitted: number, place: number): boolean {
  if (place === refitted) return false
  if (shop.hasDays) return (test[place]?.day ?? 0) > (test[place - 1]?.day ?? 0)
  return place - refitted >= Math.ceil(refitShare * (train.length + test.length))
}

function emptyOutcomes({ shop }: Trial): Outcomes {
  const empty = (): Outcome => ({ ranks: [], shown: new Set(), products: shop.products.length })
  return { short: empty(), full: empty() }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
}
