import type { NumberedProducts, ProductFacts } from '../../domain/recommend/evidence.ts'

/** The products of one shop, numbered as they become known: a number takes less room than an id, and is found sooner. */
export interface Numbers extends NumberedProducts {
  /** By place. */
  ids: string[]
  facts: (ProductFacts | undefined)[]
  places: Map<string, number>
}

const roomAtFirst = 64

/** No product yet. */
export function noNumbers(): Numbers {
  return { ids: [], facts: [], slow: unknown(roomAtFirst), fast: unknown(roomAtFirst), places: new Map() }
}

/** The place of a product, which it keeps. */
export function placeIn(numbers: Numbers, id: string): number {
  const known = numbers.places.get(id)
  if (known !== undefined) return known
  const place = numbers.ids.push(id) - 1
  numbers.places.set(id, place)
  numbers.facts.push(undefined)
  if (place >= numbers.slow.length) {
    numbers.slow = widened(numbers.slow)
    numbers.fast = widened(numbers.fast)
  }
  return place
}

/** Keeps what is known of a product under its number. */
export function keepFacts(numbers: Numbers, id: string, known: Omit<ProductFacts, 'place'>): ProductFacts {
  const place = placeIn(numbers, id)
  const facts = { ...known, place }
  numbers.facts[place] = facts
  numbers.slow[place] = known.slow
  numbers.fast[place] = known.fast
  return facts
}

function widened(values: Float64Array): Float64Array {
  const wider = unknown(values.length * 2)
  wider.set(values)
  return wider
}

function unknown(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN)
}
