import { candidateRoot } from '../../domain/recommend/asymmetric.ts'
import type { NumberedProducts, ProductFacts } from '../../domain/recommend/evidence.ts'

/** The products of one shop, numbered as they become known: a number takes less room than an id, and is found sooner. */
export interface Numbers extends NumberedProducts {
  /** By place. */
  ids: string[]
  facts: (ProductFacts | undefined)[]
  places: Map<string, number>
}

const roomAtFirst = 64
const columns = ['slow', 'fast', 'slowRoot', 'fastRoot'] as const

/** No product yet. */
export function noNumbers(): Numbers {
  const room = () => new Float64Array(roomAtFirst).fill(Number.NaN)
  const weights = { slow: room(), fast: room(), slowRoot: room(), fastRoot: room() }
  return { ids: [], facts: [], places: new Map(), ...weights }
}

/** The place of a product, which it keeps. */
export function placeIn(numbers: Numbers, id: string): number {
  const known = numbers.places.get(id)
  if (known !== undefined) return known
  const place = numbers.ids.push(id) - 1
  numbers.places.set(id, place)
  numbers.facts.push(undefined)
  if (place >= numbers.slow.length) for (const column of columns) numbers[column] = widened(numbers[column])
  return place
}

/** Keeps what is known of a product under its number. */
export function keepFacts(numbers: Numbers, id: string, known: Omit<ProductFacts, 'place'>): ProductFacts {
  const place = placeIn(numbers, id)
  const facts = { ...known, place }
  numbers.facts[place] = facts
  numbers.slow[place] = known.slow
  numbers.fast[place] = known.fast
  numbers.slowRoot[place] = candidateRoot(known.slow)
  numbers.fastRoot[place] = candidateRoot(known.fast)
  return facts
}

function widened(values: Float64Array): Float64Array {
  const wider = new Float64Array(values.length * 2).fill(Number.NaN)
  wider.set(values)
  return wider
}
