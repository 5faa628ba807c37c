import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedded } from '../../app/store/embedded.server.ts'
import { mutations } from './mutations.ts'
import { liveThrough, type Severity } from './scenario.ts'
import { withServer } from './server.ts'

// A small day here; `npm run faults -- --seeds N` lives through whole ones.
const kills = { orders: 80, kills: 6, stops: 0, workers: 1 }
const stops = { orders: 80, kills: 2, stops: 2, workers: 1 }

/** What only shows when something dies at the wrong moment, and what must die for it. */
const needs: Record<string, typeof kills> = {
  'acknowledges before it has kept': stops,
  'swallows the error of a commit': stops,
  'commits "done" before the effect': kills,
}
/** People walk a journey besides; what a step says must be there when the process dies right after. */
const walking = { orders: 40, kills: 4, stops: 0, workers: 1, walks: true }
const strolling = { ...walking, kills: 0, workers: 0 }
const ofWalks: Record<string, typeof walking> = {
  'judges no exits': strolling,
  'walks on before its time': strolling,
  'begins a walk again whenever its order is told': strolling,
  'records a step in another commit than its touch': walking,
}
const calm = { orders: 80, kills: 0, stops: 0, workers: 0 }

let server: Embedded
let close = () => {}
let closed: Promise<void>
beforeAll(async () => {
  await new Promise<void>((open) => {
    closed = withServer(async (opened) => {
      server = opened
      open()
      await new Promise<void>((end) => {
        close = end
      })
    })
  })
}, 60_000)
afterAll(async () => {
  close()
  await closed
}, 60_000)

describe('a day of killed processes and a stopped PostgreSQL', () => {
  test('ends as the story says: nothing lost, nothing twice, poison aside', async () => {
    const { violations, acknowledged } = await liveThrough(server, { seed: 7, severity: stops })
    expect(violations).toEqual([])
    expect(acknowledged).toBeGreaterThan(300)
  }, 60_000)
})

describe('journeys on a day of killed processes', () => {
  test('are walked as the story of the orders says: no step twice, none early, none after a refund', async () => {
    const { violations } = await liveThrough(server, { seed: 7, severity: walking })
    expect(violations).toEqual([])
  }, 90_000)
})

/** Whether one of so many days shows it: a fault must fall into the right millisecond. */
async function seenWithin(days: number, severity: Severity, mutation: string): Promise<boolean> {
  for (let seed = 7; seed < 7 + days; seed += 1) {
    const { violations } = await liveThrough(server, { seed, severity, mutation })
    if (violations.length > 0) return true
  }
  return false
}

// Without these the days above prove nothing.
describe('a product that is broken on purpose is caught', () => {
  for (const mutation of Object.keys(mutations).filter((name) => needs[name])) {
    test(`when it ${mutation}`, async () => {
      expect(await seenWithin(3, needs[mutation] ?? calm, mutation)).toBe(true)
    }, 120_000)
  }

  for (const [mutation, severity] of Object.entries(ofWalks)) {
    test(`when it ${mutation}`, async () => {
      expect(await seenWithin(3, severity, mutation)).toBe(true)
    }, 180_000)
  }

  describe('on a calm day', () => {
    for (const mutation of Object.keys(mutations).filter((name) => !needs[name] && !ofWalks[name])) {
      test(`when it ${mutation}`, async () => {
        expect(await seenWithin(1, calm, mutation)).toBe(true)
      }, 60_000)
    }
  })
})
