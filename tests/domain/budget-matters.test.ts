import { describe, expect, test } from 'vitest'
import { askBudget } from '../../app/domain/budget/ask-budget.ts'
import type { BudgetAsked, BudgetWish } from '../../app/domain/budget/budget-asked.ts'
import { matterKinds, openMatters, returnDaysMax } from '../../app/domain/budget/open-matter.ts'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { matterIn, matterWords } from '../../app/ui/texts/open-matters.ts'
import { reasonWords } from '../../app/ui/texts/timeline-journeys.ts'
import { type Random, random } from '../stand-in/world/random.ts'

const dayMs = 86_400_000
const begin = Date.parse('2026-03-01T00:00:00Z')
const policy = { weekMax: 3, monthMax: 8, quietFromHour: 21, quietUntilHour: 9, helpFirstDays: 7 }

/** All that may be known of what goes wrong for one customer: parcels, refunds and returns, any of them, any time. */
function aTrouble(seed: number) {
  const chance = random(seed, 'trouble')
  const at = () => new Date(begin + Math.floor(chance.next() * 30 * dayMs))
  const some = <Item>(make: (chance: Random) => Item) =>
    Array.from({ length: chance.int(0, 2) }, () => make(chance))
  const parcels = some(() => ({
    orderId: 'o1',
    sentAt: at(),
    deliveredAt: chance.chance(0.3) ? at() : undefined,
    hasFailed: chance.chance(0.3),
  }))
  const returns = some(() => ({ orderId: 'o2', at: at() }))
  const refunds = some(() => ({ orderId: 'o3', at: at() }))
  const usualDeliveryDays = chance.chance(0.5) ? chance.int(1, 9) : undefined
  return { known: { parcels, returns, refunds, usualDeliveryDays }, helpFirstDays: chance.int(0, 60) }
}

type Known = ReturnType<typeof aTrouble>['known']

const offer: BudgetWish = {
  key: 'touch/1',
  channels: ['email'],
  topic: 'offers',
  content: { kind: 'message' },
  usefulness: 50,
  validUntil: new Date(begin + 366 * dayMs),
  waitingSince: new Date(begin),
  isAsked: false,
}

const asked = (known: Known, helpFirstDays: number, now: Date, wishes: BudgetWish[]): BudgetAsked => ({
  wishes,
  counted: [],
  policy: { ...policy, helpFirstDays },
  preferences: noPreferences,
  reach: { page: 'open', email: 'open', klaviyo: 'open', flow: 'open' },
  matters: openMatters(known, helpFirstDays, now),
  isHeldOut: false,
  isOffersOff: false,
  isGone: false,
  timeZone: 'UTC',
})

describe('whatever goes wrong', () => {
  const troubles = Array.from({ length: 600 }, (_, seed) => aTrouble(seed))

  test('is over by itself at last, though nobody ever tells its end', () => {
    for (const { known, helpFirstDays } of troubles) {
      const last = new Date(begin + (30 + returnDaysMax) * dayMs)
      expect(openMatters(known, helpFirstDays, last)).toEqual([])
    }
  })

  test('holds an offer back until it is over, for no longer, and is asked about at least once a day', () => {
    const heldFor = new Set<string>()
    for (const { known, helpFirstDays } of troubles) {
      let now = begin + 30 * dayMs
      let looks = 0
      for (; looks < 200; looks++) {
        const [answer] = askBudget(asked(known, helpFirstDays, new Date(now), [offer]), new Date(now))
        const matters = openMatters(known, helpFirstDays, new Date(now))
        if (answer?.kind !== 'hold') {
          expect(answer).toMatchObject({ kind: 'go' })
          expect(matters).toEqual([])
          break
        }
        if (answer.why.kind === 'open-matter') heldFor.add(answer.why.matter)
        const isEndKnown = matters.every(({ until }) => until)
        if (!isEndKnown) expect(answer.until.getTime() - now).toBeLessThanOrEqual(dayMs)
        now = answer.until.getTime()
      }
      expect(looks).toBeLessThan(200)
      expect(now).toBeLessThanOrEqual(begin + (30 + returnDaysMax + 2) * dayMs)
    }
    expect([...heldFor].sort()).toEqual(['late-parcel', 'refund', 'return'])
  })

  test('never holds help back, nor the answer to what they asked', () => {
    const now = new Date(begin + 30 * dayMs + dayMs / 2)
    for (const { known, helpFirstDays } of troubles) {
      const wishes = [
        { ...offer, key: 'help', topic: 'help' as const },
        { ...offer, key: 'asked', isAsked: true },
      ]
      const answers = askBudget(asked(known, helpFirstDays, now, wishes), now)
      expect(answers.map(({ kind }) => kind)).toEqual(['go', 'go'])
    }
  })
})

describe('words', () => {
  test.each(matterKinds)('say what was not well: %s', (matter) => {
    const words = reasonWords({ kind: 'open-matter', matter })
    expect(words).toContain(matterWords[matter])
    expect(matterIn(matter)).toBe(matterWords[matter])
  })

  test('of another version of Encore are not guessed', () => {
    expect(matterIn('flood')).toBeUndefined()
    expect(matterIn('constructor')).toBeUndefined()
    expect(reasonWords({ kind: 'open-matter', matter: 'flood' })).toMatch(
      /^Something with an order was not well/,
    )
  })
})
