import { wordsShared } from './likeness.ts'
import { likenessOfPlaces } from './numbered-likeness.ts'
import type { Table } from './table.ts'

/** How alike a column's title and category are to those of the basket's products, summed. */
export interface LikenessToBasket {
  words: (column: number) => number
  categories: (column: number) => number
}

/** One at a time: what it says holds until the next one is made. */
export function likenessToBasket(table: Table): LikenessToBasket {
  const { basketSize, numbered } = table
  if (!numbered) return likenessByName(table)
  const { places } = numbered
  const found = likenessOfPlaces(numbered.likeness, places.slice(0, basketSize))
  return {
    words: (column) => found.words(places[column] ?? -1),
    categories: (column) => found.categories(places[column] ?? -1),
  }
}

/** The same where products have no numbers. */
function likenessByName({ basketSize, facts }: Table): LikenessToBasket {
  const words = new Map<string, number>()
  const categories = new Map<string, number>()
  for (const each of facts.slice(0, basketSize)) {
    for (const [word, weight] of each?.likeness.words ?? []) words.set(word, (words.get(word) ?? 0) + weight)
    const category = each?.likeness.category
    if (category !== undefined) categories.set(category, (categories.get(category) ?? 0) + 1)
  }
  const likenessOf = (column: number) => facts[column]?.likeness
  return {
    words: (column) => wordsShared(likenessOf(column)?.words ?? noWords, words),
    categories: (column) => categories.get(likenessOf(column)?.category ?? '') ?? 0,
  }
}

const noWords: ReadonlyMap<string, number> = new Map()
