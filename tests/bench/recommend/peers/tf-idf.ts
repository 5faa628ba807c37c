import { neighbourMethod } from './neighbours.ts'
import type { Peer } from './peer.ts'

const neighbours = [20, 50, 100, 200, 500, Number.POSITIVE_INFINITY]

/** Cosine in which an order counts by ln(products / (1 + its size)), so that large baskets say less. */
export const tfIdf: Peer = {
  name: 'TF-IDF',
  source: '`TFIDFRecommender` of implicit (Frederickson): orders are the terms, products the documents.',
  settings: Object.fromEntries(
    neighbours.map((neighboursMax) => [
      `${neighboursMax} neighbours`,
      () =>
        neighbourMethod({
          name: 'TF-IDF',
          orderWeight: squaredIdf,
          similarity: (pair, given, candidate) => pair / Math.sqrt(given.weight * candidate.weight),
          neighboursMax,
        }),
    ]),
  ),
}

/** An order's weight in a product of two rows: the square of its inverse document frequency. */
export function squaredIdf(orderSize: number, products: number): number {
  return Math.log(products / (1 + orderSize)) ** 2
}
