import { describe, expect, test } from 'vitest'
import { askBudget } from '../../app/domain/budget/ask-budget.ts'
import type { BudgetAnswer } from '../../app/domain/budget/budget-answer.ts'
import type { BudgetAsked, BudgetWish } from '../../app/domain/budget/budget-asked.ts'
import { channels } from '../../app/domain/budget/channel.ts'
import type { OpenMatter } from '../../app/domain/budget/open-matter.ts'
import type { BudgetPolicy } from '../../app/domain/budget/policy.ts'
import { noPreferences, type Preferences } from '../../app/domain/budget/preferences.ts'
import type { Reach, Reachable } from '../../app/domain/budget/reach.ts'
import { topics } from '../../app/domain/budget/topic.ts'
import { type Random, random } from '../stand-in/world/random.ts'

const dayMs = 86_400_000
const yearBegins = Date.parse('2026-01-01T00:00:00Z')
const customers = 1_000
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'] as const

type Terms = Omit<BudgetAsked, 'wishes' | 'counted'>

/** One customer's year: what journeys wish, and the customer's terms as they change. */
interface Year {
  wishes: BudgetWish[]
  /** From each moment on. */
  terms: { from: number; terms: Terms }[]
}

const at = (chance: Random) => yearBegins + Math.floor(chance.next() * 365 * dayMs)

function aYear(seed: number): Year {
  const chance = random(seed, 'a year of wishes')
  const policy: BudgetPolicy = {
    weekMax: chance.int(1, 3),
    monthMax: chance.int(3, 8),
    quietFromHour: chance.int(0, 23),
    quietUntilHour: chance.int(0, 23),
    helpFirstDays: 7,
  }
  const timeZone = chance.pick(zones)
  const isHeldOut = chance.chance(0.05)
  const changes = [yearBegins, ...Array.from({ length: chance.int(0, 6) }, () => at(chance))].sort(
    (a, b) => a - b,
  )
  let preferences: Preferences = noPreferences
  const terms = changes.map((from, place) => {
    if (place > 0) preferences = changed(preferences, from, chance)
    const isGone = place > 3 && chance.chance(0.1)
    const isOffersOff = chance.chance(0.1)
    const reach = aReach(chance)
    return {
      from,
      terms: {
        policy,
        preferences,
        reach,
        matters: someMatters(from, chance),
        isHeldOut,
        isOffersOff,
        isGone,
        timeZone,
      },
    }
  })
  return { wishes: Array.from({ length: chance.int(0, 90) }, (_, place) => anyWish(place, chance)), terms }
}

function changed(before: Preferences, now: number, chance: Random): Preferences {
  return {
    weekMax: chance.pick([before.weekMax, undefined, 1, 0]),
    monthMax: chance.pick([before.monthMax, undefined, 1, 2]),
    pausedUntil: chance.chance(0.3) ? new Date(now + chance.int(1, 60) * dayMs) : before.pausedUntil,
    neverAt: chance.chance(0.1) ? new Date(now) : before.neverAt,
    channelsOff: channels.filter(() => chance.chance(0.2)),
    topicsOff: topics.filter(() => chance.chance(0.1)),
  }
}

function aReach(chance: Random): Reach {
  const one = (): Reachable =>
    chance.weighted([
      ['open', 8],
      ['no-consent', 2],
      ['no-address', 1],
      ['stopped', 1],
      ['not-connected', 1],
    ] as const)
  return { page: 'open', email: one(), klaviyo: one(), flow: one() }
}

function someMatters(from: number, chance: Random): OpenMatter[] {
  const until = new Date(from + chance.int(1, 20) * dayMs)
  return chance.weighted([
    [[], 6],
    [[{ kind: 'refund', until }], 2],
    [
      [
        { kind: 'late-parcel', until: undefined },
        { kind: 'refund', until },
      ],
      1,
    ],
  ] as const) as OpenMatter[]
}

function anyWish(place: number, chance: Random): BudgetWish {
  // Journeys begin with orders, so wishes come in bunches.
  const since = yearBegins + chance.int(0, 40) * 9 * dayMs + chance.int(0, 3) * 3_600_000 * chance.int(0, 12)
  const isOffer = chance.chance(0.2)
  return {
    key: `touch/${place}`,
    channels: isOffer ? ['page'] : channels.filter(() => chance.chance(0.6)),
    topic: chance.pick(topics),
    content: { kind: isOffer ? 'offer' : 'message' },
    usefulness: chance.int(0, 4) * 25,
    validUntil: new Date(since + Math.floor(chance.next() * 45 * dayMs)),
    waitingSince: new Date(since),
    isAsked: chance.chance(0.1),
  }
}

