import { neighbourMethod, type ProductFacts } from './neighbours.ts'
import type { Peer } from './peer.ts'
import { squaredIdf } from './tf-idf.ts'

/** K, K1 and B; the first is the package's default. */
const grid = [
  [20, 1.2, 0.75],
  [100, 1.2, 0.75],
  [500, 1.2, 0.75],
  [100, 1.2, 0.4],
  [500, 1.2, 0.4],
  [500, 1.2, 0.2],
  [500, 1.2, 0.95],
  [500, 100, 0.4],
] as const

/** Item neighbours under Okapi BM25: as TF-IDF, with a product's length (its orders) damped instead of normalised. */
export const bm25: Peer = {
  name: 'BM25',
  source: '`BM25Recommender` of implicit (Frederickson), after Robertson and Zaragoza 2009.',
  settings: Object.fromEntries(
    grid.map(([neighboursMax, k1, b]) => [
      `${neighboursMax} neighbours, K1 ${k1}, B ${b}`,
      () =>
        neighbourMethod({
          name: 'BM25',
          orderWeight: squaredIdf,
          similarity: (pair, given, candidate, { meanCount }) =>
            pair * termWeight(given, meanCount, k1, b) * termWeight(candidate, meanCount, k1, b),
          neighboursMax,
        }),
    ]),
  ),
}

function termWeight({ count }: ProductFacts, meanCount: number, k1: number, b: number): number {
  return (k1 + 1) / (k1 * (1 - b + (b * count) / meanCount) + 1)
}
