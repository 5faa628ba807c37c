import { describe, expect, test } from 'vitest'
import { alike, fallbacks, type GlancedProduct } from '../../app/domain/offers/fallback.ts'

const id = (n: number) => `gid://shopify/Product/${n}` as const
const product = (n: number, title: string, productType?: string): GlancedProduct => ({
  id: id(n),
  title,
  productType,
})
const catalogue = [
  product(1, 'Stoneware Mug blue'),
  product(2, 'Stoneware Mug green'),
  product(3, 'Walnut Tray'),
  product(4, 'Oak Tray', 'Trays'),
  product(5, 'Linen Napkin', 'Trays'),
  ...Array.from({ length: 20 }, (_, n) => product(10 + n, `House Tea number ${'abcdefghijklmnopqrst'[n]}`)),
]
const idsOf = (candidates: { productId: string }[]) => candidates.map(({ productId }) => productId)

describe('what is alike', () => {
  test('shares telling words of the title, or the type', () => {
    expect(idsOf(alike(catalogue, [{ id: id(1), title: 'Stoneware Mug blue' }]))).toEqual([id(2)])
    expect(idsOf(alike(catalogue, [{ id: id(4), title: 'Oak Tray' }]))).toContain(id(5))
    expect(alike(catalogue, [{ id: id(99), title: 'Bicycle' }])).toEqual([])
  })

  test('is never the product itself, and the same when asked again', () => {
    const asked = [{ id: id(4), title: 'Oak Tray' }]
    const first = alike(catalogue, asked)
    expect(idsOf(first)).not.toContain(id(4))
    expect(alike(catalogue, asked)).toEqual(first)
  })

  test('is nothing by words that so many titles have', () => {
    expect(alike(catalogue, [{ id: id(10), title: 'House Tea number a' }])).toEqual([])
  })

  test('of a product that nobody knows the title of is nothing', () => {
    expect(alike(catalogue, [{ id: id(99), title: undefined }])).toEqual([])
  })
})

test('what is popular with fewer than three customers is no fallback', () => {
  const popular = [
    { productId: id(3), customers: 9 },
    { productId: id(4), customers: 2 },
  ]
  const candidates = fallbacks({ popular, days: 30, catalogue: [] }, [{ id: id(1), title: 'A mug' }])
  expect(candidates).toMatchObject([
    { productId: id(3), source: 'popular', evidence: { kind: 'popular', customers: 9, days: 30 } },
  ])
  expect(candidates).toHaveLength(1)
})
