import { describe, expect, test } from 'vitest'
import { candidateRoot } from '../../app/domain/recommend/asymmetric.ts'
import { candidatesOf } from '../../app/domain/recommend/candidates.ts'
import {
  basketMax,
  coreMax,
  type Evidence,
  largeCoreMax,
  type Neighbours,
  type NumberedProducts,
  neighboursMax,
  type ProductFacts,
} from '../../app/domain/recommend/evidence.ts'
import { likenessOf } from '../../app/domain/recommend/likeness.ts'
import { numberLikeness } from '../../app/domain/recommend/numbered-likeness.ts'
import { startingParameters } from '../../app/domain/recommend/parameters.ts'
import { recommend } from '../../app/domain/recommend/recommend.ts'
import { examplesOf, tune } from '../../app/domain/recommend/tune.ts'
import {
  asOf,
  type Changes,
  type LearnedOrder,
  learn,
  pairedProductsMax,
  unlearn,
} from '../../app/domain/recommend/weights.ts'

const now = Date.UTC(2026, 5, 15, 12)
const day = 86_400_000

describe('learning an order', () => {
  test('touches its own products and both directions of its own pairs, by order of ids', () => {
    const { products, pairs } = learn(order(0, 'b', 'a', 'b'))
    expect(products.map(({ productId }) => productId)).toEqual(['a', 'b'])
    expect(pairs.map(({ productId, otherProductId }) => [productId, otherProductId])).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ])
  })

  test('and unlearning it leaves nothing, however late the refund comes', () => {
    const kept = keep([learn(order(400, 'a', 'b', 'c')), unlearn(order(400, 'c', 'b', 'a'))])
    expect([...kept.products.values(), ...kept.pairs.values()]).toEqual(
      Array.from({ length: 9 }, () => ({ slow: 0, fast: 0 })),
    )
  })

  test('in between others and unlearning it leaves what the others taught', () => {
    const [one, two] = [order(90, 'a', 'b'), order(3, 'a', 'b', 'c')]
    const before = keep([learn(one)]).pairs.get('a b')
    const after = keep([learn(one), learn(two), unlearn(two)]).pairs.get('a b')
    expect((after?.slow ?? 0) / (before?.slow ?? 1)).toBeCloseTo(1, 12)
    expect((after?.fast ?? 0) / (before?.fast ?? 1)).toBeCloseTo(1, 9)
  })

  test('counts for half after a half-life and less the more it holds', () => {
    const [pair] = learn(order(120, 'a', 'b')).pairs
    expect((pair?.slow ?? 0) * asOf(now).slow).toBeCloseTo(1 / 2, 12)
    const [wide] = learn(order(0, 'a', 'b', 'c', 'd', 'e')).pairs
    expect((wide?.slow ?? 0) * asOf(now).slow).toBeCloseTo(1 / 2, 12)
  })

  test('counts every product of a huge order and pairs the first ones only', () => {
    const ids = Array.from({ length: pairedProductsMax + 1 }, (_, k) => `p${String(k).padStart(4, '0')}`)
    const { products, pairs } = learn(order(0, ...ids))
    expect(products).toHaveLength(pairedProductsMax + 1)
    expect(pairs).toHaveLength(pairedProductsMax * (pairedProductsMax - 1))
  })

  test('is finite for orders of three decades', () => {
    for (const atMs of [Date.UTC(1996, 0, 1), Date.UTC(2046, 0, 1)])
      for (const { slow, fast } of learn({ atMs, productIds: ['a', 'b'] }).pairs)
        expect(Number.isFinite(1 / slow) && Number.isFinite(1 / fast)).toBe(true)
  })
})

