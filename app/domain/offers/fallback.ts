import { type Candidate, inOrder } from './candidate.ts'
import { customersMin } from './decide.ts'
import type { ProductId } from './reason.ts'

/** A look at a shop as a whole, for purchases that nothing is known to go with. It may be some minutes old. */
export interface ShopGlance {
  /** The products that most different customers bought lately, the most first. */
  popular: { productId: ProductId; customers: number }[]
  /** Over how many days that was counted. */
  days: number
  catalogue: GlancedProduct[]
}

export interface GlancedProduct {
  id: ProductId
  title: string
  productType: string | undefined
}

const fallbacksMax = 12
/** From this likeness on, two titles speak of the same thing: "Stoneware Mug blue" and "Stoneware Mug green". */
const likenessMin = 0.4
/** One type is as much as half of the words. */
const ofSameType = 0.5
const shortestWord = 3
/** A word that so many titles have, and such a share of them, tells nothing of any. */
const titlesMin = 10
const commonFrom = 0.1

/** What is alike to something in the basket, and what is popular: the last that is asked. */
export function fallbacks(
  { popular, days, catalogue }: ShopGlance,
  basket: readonly { id: ProductId; title: string | undefined }[],
): Candidate[] {
  const best = popular.filter(({ customers }) => customers >= customersMin)
  const counts = new Map(best.map(({ productId, customers }) => [productId, customers]))
  const candidates = inOrder(
    best.map(({ productId }) => productId),
    'popular',
    (id) => ({
      kind: 'popular',
      customers: counts.get(id) ?? 0,
      days,
    }),
  )
  return [...alike(catalogue, basket), ...candidates.slice(0, fallbacksMax)]
}

/**
 * What is alike to a product of the basket: by the words their titles share, each the more telling the fewer titles
 * have it, and by their type.
 */
export function alike(
  catalogue: readonly GlancedProduct[],
  basket: readonly { id: ProductId; title: string | undefined }[],
): Candidate[] {
  const prepared = prepare(catalogue)
  const found = basket.flatMap((bought) => alikeTo(bought, prepared))
  return found.sort((one, other) => other.score - one.score).slice(0, fallbacksMax)
}

/** The catalogue taken apart: which products have a word or a type, and what is alike to a product once asked. */
interface Prepared {
  weights: Map<string, number>
  byId: Map<ProductId, PreparedProduct>
  byWord: Map<string, PreparedProduct[]>
  byType: Map<string, PreparedProduct[]>
  found: Map<string, Candidate[]>
}

interface PreparedProduct {
  id: ProductId
  type: string | undefined
  words: Set<string>
}

/** A catalogue is looked at for minutes: it is taken apart once. */
const known = new WeakMap<readonly GlancedProduct[], Prepared>()
const foundMax = 5_000

function prepare(catalogue: readonly GlancedProduct[]): Prepared {
  const before = known.get(catalogue)
  if (before) return before
  const [byId, byWord, byType] = [new Map(), new Map(), new Map()]
  const prepared: Prepared = { weights: new Map(), byId, byWord, byType, found: new Map() }
  for (const { id, title, productType: type } of catalogue) {
    const product = { id, type, words: wordsOf(title) }
    prepared.byId.set(id, product)
    for (const word of product.words) addTo(prepared.byWord, word, product)
    if (type !== undefined) addTo(prepared.byType, type, product)
  }
  for (const [word, having] of prepared.byWord) {
    if (having.length > titlesMin && having.length > catalogue.length * commonFrom)
      prepared.byWord.delete(word)
    else prepared.weights.set(word, Math.log((catalogue.length + 1) / having.length))
  }
  known.set(catalogue, prepared)
  return prepared
}

function addTo(lists: Map<string, PreparedProduct[]>, key: string, product: PreparedProduct): void {
  const list = lists.get(key)
  if (list) list.push(product)
  else lists.set(key, [product])
}

/** What is alike to one product, the most first; the same list when asked again. */
function alikeTo(
  { id, title = '' }: { id: ProductId; title: string | undefined },
  prepared: Prepared,
): Candidate[] {
  const key = `${id} ${title}`
  const before = prepared.found.get(key)
  if (before) return before
  const { weights, byId, byWord, byType, found } = prepared
  const words = wordsOf(title)
  const type = byId.get(id)?.type
  const near = new Set(type === undefined ? [] : byType.get(type))
  for (const word of words) for (const product of byWord.get(word) ?? []) near.add(product)
  const scored = [...near].flatMap((product): Candidate[] => {
    const ofType = type !== undefined && type === product.type ? ofSameType : 0
    const score = likeness(words, product.words, weights) + ofType
    if (score < likenessMin || product.id === id) return []
    const evidence = { kind: 'alike', withProductId: id } as const
    return [{ productId: product.id, source: 'alike', score: score / (1 + ofSameType), evidence }]
  })
  const best = scored.sort((one, other) => other.score - one.score).slice(0, fallbacksMax)
  if (found.size >= foundMax) found.clear()
  found.set(key, best)
  return best
}

/** The weight of the words that both have, of all that either has. */
function likeness(one: Set<string>, other: Set<string>, weights: Map<string, number>): number {
  let shared = 0
  let all = 0
  for (const word of new Set([...one, ...other])) {
    const weight = weights.get(word) ?? 0
    all += weight
    if (one.has(word) && other.has(word)) shared += weight
  }
  return all === 0 ? 0 : shared / all
}

function wordsOf(title: string): Set<string> {
  const words = title.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  return new Set(words.filter((word) => word.length >= shortestWord))
}
