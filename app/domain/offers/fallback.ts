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
/** From this likeness on, two titles speak of the same thing. */
const likenessMin = 0.5
/** One type is as much as half of the words. */
const ofSameType = 0.5
const shortestWord = 3

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
  const { weights, products } = prepared(catalogue)
  const types = new Map(catalogue.map(({ id, productType }) => [id, productType]))
  const found: Candidate[] = []
  for (const bought of basket) {
    const words = wordsOf(bought.title ?? '')
    const type = types.get(bought.id)
    for (const { id, productType, words: others } of products) {
      const isSameType = type !== undefined && type === productType
      const score = likeness(words, others, weights) + (isSameType ? ofSameType : 0)
      if (score < likenessMin || id === bought.id) continue
      const evidence = { kind: 'alike', withProductId: bought.id } as const
      found.push({ productId: id, source: 'alike', score: score / (1 + ofSameType), evidence })
    }
  }
  return found.sort((one, other) => other.score - one.score).slice(0, fallbacksMax)
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

interface Prepared {
  weights: Map<string, number>
  products: (GlancedProduct & { words: Set<string> })[]
}

/** A catalogue is looked at for minutes: its words are taken apart once. */
const known = new WeakMap<readonly GlancedProduct[], Prepared>()

function prepared(catalogue: readonly GlancedProduct[]): Prepared {
  const before = known.get(catalogue)
  if (before) return before
  const products = catalogue.map((product) => ({ ...product, words: wordsOf(product.title) }))
  const titles = new Map<string, number>()
  for (const { words } of products) for (const word of words) titles.set(word, (titles.get(word) ?? 0) + 1)
  const weightOf = (count: number) => Math.log((catalogue.length + 1) / count)
  const weights = new Map([...titles].map(([word, count]) => [word, weightOf(count)]))
  known.set(catalogue, { weights, products })
  return { weights, products }
}

function wordsOf(title: string): Set<string> {
  const words = title.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  return new Set(words.filter((word) => word.length >= shortestWord))
}