describe('what goes with a basket', () => {
  const coffee = [
    ...Array.from({ length: 20 }, (_, k) => order(k, 'chemex', 'filters')),
    ...Array.from({ length: 30 }, (_, k) => order(k, 'mug', 'spoon')),
    ...Array.from({ length: 2 }, (_, k) => order(k, 'chemex', 'mug')),
  ]

  test('is what was bought with it before what merely sells better', () => {
    const [best] = answer(['chemex'], coffee)
    expect(best).toMatchObject({ productId: 'filters', why: { kind: 'together', withProductId: 'chemex' } })
  })

  test('never holds anything of the basket, however long it is', () => {
    const basket = ['chemex', 'mug', ...Array.from({ length: basketMax }, (_, k) => `x${k}`), 'filters']
    const ids = answer(basket, coffee).map(({ productId }) => productId)
    expect(ids).toContain('spoon')
    expect(ids.filter((id) => basket.includes(id))).toEqual([])
  })

  test('names chances that add up to one', () => {
    const total = answer(['chemex'], coffee).reduce((sum, { chance }) => sum + chance, 0)
    expect(total).toBeCloseTo(1, 9)
  })

  test('is the same a year later when all orders came a year later', () => {
    const year = 365 * day
    const later = coffee.map((each) => ({ ...each, atMs: each.atMs + year }))
    const ranks = answer(['chemex', 'spoon'], later, now + year)
    expect(ranks.map(({ productId }) => productId)).toEqual(
      answer(['chemex', 'spoon'], coffee).map(({ productId }) => productId),
    )
    answer(['chemex', 'spoon'], coffee).forEach(({ score }, place) => {
      expect(ranks[place]?.score).toBeCloseTo(score, 9)
    })
  })

  test('is the same whatever order the orders and the basket come in', () => {
    const turned = answer(['spoon', 'chemex'], [...coffee].reverse())
    expect(turned.map(({ productId }) => productId)).toEqual(
      answer(['chemex', 'spoon'], coffee).map(({ productId }) => productId),
    )
  })

  test('of an empty basket is what sells', () => {
    const [first, second] = answer([], coffee)
    expect([first?.productId, second?.productId]).toEqual(['mug', 'spoon'])
    expect(first?.why).toEqual({ kind: 'popular' })
    expect(first?.score).toBeGreaterThan(Number.NEGATIVE_INFINITY)
  })

  test('is nothing where nothing is known', () => {
    expect(answer(['chemex'], [])).toEqual([])
    expect(answer([], [])).toEqual([])
  })

  test('is there from the first order on', () => {
    const [best] = answer(['chemex'], [order(0, 'chemex', 'filters')])
    expect(best?.productId).toBe('filters')
  })

  test('of equal evidence goes by id', () => {
    const twins = [order(1, 'chemex', 'b'), order(1, 'chemex', 'a')]
    expect(answer(['chemex'], twins).map(({ productId }) => productId)).toEqual(['a', 'b'])
  })

  test('answers without the neighbours of the core as well', () => {
    const evidence = evidenceOf(coffee)
    const bare = {
      ...evidence,
      neighbours: new Map([...evidence.neighbours].filter(([id]) => id === 'chemex')),
    }
    expect(recommend(['chemex'], bare, startingParameters())[0]?.productId).toBe('filters')
  })

  test('is the same where products are numbered, whatever their numbers', () => {
    const evidence = evidenceOf(coffee)
    const ids = [...evidence.products.keys()]
    for (const place of [(at: number) => at, (at: number) => (ids.length - at) * 64 + 7]) {
      const byPlace: string[] = []
      for (const [at, id] of ids.entries()) byPlace[place(at)] = id
      const placeOf = (id: string) => byPlace.indexOf(id)
      const products = [...evidence.products].map(
        ([id, facts]) => [id, { ...facts, place: placeOf(id) }] as const,
      )
      const neighbours = ids.map((id) => {
        const { productIds, ...weights } = evidence.neighbours.get(id) as Neighbours // As `evidenceOf` makes them.
        return [id, { ...weights, places: Int32Array.from(productIds, placeOf), ids: byPlace }] as const
      })
      const numbered = { ...evidence, products: new Map(products), neighbours: new Map(neighbours) }
      const basket = ['chemex', 'unheard of']
      const found = recommend(basket, numbered, startingParameters())
      expect(found.length).toBeGreaterThan(2)
      expect(found).toEqual(recommend(basket, evidence, startingParameters()))
      const unnumbered = { ...numbered, products: evidence.products }
      expect(recommend(basket, unnumbered, startingParameters())).toEqual(found)
      const byNumbers = { ...numbered, numbered: numberedProducts(byPlace, numbered.products) }
      expect(recommend(basket, byNumbers, startingParameters())).toEqual(found)
      expect(recommend([...basket, 'filters'], byNumbers, startingParameters())).toEqual(
        recommend([...basket, 'filters'], evidence, startingParameters()),
      )
    }
  })

  test('reads no more than the limits allow', () => {
    const wide = Array.from({ length: neighboursMax + 5 }, (_, k) => order(k, 'chemex', `p${k}`))
    const { productIds, coreIds } = candidatesOf(['chemex'], { ...evidenceOf(wide), popular: [] })
    expect(productIds).toHaveLength(neighboursMax)
    expect(coreIds).toHaveLength(coreMax)
  })

  test('looks at more of what a large basket draws than of what a small one does', () => {
    const wide = Array.from({ length: neighboursMax }, (_, k) => order(k, 'chemex', `p${k}`))
    const basketOf = (products: number) => [
      'chemex',
      ...Array.from({ length: products - 1 }, (_, k) => `q${k}`),
    ]
    const coreOf = (products: number) => candidatesOf(basketOf(products), evidenceOf(wide)).coreIds
    expect(coreOf(9)).toHaveLength(coreMax)
    expect(coreOf(10)).toHaveLength(largeCoreMax)
    expect(coreOf(10).slice(0, coreMax)).toEqual(coreOf(9))
  })
})

