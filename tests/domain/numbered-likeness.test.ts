import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Likeness, likenessOf, titleLikeness } from '../../app/domain/recommend/likeness.ts'
import { likenessOfPlaces, noLikeness, numberLikeness } from '../../app/domain/recommend/numbered-likeness.ts'

const titles = ['House Espresso', 'Decaf Espresso', 'Hario filter', 'Chemex filter', 'Kettle', '']
const products = titles.map((title, at) =>
  likenessOf({ title, category: at % 2 === 0 ? 'Coffee' : undefined }, () => 2, titles.length),
)

describe('titles and categories by number', () => {
  test('say of every product what its words and category say', () => {
    const place = fc.integer({ min: 0, max: products.length - 1 })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 4 }), place, (basket, other) => {
        const found = likenessOfPlaces(numberLikeness(products), basket)
        const own = products[other] as Likeness // One of them.
        const words = basket.reduce((sum, each) => sum + titleLikeness(products[each] as Likeness, own), 0)
        const alike = basket.filter((each) => own.category && products[each]?.category === own.category)
        expect(found.words(other)).toBeCloseTo(words, 12)
        expect(found.categories(other)).toBe(alike.length)
      }),
      { seed: 20261122 },
    )
  })

  test('leave nothing behind for the next basket', () => {
    const numbered = numberLikeness(products)
    likenessOfPlaces(numbered, [0, 1, 2, 3, 4])
    const next = likenessOfPlaces(numbered, [4])
    expect(next.words(0)).toBe(0)
  })

  test('know nothing of a product that came later, and of none at all', () => {
    for (const numbered of [numberLikeness(products), numberLikeness([undefined]), noLikeness()]) {
      const found = likenessOfPlaces(numbered, [0, products.length])
      expect([products.length, products.length + 9, -1].map(found.words)).toEqual([0, 0, 0])
      expect(found.categories(products.length)).toBe(0)
    }
  })
})
