import { neighbourMethod } from './neighbours.ts'
import type { Peer } from './peer.ts'

const supports = [1, 2, 3, 5, 10]

/** Association rules from one product to another; of the rules that fit the basket the one most often true wins. */
export const confidence: Peer = {
  name: 'confidence',
  source: 'Association rules by confidence, best rule: Agrawal, Imielinski, Swami, SIGMOD 1993.',
  settings: Object.fromEntries(
    supports.map((pairMin) => [
      `in ${pairMin} orders at least`,
      () =>
        neighbourMethod({
          name: 'confidence',
          similarity: (pair, given) => pair / given.count,
          combine: 'best',
          pairMin,
        }),
    ]),
  ),
}

/** The same by lift: how much more often than if the two had nothing to do with each other. */
export const lift: Peer = {
  name: 'lift',
  source: 'Association rules by lift ("interest"), best rule: Brin, Motwani, Ullman, Tsur, SIGMOD 1997.',
  settings: Object.fromEntries(
    [...supports, 20].map((pairMin) => [
      `in ${pairMin} orders at least`,
      () =>
        neighbourMethod({
          name: 'lift',
          similarity: (pair, given, candidate, { orders }) =>
            (pair * orders) / (given.count * candidate.count),
          combine: 'best',
          pairMin,
        }),
    ]),
  ),
}
