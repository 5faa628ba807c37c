import type { Likeness } from './likeness.ts'
import type { NumberedLikeness } from './numbered-likeness.ts'
import type { Weights } from './weights.ts'

/** What is kept of one product: its forward-decayed weights, and what its title and category say. */
export interface ProductFacts extends Weights {
  likeness: Likeness
  /** Its number among the products of the shop, where they are numbered. */
  place?: number
}

/**
 * The products bought most together with one product, strongest kept `slow` weight first, at most `neighboursMax`:
 * column by column, as read. `fast` may be left out for core products, whose fast weights are not looked at.
 */
export interface Neighbours {
  productIds: readonly string[]
  slow: ArrayLike<number>
  fast?: ArrayLike<number>
}

/** The same where products are numbered: their places, and the ids of all products of the shop by place. */
export interface NumberedNeighbours extends Omit<Neighbours, 'productIds'> {
  places: Int32Array
  ids: readonly string[]
}

/** A shop's products by place. */
export interface NumberedProducts {
  ids: readonly string[]
  facts: readonly (ProductFacts | undefined)[]
  /**
   * Their weights once more, `weightsEach` numbers each, not a number where nothing is known: side by side, because a
   * look into far memory takes longer than all that is done with what is found there.
   */
  weights: Float64Array
  /** What their `facts` say of titles and categories once more. */
  likeness: NumberedLikeness
}

/**
 * The numbers of one product in `weights`: the last two are its weights to the power that a candidate's count with
 * (`candidateRoot`), which takes long to tell anew.
 */
export const weightAt = { slow: 0, fast: 1, slowRoot: 2, fastRoot: 3 }
export const weightsEach = 4

/** The id of a list's neighbour, the first being 0. */
export function neighbourId(near: Neighbours | NumberedNeighbours, at: number): string {
  return ('places' in near ? near.ids[near.places[at] ?? -1] : near.productIds[at]) ?? ''
}

/** All that a recommendation is made of. Weights are as kept. */
export interface Evidence {
  nowMs: number
  /** The `slow` weights of all the shop's products added up. */
  allSlow: number
  /** At least every product of the basket and every candidate. */
  products: ReadonlyMap<string, ProductFacts>
  /** The same products by place. Then every list of neighbours names them by these places. */
  numbered?: NumberedProducts
  /** Of each product in the basket; for `recommend` also of each core product. */
  neighbours: ReadonlyMap<string, Neighbours | NumberedNeighbours>
  /** The products with the greatest `fast` weight, at most `popularMax`. */
  popular: readonly string[]
  /** Products that share a rare word with one in the basket, at most `alikeMax`. May be empty. */
  alike: readonly string[]
}

export const neighboursMax = 200
export const popularMax = 50
export const alikeMax = 50
/** Of a larger basket the first products are asked for. */
export const basketMax = 200
/** Of these, so many go into the regressions, which cost the cube. */
export const solvedBasketMax = 120
/** Of the products bought together with the basket, the strongest stay candidates. */
export const togetherMax = 300
/** Of these the strongest are the core: what they themselves are bought with is looked at as well. */
export const coreMax = 32
/** From so many products on a basket speaks for many more others: their regression is on these many. */
const largeBasketMin = 10
export const largeCoreMax = 120

/** The different products asked for: at most `basketMax`, in the order of the basket. */
export function basketOf(productIds: readonly string[]): string[] {
  return [...new Set(productIds)].slice(0, basketMax)
}

/** How many products the core of a basket of so many products has at most. */
export function coreMaxOf(basketProducts: number): number {
  return basketProducts < largeBasketMin ? coreMax : largeCoreMax
}