/** A touch that went: what, when, and the terms at that moment. */
interface Gone {
  wish: BudgetWish
  at: number
  answer: Extract<BudgetAnswer, { kind: 'go' }>
  terms: Terms
}

/** Lives one year: every wish is asked when it arises and whenever its hold is over, with all that are due then. */
function live({ wishes, terms }: Year, onHold: (wish: BudgetWish, now: number, until: number) => void) {
  const due = new Map(wishes.map((wish) => [wish, wish.waitingSince.getTime()]))
  const gone: Gone[] = []
  const ends = new Map<string, number>()
  for (let asks = 0; due.size > 0; asks++) {
    if (asks > 20_000) throw new Error('A held touch has no end.')
    const now = Math.min(...due.values())
    const current = terms.findLast(({ from }) => from <= now)?.terms ?? terms[0]?.terms
    if (!current) throw new Error('A year begins with terms.')
    const together = [...due].filter(([, from]) => from <= now).map(([wish]) => wish)
    const counted = gone.flatMap(({ answer }) => answer.countsAt ?? [])
    const answers = askBudget({ ...current, wishes: together, counted }, new Date(now))
    for (const [place, answer] of answers.entries()) {
      const wish = together[place]
      if (!wish || wish.key !== answer.key) throw new Error('Answers stand in the order of the wishes.')
      if (answer.kind === 'hold') {
        onHold(wish, now, answer.until.getTime())
        due.set(wish, answer.until.getTime())
        continue
      }
      due.delete(wish)
      ends.set(wish.key, (ends.get(wish.key) ?? 0) + 1)
      if (answer.kind === 'go') gone.push({ wish, at: now, answer, terms: current })
    }
  }
  return { gone, ends }
}

const lives = Array.from({ length: customers }, (_, seed) => {
  const year = aYear(seed)
  const holds: { wish: BudgetWish; now: number; until: number }[] = []
  return { year, holds, ...live(year, (wish, now, until) => holds.push({ wish, now, until })) }
})
const all = lives.flatMap(({ gone }) => gone)

