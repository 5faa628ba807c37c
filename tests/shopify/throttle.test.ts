import { describe, expect, test } from 'vitest'
import { Unavailable } from '../../app/platform/errors.ts'
import { throttle } from '../../app/platform/throttle.ts'

/** A pace in which waiting is what moves the time. */
function aPace() {
  const pace = { ms: 0, waits: [] as number[] }
  return {
    pace,
    ...{ nowMs: () => pace.ms },
    wait: async (ms: number) => {
      pace.waits.push(ms)
      pace.ms += ms
    },
  }
}

describe('the API budget of a shop', () => {
  test('lets everything through before Shopify has said what it is', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(5_000)
    await budget.take(5_000)
    expect(time.pace.waits).toEqual([])
  })

  test('makes a call wait until enough is restored, and no longer', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(10)
    budget.give(10, { max: 1_000, available: 20, restoredPerSecond: 100 })
    await budget.take(70)
    expect(time.pace.waits).toEqual([500])
  })

  test('is shared: what calls under way will cost is not there for others', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(1)
    budget.give(1, { max: 1_000, available: 100, restoredPerSecond: 100 })
    await Promise.all([budget.take(60), budget.take(60), budget.take(60)])
    expect(time.pace.ms).toBe(800)
  })

  test('fills no higher than it holds', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(1)
    budget.give(1, { max: 100, available: 0, restoredPerSecond: 10 })
    time.pace.ms += 3_600_000
    await budget.take(90)
    await budget.take(60)
    expect(time.pace.waits).toEqual([5_000])
  })

  test('counts a call without an answer as spent', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(1)
    budget.give(1, { max: 100, available: 100, restoredPerSecond: 10 })
    await budget.take(80)
    budget.give(80, undefined)
    await budget.take(50)
    expect(time.pace.waits).toEqual([3_000])
  })

  test('lets a call that costs more than it ever holds go when it is full', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(1)
    budget.give(1, { max: 100, available: 50, restoredPerSecond: 10 })
    await budget.take(500)
    expect(time.pace.waits).toEqual([5_000])
  })

  test('gives up rather than wait more than a minute', async () => {
    const time = aPace()
    const budget = throttle(time)
    await budget.take(1)
    budget.give(1, { max: 10_000, available: 0, restoredPerSecond: 10 })
    await expect(budget.take(601)).rejects.toBeInstanceOf(Unavailable)
    await budget.take(100)
    expect(time.pace.waits).toEqual([10_000])
  })
})
