import { type Neighbours, type NumberedNeighbours, neighbourId, type ProductFacts } from './evidence.ts'
import { type Habits, habitCell, habitShares } from './next-need-habits.ts'
import { noRepeats, type RepeatCounts } from './next-need-learn.ts'
import {
  type Past,
  type PastOrder,
  pastOrdersOf,
  pastsOf,
  tellingProducts,
  tellingWeight,
} from './next-need-past.ts'
import { asOf } from './weights.ts'

/** What is known of one product: the same weights that `recommend` reads, and how customers come back for it. */
export interface NeedProduct extends Pick<ProductFacts, 'slow' | 'fast'> {
  repeats: RepeatCounts
}

/** All that one customer's next need is judged by. Weights are as kept. */
export interface NeedEvidence {
  nowMs: number
  /**
   * When the shop's newest learned order was placed, in ms. Weights are read as of then: in a shop that slept for weeks
   * what sold last still tells more than what never did.
   */
  learnedMs: number
  /** The customer's own orders; at least the last `pastOrdersMax`. */
  orders: readonly PastOrder[]
  /** At least what the customer bought, its neighbours and what is popular: what is not here is not proposed. */
  products: ReadonlyMap<string, NeedProduct>
  /** Of each product that `tellingProducts` names. */
  neighbours: ReadonlyMap<string, Neighbours | NumberedNeighbours>
  /** The products with the greatest `fast` weight, at most `popularMax`, greatest first. */
  popular: readonly string[]
  habits: Habits
}

/** What speaks for a product: the first six for one bought before, the others for a new one. */
export const needFeatures = [
  'bought',
  'habit',
  'comesBack',
  'drawnAgain',
  'popularAgain',
  'latelyAgain',
  'drawn',
  'popular',
  'lately',
] as const

export type NeedFeature = (typeof needFeatures)[number]
export const needFeatureCount = needFeatures.length
const newFrom = 6

export interface NeedCandidate {
  productId: string
  /** Undefined for a product this customer never bought. */
  past: Past | undefined
  /** How strongly all that the customer bought draws it. */
  drawn: number
  /** What draws it most. */
  drawnBy: { productId: string; boughtMs: number } | undefined
}

/** Candidates with their features, candidate by candidate. */
export interface NeedTable {
  candidates: NeedCandidate[]
  features: Float64Array
  /** Orders of the customer that were looked at. */
  orders: number
}

/** Of what the customer's products draw, the strongest are candidates. */
const drawnMax = 300
/**
 * Added before a logarithm: what is not there is little, not nothing. The floor of `fast` is higher, so that little is
 * made of the last days where they are few or long ago.
 */
const floors = { drawn: 1e-3, slow: 0.1, fast: 0.5 }
/** So many returned customers of its own a product needs to be believed as much as the shop's usual one. */
const returnedToBelieve = 5
const usualRepeaters = 0.2

/** Everything that may be what the customer wants next, with what speaks for it. */
export function needTable(evidence: NeedEvidence): NeedTable {
  const orders = pastOrdersOf(evidence.orders)
  const pasts = pastsOf(orders)
  const drawn = drawnBy(pasts, evidence)
  const strongest = [...drawn]
    .sort(([one, a], [other, b]) => b.sum - a.sum || (one < other ? -1 : 1))
    .slice(0, drawnMax)
  const ids = new Set([...pasts.keys(), ...strongest.map(([id]) => id), ...evidence.popular])
  const candidates = [...ids]
    .filter((id) => evidence.products.has(id))
    .map((productId) => ({
      productId,
      past: pasts.get(productId),
      drawn: drawn.get(productId)?.sum ?? 0,
      drawnBy: drawerOf(productId, drawn, pasts),
    }))
  return { candidates, features: featuresOf(candidates, orders.length, evidence), orders: orders.length }
}

interface Drawn {
  sum: number
  strongest: number
  byId: string
}

/** Sum over what was bought of the squared cosine of the pair's decayed weights, fading with the purchase's age. */
function drawnBy(pasts: ReadonlyMap<string, Past>, evidence: NeedEvidence): Map<string, Drawn> {
  const { nowMs, learnedMs, products, neighbours } = evidence
  const { slow } = asOf(learnedMs)
  const weight = (id: string) => slow * Math.max(0, products.get(id)?.slow ?? 0)
  const drawn = new Map<string, Drawn>()
  for (const byId of tellingProducts(evidence.orders, nowMs)) {
    const near = neighbours.get(byId)
    const past = pasts.get(byId)
    if (near === undefined || past === undefined) continue
    const own = weight(byId)
    const telling = tellingWeight(past, nowMs)
    for (let k = 0; k < near.slow.length; k++) {
      const id = neighbourId(near, k)
      if (!products.has(id)) continue
      const cosine = (slow * Math.max(0, near.slow[k] ?? 0)) / (Math.sqrt(own * weight(id)) + 1)
      addDrawn(drawn, id, byId, telling * cosine * cosine)
    }
  }
  return drawn
}

function drawerOf(
  productId: string,
  drawn: ReadonlyMap<string, Drawn>,
  pasts: ReadonlyMap<string, Past>,
): NeedCandidate['drawnBy'] {
  const byId = drawn.get(productId)?.byId
  const past = byId === undefined ? undefined : pasts.get(byId)
  return byId !== undefined && past ? { productId: byId, boughtMs: past.lastMs } : undefined
}

function addDrawn(drawn: Map<string, Drawn>, id: string, byId: string, strength: number): void {
  const known = drawn.get(id)
  if (known === undefined) drawn.set(id, { sum: strength, strongest: strength, byId })
  else {
    known.sum += strength
    if (strength > known.strongest) Object.assign(known, { strongest: strength, byId })
  }
}

function featuresOf(
  candidates: readonly NeedCandidate[],
  orders: number,
  evidence: NeedEvidence,
): Float64Array {
  const { slow, fast } = asOf(evidence.learnedMs)
  const top = evidence.products.get(evidence.popular[0] ?? '')
  const numbers = new Float64Array(candidates.length * needFeatureCount)
  const shares = habitShares(evidence.habits)
  candidates.forEach(({ productId, past, drawn }, row) => {
    const product = evidence.products.get(productId)
    const sells = [
      Math.log(drawn + floors.drawn),
      logRatio(slow, product?.slow, top?.slow, floors.slow),
      logRatio(fast, product?.fast, top?.fast, floors.fast),
    ]
    const at = row * needFeatureCount
    if (past === undefined) numbers.set(sells, at + newFrom)
    else {
      const cell = habitCell({ times: past.times, ordersSince: past.ordersSince, orders })
      numbers.set([1, Math.log(shares[cell] ?? floors.drawn), comesBack(product?.repeats), ...sells], at)
    }
  })
  return numbers
}

/** A product's weight beside that of the shop's most popular one just now, so that small and large shops compare. */
function logRatio(asOfNow: number, weight = 0, top = 0, floor: number): number {
  return Math.log((Math.max(0, weight) * asOfNow + floor) / (Math.max(0, top) * asOfNow + floor))
}

function comesBack({ returned, repeaters }: RepeatCounts = noRepeats): number {
  const share = (repeaters + returnedToBelieve * usualRepeaters) / (returned + returnedToBelieve)
  return Math.log(share / usualRepeaters)
}
