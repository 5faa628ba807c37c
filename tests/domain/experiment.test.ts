import { describe, expect, test } from 'vitest'
import { type ArmSums, difference } from '../../app/domain/experiment/always-valid.ts'
import { judgeTest } from '../../app/domain/experiment/judge-test.ts'

/** Mulberry32: a small generator with a seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let next = Math.imul(state ^ (state >>> 15), 1 | state)
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next
    return ((next ^ (next >>> 14)) >>> 0) / 4_294_967_296
  }
}

const empty = (): ArmSums => ({
  subjects: 0,
  shown: 0,
  shownSquared: 0,
  total: 0,
  totalSquared: 0,
  shownTotal: 0,
})

function see(sums: ArmSums, y: number, n = 1): void {
  sums.subjects += 1
  sums.shown += n
  sums.shownSquared += n * n
  sums.total += y
  sums.totalSquared += y * y
  sums.shownTotal += n * y
}

/** Two arms with these shares of buyers and nets; looks so often, and says what was ever said. */
function run(seed: number, { shares, nets, perLook, looks }: Setting): Set<string> {
  const chance = generator(seed)
  const arms = ['control', 'changed'].map((name) => ({ name, bought: empty(), net: empty() }))
  const said = new Set<string>()
  for (let look = 0; look < looks; look += 1) {
    for (const [index, arm] of arms.entries())
      for (let each = 0; each < perLook; each += 1) {
        const isBought = chance() < (shares[index] ?? 0)
        see(arm.bought, isBought ? 1 : 0)
        // A few dear ones among many cheap ones, as baskets are.
        see(arm.net, isBought ? Math.round((nets[index] ?? 0) * (0.4 - Math.log(1 - chance()) * 0.6)) : 0)
      }
    const [first, second] = arms
    if (first && second) said.add(judgeTest([first, second]).verdict.kind)
  }
  return said
}

interface Setting {
  shares: [number, number]
  nets: [number, number]
  perLook: number
  looks: number
}

describe('a test that is looked at a hundred times', () => {
  test.each([
    ['where one in thirty buys', { shares: [0.03, 0.03], nets: [1500, 1500], perLook: 40, looks: 100 }],
    ['where one in five buys', { shares: [0.2, 0.2], nets: [900, 900], perLook: 20, looks: 100 }],
  ] as [string, Setting][])('%s errs in at most 5 in 100 cases without a difference', (_name, setting) => {
    const runs = 400
    let errors = 0
    for (let seed = 1; seed <= runs; seed += 1) {
      const said = run(seed, setting)
      if (said.has('better') || said.has('worse')) errors += 1
    }
    // Three standard errors of a share of 5 % in 400 are 3.3 %.
    expect(errors / runs).toBeLessThanOrEqual(0.05 + 0.033)
  })

  test('finds a real difference, and never calls it the other way round', () => {
    let found = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const said = run(seed, { shares: [0.05, 0.08], nets: [1500, 1500], perLook: 100, looks: 60 })
      if (said.has('better')) found += 1
      expect(said.has('worse')).toBe(false)
    }
    expect(found).toBeGreaterThanOrEqual(54)
  })

  test('finds harm: a discount that sells as much and leaves less', () => {
    let found = 0
    for (let seed = 1; seed <= 60; seed += 1)
      if (run(seed, { shares: [0.1, 0.1], nets: [1500, 700], perLook: 100, looks: 60 }).has('worse'))
        found += 1
    expect(found).toBeGreaterThanOrEqual(57)
  })
})

test('three views have no winner, whatever they brought', () => {
  const arms = ['control', 'changed'].map((name) => ({ name, bought: empty(), net: empty() }))
  const [first, second] = arms
  if (!first || !second) throw new Error('There are two arms.')
  for (let view = 0; view < 3; view += 1) {
    see(second.bought, 1)
    see(second.net, 9_900)
    see(first.bought, 0)
    see(first.net, 0)
  }
  expect(judgeTest([first, second]).verdict).toEqual({ kind: 'too-early' })
})

test('an interval that may always be looked at is wider than one that may be looked at once, and narrows', () => {
  const width = (count: number) => {
    const arms = [empty(), empty()]
    for (const arm of arms) for (let each = 0; each < count; each += 1) see(arm, each % 10 === 0 ? 1 : 0)
    const [one, other] = arms
    const found = one && other && difference(one, other, 0.05)
    return found ? found.high - found.low : Number.NaN
  }
  const once = 2 * 1.96 * Math.sqrt((2 * 0.09) / 1_000)
  expect(width(1_000)).toBeGreaterThan(once)
  expect(width(1_000)).toBeLessThan(2 * once)
  expect(width(10_000)).toBeLessThan(width(1_000) / 2)
})

test('one shopper who was shown many offers counts as one', () => {
  const [spread, one] = [empty(), empty()]
  for (let each = 0; each < 400; each += 1) see(spread, each % 4 === 0 ? 1 : 0)
  for (let each = 0; each < 40; each += 1) see(one, each % 4 === 0 ? 10 : 0, 10)
  const width = (sums: ArmSums) => {
    const found = difference(sums, spread, 0.05)
    return found ? found.high - found.low : Number.NaN
  }
  expect(width(one)).toBeGreaterThan(1.5 * width(spread))
})
