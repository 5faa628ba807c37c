import { asymmetric, basketRoot, candidateRoot, support } from './asymmetric.ts'
import {
  type Evidence,
  type NumberedProducts,
  neighbourId,
  neighboursMax,
  weightAt,
  weightsEach,
} from './evidence.ts'
import { downwards } from './linear.ts'
import { createTidyRoom } from './room.ts'
import { asOf } from './weights.ts'

/**
 * What the products of a basket draw, most of all first: the ids of products that something is known of, none of
 * `excluded`. Equal strength goes by weight, then by id.
 */
export function drawnById(
  basket: readonly string[],
  excluded: ReadonlySet<string>,
  { nowMs, products, neighbours }: Evidence,
): string[] {
  const { slow } = asOf(nowMs)
  const drawn = new Map<string, number>()
  for (const id of basket) {
    const own = basketRoot((products.get(id)?.slow ?? 0) * slow)
    const near = neighbours.get(id)
    if (near === undefined) continue
    const length = Math.min(neighboursMax, near.slow.length)
    for (let k = 0; k < length; k++) {
      const other = neighbourId(near, k)
      const facts = products.get(other)
      const pair = (near.slow[k] ?? 0) * slow
      if (pair <= 0 || facts === undefined || excluded.has(other)) continue
      const strength = asymmetric(pair, own, candidateRoot(facts.slow * slow))
      drawn.set(other, (drawn.get(other) ?? 0) + support(strength))
    }
  }
  const weight = (id: string) => products.get(id)?.slow ?? 0
  return [...drawn]
    .sort(([one, a], [other, b]) => b - a || weight(other) - weight(one) || (one < other ? -1 : 1))
    .map(([id]) => id)
}

const roomForStrengths = createTidyRoom()

/** The same by place, for products that are numbered: several times as fast. */
export function drawnByPlace(
  basket: readonly string[],
  excluded: ReadonlySet<string>,
  evidence: Evidence,
  numbered: NumberedProducts,
): number[] {
  const { ids, weights } = numbered
  const slow = (place: number) => weights[place * weightsEach + weightAt.slow] ?? 0
  const strengths = roomForStrengths(ids.length)
  const left: number[] = []
  for (const id of excluded) {
    const place = evidence.products.get(id)?.place
    if (place !== undefined) left.push(place)
  }
  // It stays that, whatever is added.
  for (const place of left) strengths[place] = Number.NaN
  const places: number[] = []
  for (const id of basket) addDrawn(id, evidence, numbered, strengths, places)
  places.sort(
    (one, other) =>
      downwards(strengths[one] ?? 0, strengths[other] ?? 0) ||
      downwards(slow(one), slow(other)) ||
      ((ids[one] ?? '') < (ids[other] ?? '') ? -1 : 1),
  )
  for (const place of left) strengths[place] = 0
  for (const place of places) strengths[place] = 0
  return places
}

function addDrawn(
  id: string,
  { nowMs, products, neighbours }: Evidence,
  { weights }: NumberedProducts,
  strengths: Float64Array,
  places: number[],
): void {
  const now = asOf(nowMs).slow
  const nowRoot = candidateRoot(now)
  const own = basketRoot((products.get(id)?.slow ?? 0) * now)
  const near = neighbours.get(id)
  if (near === undefined || !('places' in near)) return
  const length = Math.min(neighboursMax, near.slow.length)
  for (let k = 0; k < length; k++) {
    const place = near.places[k] ?? 0
    const pair = (near.slow[k] ?? 0) * now
    const from = place * weightsEach
    if (pair <= 0 || Number.isNaN(weights[from + weightAt.slow] ?? Number.NaN)) continue
    const before = strengths[place] ?? 0
    const strength = asymmetric(pair, own, (weights[from + weightAt.slowRoot] ?? 0) * nowRoot)
    // However little it is, a product is named once.
    strengths[place] = before + Math.max(Number.MIN_VALUE, support(strength))
    if (before === 0) places.push(place)
  }
}
