import type { NextMethod } from '../next-protocol.ts'
import { addToGram, invert, paddedSize } from '../peers/dense.ts'
import { mostBought } from '../peers/ease.ts'
import { boughtOf, customersOf, type NextPeer } from './next-peer.ts'

/** EASE on what each customer ever bought, instead of on baskets. */
export const userEase: NextPeer = {
  name: 'user EASE',
  source:
    'EASE: Steck, WWW 2019, one row for each customer. Its diagonal is zero, so it is made for new products.',
  settings: Object.fromEntries(
    [500, 200, 1_000].map((lambda) => [`lambda ${lambda}`, () => userEaseMethod(lambda)]),
  ),
}

function userEaseMethod(lambda: number): NextMethod {
  let places = new Int32Array()
  let kept: number[] = []
  let size = 0
  let inverse = new Float64Array()
  const inMatrix = (products: readonly number[]) =>
    products.map((product) => places[product] ?? -1).filter((place) => place >= 0)
  return {
    name: userEase.name,
    fit(orders, shop) {
      kept = mostBought(orders, shop.products.length)
      places = new Int32Array(shop.products.length).fill(-1)
      kept.forEach((product, place) => {
        places[product] = place
      })
      size = paddedSize(kept.length)
      inverse = new Float64Array(size * size)
      for (const customer of customersOf(orders))
        addToGram(inverse, size, inMatrix([...boughtOf(customer.orders).keys()]), 1)
      for (let place = 0; place < size; place++)
        inverse[place * size + place] = (inverse[place * size + place] ?? 0) + lambda
      invert(inverse, size)
    },
    score(history) {
      const scores = new Float64Array(places.length)
      for (const given of inMatrix([...boughtOf(history).keys()]))
        kept.forEach((product, place) => {
          if (place === given) return
          const weight = -(inverse[given * size + place] ?? 0) / (inverse[place * size + place] ?? 1)
          scores[product] = (scores[product] ?? 0) + weight
        })
      return scores
    },
  }
}
