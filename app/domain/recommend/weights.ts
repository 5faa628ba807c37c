const dayMs = 86_400_000

/** An order counts half after so many days: `slow` for what goes together, `fast` for what moves just now. */
export const halfLifeDays = { slow: 120, fast: 10 }

/**
 * Weights are kept by forward decay: an order adds 2^((its time - origin) / half-life) once, and a reader divides by
 * the same of its own time, so that no row is ever rewritten because time passed (Cormode, Shkapenyuk, Srivastava, Xu:
 * Forward decay, ICDE 2009). With ten days a double holds orders from 1993 to 2047.
 */
export const decayOrigin = Date.UTC(2020, 0, 1)

/** More different products of one order are counted, but no pairs of them are kept: pairs cost the square. */
export const pairedProductsMax = 100

/** Decayed sums of order weights; as kept (forward) or as of a time, which the name of the variable says. */
export interface Weights {
  slow: number
  fast: number
}

export interface LearnedOrder {
  /** When it was placed, in ms; a refund unlearns with this same time. */
  atMs: number
  /** All its different products, as they were when it was learned. */
  productIds: readonly string[]
}

export interface ProductChange extends Weights {
  productId: string
}

export interface PairChange extends Weights {
  productId: string
  otherProductId: string
}

/** Numbers to add to what is kept, ordered by ids; both directions of each pair. */
export interface Changes {
  products: ProductChange[]
  pairs: PairChange[]
}

/**
 * What an order adds: to each of its products and to each pair of them one over the root of the number of other
 * products, decayed. Learned twice it counts twice; the caller learns each order once. Repeated ids count once.
 */
export function learn(order: LearnedOrder): Changes {
  return changesOf(order, 1)
}

/** What takes `learn` of the same order back, to the last rounding. */
export function unlearn(order: LearnedOrder): Changes {
  return changesOf(order, -1)
}

function changesOf({ atMs, productIds }: LearnedOrder, sign: 1 | -1): Changes {
  const ids = [...new Set(productIds)].sort()
  const share = sign / Math.sqrt(Math.max(1, ids.length - 1))
  const slow = share * forward(atMs, halfLifeDays.slow)
  const fast = share * forward(atMs, halfLifeDays.fast)
  const paired = ids.slice(0, pairedProductsMax)
  return {
    products: ids.map((productId) => ({ productId, slow, fast })),
    pairs: paired.flatMap((productId) =>
      paired
        .filter((otherProductId) => otherProductId !== productId)
        .map((otherProductId) => ({ productId, otherProductId, slow, fast })),
    ),
  }
}

/** What kept weights must be multiplied by to read them as of `nowMs`. */
export function asOf(nowMs: number): Weights {
  return { slow: 1 / forward(nowMs, halfLifeDays.slow), fast: 1 / forward(nowMs, halfLifeDays.fast) }
}

function forward(atMs: number, days: number): number {
  return 2 ** ((atMs - decayOrigin) / (days * dayMs))
}