describe('a reason', () => {
  test('names the product of the basket that draws most, and its true part', () => {
    const orders = [
      ...Array.from({ length: 9 }, () => order(30, 'chemex', 'filters')),
      order(30, 'mug', 'filters'),
      ...Array.from({ length: 8 }, () => order(30, 'mug', 'spoon')),
    ]
    const found = answer(['mug', 'chemex'], orders).find(({ productId }) => productId === 'filters')
    expect(found?.why).toMatchObject({ kind: 'together', withProductId: 'chemex' })
    if (found?.why.kind !== 'together') throw new Error('The reason must be a purchase.')
    expect(found.why.share).toBeGreaterThan(0.5)
    expect(found.why.share).toBeLessThan(1)
    expect(found.why.ageDays).toBeCloseTo(30, 6)
  })

  test('says that a product is alike only when nobody bought it with the basket', () => {
    const titles = { chemex: 'Chemex six cups', lid: 'Lid for Chemex', mug: 'Blue mug' }
    const orders = [order(1, 'chemex', 'mug'), order(1, 'lid')]
    const reasons = answer(['chemex'], orders, now, titles)
    expect(Object.fromEntries(reasons.map(({ productId, why }) => [productId, why.kind]))).toEqual({
      mug: 'together',
      lid: 'alike',
    })
  })
})

describe('tuning', () => {
  const shop = Array.from({ length: 12 }, (_, k) => order(k, `a${k % 3}`, `b${k % 3}`, 'popular'))

  test('hides one product of an order, always the same', () => {
    const of = { id: 'gid://shopify/Order/1', productIds: ['a', 'b', 'c', 'd'] }
    const examples = examplesOf(of, 900)
    expect(examples.map(({ basketIds }) => basketIds.length)).toEqual([2, 3])
    expect(examples).toEqual(examplesOf({ ...of, productIds: ['d', 'c', 'b', 'a', 'a'] }, 900))
    for (const { basketIds, hiddenId } of examples) expect(basketIds).not.toContain(hiddenId)
  })

  test('hides each product in turn while the shop is young', () => {
    const examples = examplesOf({ id: '1', productIds: ['a', 'b', 'c'] }, 0)
    expect(examples.map(({ hiddenId }) => hiddenId).sort()).toEqual(['a', 'b', 'c'])
    for (const { basketIds, hiddenId } of examples) expect(basketIds).not.toContain(hiddenId)
  })

  test('asks nothing of an order with one product and, later, of most orders', () => {
    expect(examplesOf({ id: '1', productIds: ['a'] }, 0)).toEqual([])
    const picked = Array.from({ length: 800 }, (_, k) =>
      examplesOf({ id: `${k}`, productIds: ['a', 'b'] }, 9_000),
    )
    expect(picked.filter(({ length }) => length > 0).length).toBeGreaterThan(220)
    expect(picked.filter(({ length }) => length > 0).length).toBeLessThan(310)
  })

  test('makes what was right likelier, most for baskets of the same size and a little for the others', () => {
    const evidence = evidenceOf(shop)
    const example = { basketIds: ['a0'], hiddenId: 'popular' }
    const chance = (parameters: ReturnType<typeof startingParameters>) =>
      recommend(['a0'], evidence, parameters).find(({ productId }) => productId === 'popular')?.chance ?? 0
    const before = { ...startingParameters(), tuned: 5_000 }
    const after = tune(before, example, evidence)
    expect(chance(after)).toBeGreaterThan(chance(before))
    const [own = 0, ...others] = after.sizes.map(({ weights }, size) =>
      Math.hypot(...weights.map((weight, k) => weight - (before.sizes[size]?.weights[k] ?? 0))),
    )
    for (const other of others) {
      expect(other).toBeGreaterThan(own / 10)
      expect(other).toBeLessThan(own / 2)
    }
    expect(after.tuned).toBe(5_001)
    expect(tune(before, example, evidence)).toEqual(after)
  })

  test('learns nothing from a product that could not have been recommended', () => {
    const before = startingParameters()
    expect(tune(before, { basketIds: ['a0'], hiddenId: 'never seen' }, evidenceOf(shop))).toBe(before)
  })
})

