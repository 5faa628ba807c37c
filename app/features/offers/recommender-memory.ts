import { type ProductFacts, popularMax } from '../../domain/recommend/evidence.ts'
import { type Likeness, likenessOf, wordsOf } from '../../domain/recommend/likeness.ts'
import { type Parameters, startingParameters } from '../../domain/recommend/parameters.ts'
import { parseParameters } from '../../domain/recommend/parse-parameters.ts'
import { monotonicMs } from '../../platform/clock.ts'
import type { HotDb } from '../../store/database.server.ts'
import { forgetGlances } from '../../store/offer-more.server.ts'
import {
  type KnownProduct,
  neverRead,
  readChanged,
  readTitles,
  type TitledProduct,
} from '../../store/recommender.server.ts'
import { forgetProducts } from '../../store/remembered-products.server.ts'
import { forgetAllNeighbours, forgetNeighbours } from './neighbour-lists.ts'
import { forgetNeeds } from './next-need-memory.ts'
import { keepFacts, keepLikeness, type Numbers, noNumbers } from './product-numbers.ts'

// The next shopper profits from an order that was worked this long ago.
const freshMs = 1_000
// What a title says changes seldom, and only decides where little else is known.
const titlesMs = 300_000
const shopsMax = 200
const productsMax = 400_000
const rareWordProductsMax = 40

/** What this process remembers of a shop's products: an image of what the database holds, at most a second old. */
export interface ShopMemory {
  facts: Map<string, ProductFacts>
  /** Lists of neighbours name products by these. */
  numbers: Numbers
  /** The slow weights of all products added up. */
  allSlow: number
  /** The products that sell most just now. */
  popular: string[]
  /** The products with a word that few have. */
  productsByWord: Map<string, string[]>
  parameters: Parameters
}

interface Kept extends ShopMemory {
  readAt: string
  generation: string
  readMs: number
  titlesReadMs: number
  likeness: Map<string, Likeness>
}

const shops = new Map<string, Kept>()
const first = new Map<string, Promise<Kept>>()

const noWords: Likeness = { words: new Map(), category: undefined }

/**
 * The memory of this shop, read through a unit of work of the same shop: whole at first, then what changed. Shops that
 * were not asked for longest are forgotten, beyond 200 shops or 400,000 products.
 */
export async function memoryOf(db: HotDb, shop: string): Promise<ShopMemory> {
  const kept = shops.get(shop) ?? (await readFirst(db, shop))
  shops.delete(shop)
  shops.set(shop, kept)
  const nowMs = monotonicMs()
  if (nowMs - kept.readMs < freshMs) return kept
  // Others who ask meanwhile take what is there: it is a moment older than a second.
  kept.readMs = nowMs
  await bringUpToDate(db, shop, kept)
  return shops.get(shop) ?? kept
}

/** Forgets every shop, for a database that was exchanged under this process. */
export function forgetShops(): void {
  forgetAllNeighbours()
  forgetGlances()
  forgetNeeds()
  forgetProducts()
  shops.clear()
}

/** Of several who ask at once for a shop that is not remembered, one reads. */
async function readFirst(db: HotDb, shop: string): Promise<Kept> {
  const reading = first.get(shop) ?? readWhole(db, shop).finally(() => first.delete(shop))
  first.set(shop, reading)
  return reading
}

async function readWhole(db: HotDb, shop: string): Promise<Kept> {
  const kept: Kept = {
    facts: new Map(),
    numbers: noNumbers(),
    allSlow: 0,
    popular: [],
    productsByWord: new Map(),
    parameters: startingParameters(),
    readAt: neverRead,
    generation: '',
    readMs: monotonicMs(),
    titlesReadMs: monotonicMs(),
    likeness: new Map(),
  }
  takeTitles(kept, await readTitles(db))
  const changes = await readChanged(db, neverRead)
  kept.generation = changes.generation
  takeChanges(kept, changes)
  makeRoom(kept.facts.size)
  shops.set(shop, kept)
  return kept
}

async function bringUpToDate(db: HotDb, shop: string, kept: Kept): Promise<void> {
  if (kept.readMs - kept.titlesReadMs > titlesMs) {
    kept.titlesReadMs = kept.readMs
    takeTitles(kept, await readTitles(db))
  }
  const changes = await readChanged(db, kept.readAt)
  if (changes.generation !== kept.generation) {
    forgetNeighbours(shop, [...kept.facts.keys()])
    shops.set(shop, await readWhole(db, shop))
    return
  }
  const changed = takeChanges(kept, changes)
  // An order moves its pairs and its products together: whose weight stayed has the neighbours it had.
  forgetNeighbours(shop, changed)
}

function takeTitles(kept: Kept, products: TitledProduct[]): void {
  const byWord = new Map<string, string[]>()
  for (const { id, title } of products)
    for (const word of wordsOf(title)) {
      const known = byWord.get(word)
      if (known) known.push(id)
      else byWord.set(word, [id])
    }
  const productsWith = (word: string) => byWord.get(word)?.length ?? 1
  kept.likeness = new Map(
    products.map((each) => [
      each.id,
      likenessOf({ title: each.title, category: each.productType }, productsWith, products.length),
    ]),
  )
  kept.productsByWord = new Map([...byWord].filter(([, ids]) => ids.length <= rareWordProductsMax))
  for (const [id, likeness] of kept.likeness) {
    const facts = kept.facts.get(id)
    keep(kept, id, { slow: facts?.slow ?? 0, fast: facts?.fast ?? 0, likeness })
  }
  keepLikeness(kept.numbers)
}

/** Returns the products whose weights are others than were known. */
function takeChanges(
  kept: Kept,
  { readAt, products, parameters }: Awaited<ReturnType<typeof readChanged>>,
): string[] {
  kept.readAt = readAt
  kept.parameters = (parameters === undefined ? undefined : parseParameters(parameters)) ?? kept.parameters
  const changed = products.filter((product) => isNew(kept, product))
  for (const { id, slow, fast } of changed)
    keep(kept, id, { slow, fast, likeness: kept.likeness.get(id) ?? noWords })
  if (changed.length > 0) {
    kept.allSlow = [...kept.facts.values()].reduce((sum, { slow }) => sum + slow, 0)
    kept.popular = popularOf(kept.facts)
  }
  return changed.map(({ id }) => id)
}

function keep({ facts, numbers }: Kept, id: string, known: Omit<ProductFacts, 'place'>): void {
  facts.set(id, keepFacts(numbers, id, known))
}

function isNew({ facts }: Kept, { id, slow, fast }: KnownProduct): boolean {
  const known = facts.get(id)
  return known === undefined || known.slow !== slow || known.fast !== fast
}

function popularOf(facts: Map<string, ProductFacts>): string[] {
  return [...facts]
    .filter(([, { fast }]) => fast > 0)
    .sort(([one, a], [other, b]) => b.fast - a.fast || (one < other ? -1 : 1))
    .slice(0, popularMax)
    .map(([id]) => id)
}

function makeRoom(products: number): void {
  let held = [...shops.values()].reduce((sum, { facts }) => sum + facts.size, products)
  for (const [shop, { facts }] of shops) {
    if (shops.size < shopsMax && held <= productsMax) return
    held -= facts.size
    shops.delete(shop)
  }
}
