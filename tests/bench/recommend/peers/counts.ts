import { neighbourMethod } from './neighbours.ts'
import type { Peer } from './peer.ts'

/** "Bought together most often": the number of orders that hold both, summed over the basket. */
export const counts: Peer = {
  name: 'counts',
  source:
    'Orders that hold both products, summed over the basket; e.g. Ludewig and Jannach, UMUAI 2018 ("AR", unnormalised).',
  settings: {
    'all neighbours': () => method({}),
    '200 neighbours': () => method({ neighboursMax: 200 }),
    '50 neighbours': () => method({ neighboursMax: 50 }),
    '20 neighbours': () => method({ neighboursMax: 20 }),
  },
}

function method(setting: { neighboursMax?: number }) {
  return neighbourMethod({ name: 'counts', similarity: (pair) => pair, ...setting })
}
