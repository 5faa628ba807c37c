import { candidateRoot } from '../../domain/recommend/asymmetric.ts'
import {
  type NumberedProducts,
  type ProductFacts,
  weightAt,
  weightsEach,
} from '../../domain/recommend/evidence.ts'
import { noLikeness, numberLikeness } from '../../domain/recommend/numbered-likeness.ts'

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
  const weights = new Float64Array(roomAtFirst * weightsEach).fill(Number.NaN)
  return { ids: [], facts: [], places: new Map(), weights, likeness: noLikeness() }
}

/** The place of a product, which it keeps. */
export function placeIn(numbers: Numbers, id: string): number {
  const known = numbers.places.get(id)
  if (known !== undefined) return known
  const place = numbers.ids.push(id) - 1
  numbers.places.set(id, place)
  numbers.facts.push(undefined)
  if (place * weightsEach >= numbers.weights.length) numbers.weights = widened(numbers.weights)
  return place
}

/** Keeps what is known of a product under its number. */
export function keepFacts(numbers: Numbers, id: string, known: Omit<ProductFacts, 'place'>): ProductFacts {
  const place = placeIn(numbers, id)
  const facts = { ...known, place }
  numbers.facts[place] = facts
  const from = place * weightsEach
  numbers.weights[from + weightAt.slow] = known.slow
  numbers.weights[from + weightAt.fast] = known.fast
  numbers.weights[from + weightAt.slowRoot] = candidateRoot(known.slow)
  numbers.weights[from + weightAt.fastRoot] = candidateRoot(known.fast)
  return facts
}

function widened(values: Float64Array): Float64Array {
  const wider = new Float64Array(values.length * 2).fill(Number.NaN)
  wider.set(values)
  return wider
}

/** To be called when the titles or categories of products became others. */
export function keepLikeness(numbers: Numbers): void {
  numbers.likeness = numberLikeness(numbers.facts.map((each) => each?.likeness))
}
