import { alikeMax, type ProductFacts } from './evidence.ts'
import { titleLikeness } from './likeness.ts'

/**
 * Products that share a rare word with one in the basket, most alike first, at most `alikeMax`. `productsByWord` holds
 * the words that few products have. Equal likeness goes by id.
 */
export function alikeTo(
  basketIds: readonly string[],
  products: ReadonlyMap<string, ProductFacts>,
  productsByWord: ReadonlyMap<string, readonly string[]>,
): string[] {
  const likeness = new Map<string, number>()
  for (const id of basketIds) {
    const own = products.get(id)?.likeness
    if (own === undefined) continue
    const others = new Set([...own.words.keys()].flatMap((word) => productsByWord.get(word) ?? []))
    for (const other of others) {
      const facts = products.get(other)
      if (facts) likeness.set(other, (likeness.get(other) ?? 0) + titleLikeness(own, facts.likeness))
    }
  }
  return [...likeness]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, alikeMax)
    .map(([id]) => id)
}