function order(ageDays: number, ...productIds: string[]): LearnedOrder {
  return { atMs: now - ageDays * day, productIds }
}

function answer(
  basket: string[],
  orders: readonly LearnedOrder[],
  nowMs = now,
  titles: Record<string, string> = {},
) {
  return recommend(basket, evidenceOf(orders, nowMs, titles), startingParameters())
}

/** What the store would hand out, with the neighbours of every product. */
function evidenceOf(
  orders: readonly LearnedOrder[],
  nowMs = now,
  titles: Record<string, string> = {},
): Evidence {
  const kept = keep(orders.map(learn))
  const ids = [...kept.products.keys()].sort()
  const likeness = (id: string) => likenessOf({ title: titles[id] ?? '' }, () => 1, ids.length)
  return {
    nowMs,
    allSlow: [...kept.products.values()].reduce((sum, { slow }) => sum + slow, 0),
    products: new Map(
      [...kept.products].map(([id, weights]) => [id, { ...weights, likeness: likeness(id) }]),
    ),
    neighbours: new Map(ids.map((id) => [id, neighboursOf(id, kept)])),
    popular: [],
    alike: Object.keys(titles),
    ...(orders.length > 0 && { popular: ids }),
  }
}

function neighboursOf(id: string, { pairs }: ReturnType<typeof keep>) {
  const rows = [...pairs]
    .filter(([pair]) => pair.startsWith(`${id} `))
    .map(([pair, weights]) => ({ id: pair.slice(id.length + 1), ...weights }))
    .sort((one, other) => other.slow - one.slow || (one.id < other.id ? -1 : 1))
    .slice(0, neighboursMax)
  return {
    productIds: rows.map((row) => row.id),
    slow: rows.map(({ slow }) => slow),
    fast: rows.map(({ fast }) => fast),
  }
}

function keep(all: readonly Changes[]) {
  const products = new Map<string, { slow: number; fast: number }>()
  const pairs = new Map<string, { slow: number; fast: number }>()
  for (const changes of all) {
    for (const { productId, slow, fast } of changes.products) add(products, productId, slow, fast)
    for (const { productId, otherProductId, slow, fast } of changes.pairs)
      add(pairs, `${productId} ${otherProductId}`, slow, fast)
  }
  return { products, pairs }
}

function add(to: Map<string, { slow: number; fast: number }>, key: string, slow: number, fast: number) {
  const known = to.get(key)
  to.set(key, { slow: (known?.slow ?? 0) + slow, fast: (known?.fast ?? 0) + fast })
}

function numberedProducts(
  ids: readonly string[],
  products: ReadonlyMap<string, ProductFacts>,
): NumberedProducts {
  const facts = Array.from(ids, (id) => products.get(id))
  const weights = facts.flatMap((each) => {
    const { slow, fast } = each ?? { slow: Number.NaN, fast: Number.NaN }
    return [slow, fast, candidateRoot(slow), candidateRoot(fast)]
  })
  const likeness = numberLikeness(facts.map((each) => each?.likeness))
  return { ids, facts, weights: Float64Array.from(weights), likeness }
}
