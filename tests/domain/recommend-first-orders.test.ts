import { describe, expect, test } from 'vitest'
import type { Evidence, ProductFacts } from '../../app/domain/recommend/evidence.ts'
import { features } from '../../app/domain/recommend/features.ts'
import { likenessOf } from '../../app/domain/recommend/likeness.ts'
import { type Parameters, startingParameters } from '../../app/domain/recommend/parameters.ts'
import { recommend } from '../../app/domain/recommend/recommend.ts'
import { type Example, tune } from '../../app/domain/recommend/tune.ts'
import { asOf, decayOrigin } from '../../app/domain/recommend/weights.ts'

const now = decayOrigin
const colours = ['red', 'blue', 'green', 'white', 'black', 'yellow']
const things = ['mug', 'plate', 'bowl', 'jug', 'tray']
const ids = colours.flatMap((colour) => things.map((thing) => `${colour} ${thing}`))

/** So much that examples count wholly, and so little that they hardly do. */
const muchSold = 2_000
const littleSold = 20

describe('the first orders of a shop', () => {
  test('teach within thirty examples that titles tell what goes together', () => {
    const alike = pairs((colour, at) => [`${colour} ${things[at % 5]}`, `${colour} ${things[(at + 1) % 5]}`])
    expect(titlesWeight(learned(alike))).toBeGreaterThan(2 * titlesWeight(startingParameters()))
  })

  test('teach within thirty examples that titles tell nothing', () => {
    const unlike = pairs((_, at) => [
      `${colours[at % 6]} ${things[at % 5]}`,
      `${colours[(at + 2) % 6]} ${things[(at + 3) % 5]}`,
    ])
    expect(titlesWeight(learned(unlike))).toBeLessThan(0)
  })

  test('teach the less, the less the shop has sold', () => {
    const example = { basketIds: ['red mug'], hiddenId: 'red plate' }
    const little = sureness(tune(startingParameters(), example, evidenceOf(littleSold)))
    const much = sureness(tune(startingParameters(), example, evidenceOf(muchSold)))
    const most = sureness(tune(startingParameters(), example, evidenceOf(10 * muchSold)))
    const before = sureness(startingParameters())
    expect(little).toBeGreaterThan(before)
    expect(little - before).toBeLessThan((much - before) / 5)
    expect(most - before).toBeLessThan(2 * (much - before))
  })

  test('go by popularity where nothing ties a product to the basket', () => {
    const evidence = evidenceOf(littleSold, { 'blue bowl': 9 })
    expect(recommend(['red mug'], evidence, startingParameters())[0]?.productId).toBe('blue bowl')
  })

  test('go by the title where all sell alike', () => {
    const evidence = evidenceOf(littleSold)
    const [first] = recommend(['red mug'], evidence, startingParameters())
    expect(first?.productId.split(' ').some((word) => word === 'red' || word === 'mug')).toBe(true)
    expect(first?.why.kind).toBe('alike')
  })
})

function pairs(of: (colour: string, at: number) => [string, string]): Example[] {
  return Array.from({ length: 30 }, (_, at) => {
    const [basketId, hiddenId] = of(colours[at % 6] ?? '', at)
    return { basketIds: [basketId], hiddenId }
  })
}

function learned(examples: readonly Example[]): Parameters {
  const evidence = evidenceOf(muchSold)
  return examples.reduce((parameters, example) => tune(parameters, example, evidence), startingParameters())
}

function titlesWeight({ sizes }: Parameters): number {
  return sizes[0]?.weights[features.indexOf('titles')] ?? Number.NaN
}

/** How sure the weight of titles is, for small baskets. */
function sureness({ sizes }: Parameters): number {
  return sizes[0]?.precision[features.indexOf('titles') * (features.length + 1)] ?? Number.NaN
}

/** A shop where all products sold alike, but for those named, and no two were bought together yet. */
function evidenceOf(sold: number, sales: Record<string, number> = {}): Evidence {
  const { slow, fast } = asOf(now)
  const facts = (id: string): ProductFacts => ({
    slow: (sales[id] ?? 1) / slow,
    fast: (sales[id] ?? 1) / fast,
    likeness: likenessOf({ title: id }, () => things.length, ids.length),
  })
  return {
    nowMs: now,
    allSlow: sold / slow,
    products: new Map(ids.map((id) => [id, facts(id)])),
    neighbours: new Map(),
    popular: ids,
    alike: [],
  }
}
