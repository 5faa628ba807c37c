import { drawnById, drawnByPlace } from './drawn.ts'
import { basketOf, coreMaxOf, type Evidence, type NumberedProducts, togetherMax } from './evidence.ts'

/** What may be recommended, before what speaks for it is weighed. */
export interface Candidates {
  /** Not in the basket, strongest first; then what is alike, then what is popular. */
  productIds: string[]
  /** The first of them: their neighbours are needed by `recommend`. */
  coreIds: string[]
  /** Those of `productIds`, where products are numbered. */
  places?: readonly number[]
}

/** The first look at a basket, from the neighbours of its own products. The same evidence gives the same answer. */
export function candidatesOf(basketIds: readonly string[], evidence: Evidence): Candidates {
  return evidence.numbered ? numberedOf(basketIds, evidence, evidence.numbered) : namedOf(basketIds, evidence)
}

function numberedOf(
  basketIds: readonly string[],
  evidence: Evidence,
  numbered: NumberedProducts,
): Required<Candidates> {
  const { ids } = numbered
  const basket = basketOf(basketIds)
  const excluded = new Set(basketIds)
  const places = drawnByPlace(basket, excluded, evidence, numbered).slice(0, togetherMax)
  const coreIds = places.slice(0, coreMaxOf(basket.length)).map((place) => ids[place] ?? '')
  const known = new Set(places)
  for (const id of [...evidence.alike, ...evidence.popular]) {
    const place = evidence.products.get(id)?.place
    if (place !== undefined && !excluded.has(id)) known.add(place)
  }
  const all = [...known]
  return { productIds: all.map((place) => ids[place] ?? ''), coreIds, places: all }
}

function namedOf(basketIds: readonly string[], evidence: Evidence): Candidates {
  const basket = basketOf(basketIds)
  const excluded = new Set(basketIds)
  const together = drawnById(basket, excluded, evidence).slice(0, togetherMax)
  const others = [...evidence.alike, ...evidence.popular].filter(
    (id) => !excluded.has(id) && evidence.products.has(id),
  )
  return {
    productIds: [...new Set([...together, ...others])],
    coreIds: together.slice(0, coreMaxOf(basket.length)),
  }
}
