/** What a product's title and category say of it; made once for each product by `likenessOf`. */
export interface Likeness {
  /** Word to weight; the squares of all weights add up to one, or there are no words. */
  words: ReadonlyMap<string, number>
  category: string | undefined
}

export const wordsMax = 16

/** The different words of a title in lower case, without accents and single letters; at most `wordsMax`. */
export function wordsOf(title: string): string[] {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
  return [...new Set(words.filter((word) => word.length > 1))].slice(0, wordsMax)
}

/**
 * A title's words weighted by rarity, ln((products + 1) / products with the word), and brought to length one (Salton and
 * Buckley 1988). `productsWith` counts the shop's products whose title has the word, this one included.
 */
export function likenessOf(
  product: { title: string; category?: string | undefined },
  productsWith: (word: string) => number,
  products: number,
): Likeness {
  const rare = wordsOf(product.title).map(
    (word) => [word, Math.log((products + 1) / Math.min(products, Math.max(1, productsWith(word))))] as const,
  )
  const length = Math.sqrt(rare.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return {
    words: new Map(length > 0 ? rare.map(([word, weight]) => [word, weight / length]) : []),
    category: product.category || undefined,
  }
}

/** How alike two titles are: the cosine of their words, 0 to 1. */
export function titleLikeness(one: Likeness, other: Likeness): number {
  return wordsShared(one.words, other.words)
}

/** Sum over the words that both have of the one's weight times the other's. */
export function wordsShared(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [word, weight] of one) {
    const across = other.get(word)
    if (across !== undefined) sum += weight * across
  }
  return sum
}

/** 1 when both products have the same category. */
export function categoryLikeness(one: Likeness, other: Likeness): 0 | 1 {
  return one.category !== undefined && one.category === other.category ? 1 : 0
}
