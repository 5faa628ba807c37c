// Our own model over evidence kept in memory, with the limits of serving: what PostgreSQL would hand out, no more.
import { candidatesOf } from '../../../app/domain/recommend/candidates.ts'
import {
  alikeMax,
  type Evidence,
  type Neighbours,
  neighboursMax,
  type ProductFacts,
  popularMax,
} from '../../../app/domain/recommend/evidence.ts'
import { likenessOf, titleLikeness, wordsOf } from '../../../app/domain/recommend/likeness.ts'
import { startingParameters } from '../../../app/domain/recommend/parameters.ts'
import { recommend } from '../../../app/domain/recommend/recommend.ts'
import { examplesOf, tune } from '../../../app/domain/recommend/tune.ts'
import { decayOrigin, learn } from '../../../app/domain/recommend/weights.ts'
import type { BenchOrder, BenchProduct, BenchShop, Method } from './protocol.ts'

/** A shop that knows no time is taken for one with an order every five minutes. */
const orderEveryMs = 300_000
/** Products with a word that more of them share are not found by it. */
const rareWordProductsMax = 40

/** The product's model. It learns each order as it comes, so it has no `refit`. */
export function ours(): Method {
  let memory = memoryOf({ name: '', products: [], hasDays: true })
  return {
    name: 'Encore',
    fit(orders, shop) {
      memory = memoryOf(shop)
      for (const order of orders) learnOrder(memory, order)
    },
    learn: (order) => learnOrder(memory, order),
    score: (query, at) => scoresOf(memory, query, at),
  }
}

interface Kept extends ProductFacts {
  near: Near
}

/** The pairs of one product; `list` is what a read gives, until the next pair is learned. */
interface Near {
  places: Map<string, number>
  productIds: string[]
  slow: number[]
  fast: number[]
  list: Neighbours | undefined
}

interface Memory {
  shop: BenchShop
  places: Map<string, number>
  products: Map<string, Kept>
  productsByWord: Map<string, string[]>
  popular: string[] | undefined
  allSlow: number
  parameters: ReturnType<typeof startingParameters>
}

function memoryOf(shop: BenchShop): Memory {
  const productsByWord = new Map<string, string[]>()
  for (const { id, title } of shop.products)
    for (const word of wordsOf(title ?? ''))
      productsByWord.set(word, [...(productsByWord.get(word) ?? []), id])
  const rarity = (word: string) => productsByWord.get(word)?.length ?? 1
  const kept = ({ title = '', category }: BenchProduct): Kept => ({
    slow: 0,
    fast: 0,
    likeness: likenessOf({ title, category }, rarity, shop.products.length),
    near: { places: new Map(), productIds: [], slow: [], fast: [], list: undefined },
  })
  return {
    shop,
    places: new Map(shop.products.map(({ id }, place) => [id, place])),
    products: new Map(shop.products.map((product) => [product.id, kept(product)])),
    productsByWord,
    popular: undefined,
    allSlow: 0,
    parameters: startingParameters(),
  }
}

function learnOrder(memory: Memory, order: BenchOrder): void {
  const productIds = idsOf(memory, order.products)
  for (const example of examplesOf({ id: order.id, productIds }, memory.parameters.tuned)) {
    const { evidence, candidates } = look(memory, example.basketIds, order.at)
    memory.parameters = tune(memory.parameters, example, evidence, candidates)
  }
  const { products, pairs } = learn({ atMs: timeOf(memory, order.at), productIds })
  for (const { productId, slow, fast } of products) {
    const kept = memory.products.get(productId)
    if (kept === undefined) continue
    kept.slow += slow
    memory.allSlow += slow
    kept.fast += fast
  }
  for (const { productId, otherProductId, slow, fast } of pairs)
    addPair(memory.products.get(productId)?.near, otherProductId, slow, fast)
  memory.popular = undefined
}

