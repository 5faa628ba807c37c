import type { Likeness } from './likeness.ts'
import { createTidyRoom } from './room.ts'

/**
 * The words and categories of a shop's products by place, as numbers side by side: of a hundred candidates most share
 * nothing with the basket, and finding that out through each one's own words took a quarter of a recommendation.
 */
export interface NumberedLikeness {
  /** Where in `words` those of each place begin; one more, where the last ones end. */
  from: Int32Array
  /** A word's number and its weight, one after the other. */
  words: Float64Array
  wordCount: number
  /** The category's number of each place; 0 for none. */
  categories: Int32Array
}

/** Of no product. */
export function noLikeness(): NumberedLikeness {
  return { from: new Int32Array(1), words: new Float64Array(), wordCount: 0, categories: new Int32Array() }
}

/** Numbers the words and categories of products, the first at place 0. */
export function numberLikeness(products: readonly (Likeness | undefined)[]): NumberedLikeness {
  const words = new Map<string, number>()
  const categories = new Map<string, number>()
  const numberIn = (known: Map<string, number>, name: string, first: number) => {
    const number = known.get(name) ?? known.size + first
    known.set(name, number)
    return number
  }
  const from = new Int32Array(products.length + 1)
  const spelled: number[] = []
  const numbered = new Int32Array(products.length)
  for (const [place, each] of products.entries()) {
    for (const [word, weight] of each?.words ?? []) spelled.push(numberIn(words, word, 0), weight)
    from[place + 1] = spelled.length
    if (each?.category !== undefined) numbered[place] = numberIn(categories, each.category, 1)
  }
  return { from, words: Float64Array.from(spelled), wordCount: words.size, categories: numbered }
}

const roomForWords = createTidyRoom()
/** Which words of the room the last basket left a weight at. */
let weighed: number[] = []

/** How much the titles of some places say together of another one's title, and in how many its category is. */
export interface LikenessOfPlaces {
  words: (place: number) => number
  categories: (place: number) => number
}

/** One at a time: what it says holds until the next one is made. */
export function likenessOfPlaces(
  { from, words, wordCount, categories }: NumberedLikeness,
  basket: readonly number[],
): LikenessOfPlaces {
  const weights = roomForWords(wordCount)
  for (const word of weighed) weights[word] = 0
  weighed = []
  const inBasket = new Map<number, number>()
  for (const place of basket) {
    for (let k = from[place] ?? 0; k < (from[place + 1] ?? 0); k += 2) {
      const word = words[k] ?? 0
      weights[word] = (weights[word] ?? 0) + (words[k + 1] ?? 0)
      weighed.push(word)
    }
    const category = categories[place] ?? 0
    if (category > 0) inBasket.set(category, (inBasket.get(category) ?? 0) + 1)
  }
  return {
    words: (place) => {
      let sum = 0
      const end = from[place + 1] ?? 0
      for (let k = from[place] ?? end; k < end; k += 2)
        sum += (words[k + 1] ?? 0) * (weights[words[k] ?? 0] ?? 0)
      return sum
    },
    categories: (place) => inBasket.get(categories[place] ?? 0) ?? 0,
  }
}
