import { neighbourMethod } from './neighbours.ts'
import type { Peer } from './peer.ts'

const neighbours = [20, 50, 100, 200, 500, Number.POSITIVE_INFINITY]

/** Item-item cosine of the orders that hold each product, summed over the basket. */
export const cosine: Peer = {
  name: 'cosine',
  source:
    'Item-item cosine: Sarwar et al., WWW 2001; Deshpande and Karypis, TOIS 2004; as `CosineRecommender` of implicit.',
  settings: Object.fromEntries(
    neighbours.map((neighboursMax) => [
      `${neighboursMax} neighbours`,
      () =>
        neighbourMethod({
          name: 'cosine',
          similarity: (pair, given, candidate) => pair / Math.sqrt(given.count * candidate.count),
          neighboursMax,
        }),
    ]),
  ),
}