describe('over a year of a thousand customers and any journeys', () => {
  test('enough goes, waits and is dropped for the claims below to mean something', () => {
    expect(all.length).toBeGreaterThan(5_000)
    expect(lives.flatMap(({ holds }) => holds).length).toBeGreaterThan(20_000)
    expect(lives.flatMap(({ year }) => year.wishes).length - all.length).toBeGreaterThan(5_000)
  })

  // Every window ends with a touch, or holds no more than one that does.
  test('nobody is touched above a cap in any seven or thirty days', () => {
    for (const { gone } of lives) {
      const counted = gone.filter(({ answer }) => answer.countsAt)
      for (const { at, terms } of counted) {
        const within = (days: number) =>
          counted.filter((other) => other.at <= at && other.at > at - days * dayMs).length
        const { policy, preferences } = terms
        expect(within(7)).toBeLessThanOrEqual(Math.min(policy.weekMax, preferences.weekMax ?? 99))
        expect(within(30)).toBeLessThanOrEqual(Math.min(policy.monthMax, preferences.monthMax ?? 99))
      }
    }
  })

  test('all that was not asked for and does not wait on a page counts, at the moment it goes', () => {
    for (const { wish, at, answer } of all) {
      const isFree = wish.isAsked || answer.channel === 'page'
      expect(answer.countsAt?.getTime()).toBe(isFree ? undefined : at)
    }
  })

  test('no message goes in quiet hours, by the clocks of the customer', () => {
    const clocks = new Map(
      zones.map((timeZone) => [
        timeZone as string,
        new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }),
      ]),
    )
    for (const { at, answer, terms } of all) {
      if (answer.channel === 'page') continue
      const hour = Number(clocks.get(terms.timeZone)?.format(at))
      const { quietFromHour: from, quietUntilHour: until } = terms.policy
      const quiet = new Set(Array.from({ length: (until - from + 24) % 24 }, (_, each) => (from + each) % 24))
      expect(quiet.has(hour)).toBe(false)
    }
  })

  test('nobody is touched against their word, without their consent, or when they are gone', () => {
    for (const { at, wish, answer, terms } of all) {
      const { preferences, reach, isGone, isHeldOut, isOffersOff } = terms
      expect(preferences.neverAt).toBeUndefined()
      expect(isGone).toBe(false)
      expect(preferences.channelsOff).not.toContain(answer.channel)
      expect(preferences.topicsOff).not.toContain(wish.topic)
      expect(preferences.pausedUntil?.getTime() ?? 0).toBeLessThanOrEqual(at)
      expect(wish.isAsked ? ['open', 'no-consent'] : ['open']).toContain(reach[answer.channel])
      expect(wish.channels).toContain(answer.channel)
      if (!wish.isAsked) expect(isHeldOut).toBe(false)
      if (!wish.isAsked && isOffersOff)
        expect(wish.topic === 'offers' || wish.content.kind === 'offer').toBe(false)
    }
  })

  test('while a matter is open nothing but help and answers goes', () => {
    for (const { at, wish, terms } of all) {
      const isOpen = terms.matters.some(({ until }) => until === undefined || until.getTime() > at)
      if (isOpen) expect(wish.isAsked || wish.topic === 'help').toBe(true)
    }
  })

  test('nothing goes that is no longer worth saying', () => {
    for (const { at, wish } of all) expect(wish.validUntil.getTime()).toBeGreaterThanOrEqual(at)
  })

  test('every held touch is asked again later, never after its time, and has one end', () => {
    for (const { year, holds, ends } of lives) {
      for (const { wish, now, until } of holds) {
        expect(until).toBeGreaterThan(now)
        expect(until).toBeLessThanOrEqual(wish.validUntil.getTime())
      }
      for (const { key } of year.wishes) expect(ends.get(key)).toBe(1)
    }
  })
})

test('answers do not depend on the order in which wishes are given', () => {
  for (let seed = 0; seed < 400; seed++) {
    const { wishes, terms } = aYear(seed)
    const chance = random(seed, 'shuffled')
    const now = new Date(at(chance))
    const counted = Array.from(
      { length: chance.int(0, 6) },
      () => new Date(now.getTime() - chance.next() * 35 * dayMs),
    )
    const asked = wishes
      .slice(0, 12)
      .map((wish) => ({ ...wish, validUntil: new Date(now.getTime() + 9 * dayMs) }))
    const current = terms[0]?.terms
    if (!current) throw new Error('A year begins with terms.')
    const said = askBudget({ ...current, wishes: asked, counted }, now)
    const order = [...asked].sort(() => chance.next() - 0.5)
    const shuffled = askBudget({ ...current, wishes: order, counted: [...counted].reverse() }, now)
    expect(new Map(shuffled.map((each) => [each.key, each]))).toEqual(
      new Map(said.map((each) => [each.key, each])),
    )
    expect(shuffled.map(({ key }) => key)).toEqual(order.map(({ key }) => key))
  }
})

test('a hold ends at the first moment at which the touch may go, where nothing changes until then', () => {
  let looked = 0
  for (const { year } of lives.slice(0, 150)) {
    const [terms] = year.terms
    for (const wish of year.wishes.slice(0, 6)) {
      if (!terms) continue
      const chance = random(looked++, 'history')
      const now = wish.waitingSince.getTime()
      const counted = Array.from(
        { length: chance.int(0, 8) },
        () => new Date(now - chance.next() * 35 * dayMs),
      )
      const matters = terms.terms.matters.filter(({ until }) => until)
      const asked = { ...terms.terms, matters, wishes: [wish], counted }
      const [answer] = askBudget(asked, new Date(now))
      if (answer?.kind !== 'hold') continue
      const until = answer.until.getTime()
      expect(askBudget(asked, new Date(until))[0]?.kind).toBe('go')
      for (let step = 1; step <= 20; step++) {
        const before = now + Math.floor(((until - now - 1) * step) / 20)
        const early = askBudget(asked, new Date(before))[0]
        expect(early).toMatchObject({ kind: 'hold', until: answer.until })
      }
    }
  }
  expect(looked).toBeGreaterThan(500)
})