function addPair(near: Near | undefined, other: string, slow: number, fast: number): void {
  if (near === undefined) return
  const place = near.places.get(other) ?? near.productIds.length
  if (place === near.productIds.length) {
    near.places.set(other, place)
    near.productIds.push(other)
  }
  near.slow[place] = (near.slow[place] ?? 0) + slow
  near.fast[place] = (near.fast[place] ?? 0) + fast
  near.list = undefined
}

function scoresOf(memory: Memory, query: readonly number[], at: number): Float64Array {
  const basketIds = idsOf(memory, query)
  const { evidence, candidates } = look(memory, basketIds, at)
  const scores = new Float64Array(memory.shop.products.length).fill(Number.NEGATIVE_INFINITY)
  for (const { productId, score } of recommend(basketIds, evidence, memory.parameters, candidates))
    scores[memory.places.get(productId) ?? -1] = score
  return scores
}

/** The two reads of serving: the neighbours of the basket, and then those of the core. */
function look(memory: Memory, basketIds: readonly string[], at: number) {
  const neighbours = new Map(basketIds.map((id) => [id, listOf(memory.products.get(id)?.near)]))
  memory.popular ??= popularOf(memory)
  const evidence: Evidence = {
    nowMs: timeOf(memory, at),
    allSlow: memory.allSlow,
    products: memory.products,
    neighbours,
    popular: memory.popular,
    alike: alikeOf(memory, basketIds),
  }
  const candidates = candidatesOf(basketIds, evidence)
  for (const id of candidates.coreIds) neighbours.set(id, listOf(memory.products.get(id)?.near))
  return { evidence, candidates }
}

function listOf(near: Near | undefined): Neighbours {
  if (near === undefined) return { productIds: [], slow: [], fast: [] }
  near.list ??= strongestOf(near)
  return near.list
}

function strongestOf({ productIds, slow, fast }: Near): Neighbours {
  const least = Float64Array.from(slow).sort().at(-neighboursMax) ?? 0
  const places = [...slow.keys()]
    .filter((place) => (slow[place] ?? 0) >= least)
    .sort(
      (one, other) => (slow[other] ?? 0) - (slow[one] ?? 0) || compare(productIds[one], productIds[other]),
    )
    .slice(0, neighboursMax)
  return {
    productIds: places.map((place) => productIds[place] ?? ''),
    slow: Float64Array.from(places, (place) => slow[place] ?? 0),
    fast: Float64Array.from(places, (place) => fast[place] ?? 0),
  }
}

function popularOf({ products }: Memory): string[] {
  const least =
    Float64Array.from(products.values(), ({ fast }) => fast)
      .sort()
      .at(-popularMax) ?? 0
  return [...products]
    .filter(([, { fast }]) => fast >= least && fast > 0)
    .sort(([one, a], [other, b]) => b.fast - a.fast || compare(one, other))
    .slice(0, popularMax)
    .map(([id]) => id)
}

function alikeOf({ products, productsByWord }: Memory, basketIds: readonly string[]): string[] {
  const likeness = new Map<string, number>()
  for (const id of basketIds) {
    const own = products.get(id)?.likeness
    if (own === undefined) continue
    const words = [...own.words.keys()].map((word) => productsByWord.get(word) ?? [])
    for (const other of new Set(words.filter((ids) => ids.length <= rareWordProductsMax).flat())) {
      const facts = products.get(other)
      if (facts) likeness.set(other, (likeness.get(other) ?? 0) + titleLikeness(own, facts.likeness))
    }
  }
  return [...likeness]
    .sort(([one, a], [other, b]) => b - a || compare(one, other))
    .slice(0, alikeMax)
    .map(([id]) => id)
}

function idsOf({ shop }: Memory, products: readonly number[]): string[] {
  return products.map((product) => shop.products[product]?.id ?? '')
}

function timeOf({ shop }: Memory, at: number): number {
  return shop.hasDays ? at : decayOrigin + at * orderEveryMs
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0
}
