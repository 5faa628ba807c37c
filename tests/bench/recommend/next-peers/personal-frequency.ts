import type { NextPeer } from './next-peer.ts'

/** Each product by how many of the customer's own orders hold it; what they never bought follows by popularity. */
export const personalFrequency: NextPeer = {
  name: 'personal frequency',
  source:
    'Own orders that hold the product ("P-TopFreq", filled up by popularity: "GP-TopFreq", Li et al., TOIS 2023).',
  settings: {
    'whole history': () => {
      let products = 0
      return {
        name: personalFrequency.name,
        fit(_, shop) {
          products = shop.products.length
        },
        score(history) {
          const counts = new Float64Array(products)
          for (const order of history)
            for (const product of order.products) counts[product] = (counts[product] ?? 0) + 1
          return counts
        },
      }
    },
  },
}
