import { describe, expect, test } from 'vitest'
import { type Advanced, advance, settleWish, type WishAnswer } from '../../app/domain/journeys/advance.ts'
import type { Enrollment } from '../../app/domain/journeys/enrollment.ts'
import { type JourneyPlan, planOf } from '../../app/domain/journeys/plan.ts'
import type { Passed } from '../../app/domain/journeys/step-kind.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { hasEntry } from '../../app/domain/timeline.ts'
import { type Random, random } from '../stand-in/world/random.ts'
import { aWalk, begin } from '../support/a-journey.ts'
import {
  factsAt,
  type History,
  longAfter,
  nextEventAfter,
  someHistory,
  someJourney,
} from '../support/random-journeys.ts'

// What must hold of every journey and everything that can happen to somebody, checked by what does not know how a plan
// or a look is made: it reads the tree of steps as it is written.

const cases = 3_000
const looksMax = 500

interface Look {
  at: Date
  before: Enrollment
  so: Advanced
}

interface Walked {
  plan: JourneyPlan
  history: History
  looks: Look[]
  passed: { stepId: string; passed: Passed; at: Date }[]
  last: Enrollment
}

/** Walks it to its end: looks when it is due, when something happens, and now and then too early. */
function walk(chance: Random): Walked {
  const definition = frozen(someJourney(chance))
  const plan = planOf({ journeyId: 'journey', version: 1, definition })
  const history = someHistory(chance)
  const looks: Look[] = []
  let now = begin
  let walker = frozen(aWalk())
  const take = (so: Advanced) => {
    looks.push({ at: now, before: walker, so })
    walker = frozen({
      ...walker,
      standing: so.standing,
      enteredAt: so.enteredAt,
      triggeredAt: so.triggeredAt,
    })
  }
  while (walker.standing.status !== 'ended' && looks.length < looksMax) {
    const facts = frozen(factsAt(history, now))
    take(advance(plan, walker, facts, now))
    for (let wish = looks.at(-1)?.so.wish; wish; wish = looks.at(-1)?.so.wish)
      take(settleWish(plan, walker, someAnswer(chance, now), facts, now))
    const standing = standingOf(walker)
    if (standing.status === 'ended') break
    const event = nextEventAfter(history, now)
    const early = new Date(now.getTime() + chance.int(1, 30) * 60_000)
    if (chance.chance(0.1) && early < standing.dueAt) now = early
    else if (event && event < standing.dueAt) {
      now = event
      walker = frozen({ ...walker, standing: { ...standing, dueAt: now } })
    } else now = standing.dueAt
  }
  const passed = looks.flatMap(({ at, so }) => so.passed.map((each) => ({ ...each, at })))
  return { plan, history, looks, passed, last: walker }
}

/** As it is after a look, which the compiler does not see. */
function standingOf({ standing }: Enrollment): Enrollment['standing'] {
  return standing
}

function someAnswer(chance: Random, now: Date): WishAnswer {
  if (chance.chance(0.3))
    return { kind: 'hold', until: new Date(now.getTime() + chance.int(1, 50) * 3_600_000) }
  return chance.chance(0.7) ? { kind: 'go' } : { kind: 'never', why: { kind: 'topic-off' } }
}

function frozen<Thing>(thing: Thing): Thing {
  if (typeof thing === 'object' && thing !== null && !Object.isFrozen(thing)) {
    Object.freeze(thing)
    for (const each of Object.values(thing)) frozen(each)
  }
  return thing
}

/** Eats what was passed off the front, as the tree says it may be; says whether the end of these steps was reached. */
function eat(steps: readonly Step[], passed: { stepId: string; passed: Passed }[]): 'through' | 'stopped' {
  for (const step of steps) {
    const next = passed.shift()
    if (!next) return 'stopped'
    expect(next.stepId).toBe(step.id)
    if (step.kind === 'end') return 'stopped'
    const lane = laneTaken(step, next.passed)
    if (lane && eat(lane, passed) === 'stopped') return 'stopped'
  }
  return 'through'
}

function laneTaken(step: Step, passed: Passed): readonly Step[] | undefined {
  if (step.kind === 'branch' && passed.kind === 'branched')
    return step.ways.find(({ name }) => name === passed.lane)?.steps ?? step.otherwise
  if (step.kind === 'split' && passed.kind === 'split')
    return step.arms.find(({ name }) => name === passed.arm)?.steps
  if (step.kind === 'wait-for' && passed.kind === 'waited')
    return passed.how === 'happened' ? step.happened : step.ranOut
  return undefined
}

const walks = Array.from({ length: cases }, (_, seed) => walk(random(seed, 'journeys')))

describe(`in ${cases} journeys through as many histories`, () => {
  test('every walk comes to an end, and there are walks of every kind', () => {
    for (const { last } of walks) expect(last.standing.status).toBe('ended')
    const whys = new Set(walks.map(({ last }) => last.standing.status === 'ended' && last.standing.why))
    expect(whys).toEqual(new Set(['completed', 'not-entered', 'bought', 'refunded', 'goal']))
    const kinds = new Set(walks.flatMap(({ passed }) => passed.map((each) => each.passed.kind)))
    // None of these journeys is broken.
    expect(kinds).toEqual(new Set(Object.keys(hasEntry).filter((kind) => kind !== 'broken')))
  })

  test('no step is passed twice, and none out of the order in which the journey is written', () => {
    for (const { plan, passed } of walks) {
      expect(new Set(passed.map(({ stepId }) => stepId)).size).toBe(passed.length)
      const left = passed.filter(({ stepId }) => stepId !== 'entry')
      eat(plan.definition.steps, left)
      expect(left).toEqual([])
    }
  })

  test('who came to the end passed all that lay on their way', () => {
    for (const { plan, passed, last } of walks) {
      if (last.standing.status !== 'ended' || last.standing.why !== 'completed') continue
      const left = [...passed]
      const ended = passed.at(-1)?.passed.kind === 'ended'
      expect(eat(plan.definition.steps, left)).toBe(ended ? 'stopped' : 'through')
    }
  })

  test('nothing happens before its time: no look changes anything early, and no wait is short', () => {
    for (const { looks, passed, plan } of walks) {
      for (const { at, before, so } of looks)
        if (before.standing.status !== 'ended' && at < before.standing.dueAt)
          expect(so).toMatchObject({ passed: [], acts: [], standing: before.standing })
      for (const [place, { stepId, at }] of passed.entries()) {
        const step = plan.places.get(stepId)?.step
        if (step?.kind !== 'wait') continue
        const came = passed[place - 1]?.at ?? begin
        const unitMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 - 3_600_000 / step.for.amount }
        expect(at.getTime() - came.getTime()).toBeGreaterThanOrEqual(step.for.amount * unitMs[step.for.unit])
      }
    }
  })

  test('nothing happens after an exit', () => {
    for (const { looks, history, plan } of walks) {
      const { exits } = plan.definition
      const ends = [
        ...(exits.onOrder ? history.orders : []),
        ...(exits.onRefund ? history.refunds : []),
        ...(exits.goal ? history.tags.filter((each) => each.tag === 'goal') : []),
      ].map(({ at }) => at.getTime())
      const first = Math.min(...ends, longAfter.getTime())
      for (const { at, so } of looks)
        if (at.getTime() >= first) expect([so.passed, so.acts, so.wish]).toEqual([[], [], undefined])
    }
  })

  test('the same look again says the same, whatever else was looked at', () => {
    for (const { plan, history, looks } of walks)
      for (const { at, before, so } of looks.slice(0, 1))
        expect(advance(plan, before, factsAt(history, at), at)).toEqual(so)
  })

  test('somebody split twice by the same step goes the same way, and people are split by their shares', () => {
    const plan = planOf({
      journeyId: 'journey',
      version: 1,
      definition: {
        ...someJourney(random(1)),
        entry: { kind: 'group', join: 'all', of: [] },
        steps: [
          {
            kind: 'split',
            id: 'half',
            arms: [
              { name: 'a', share: 30, steps: [] },
              { name: 'b', share: 70, steps: [] },
            ],
          },
        ],
      },
    })
    const armOf = (number: number, id: string) => {
      const customerId = `gid://shopify/Customer/${number}` as const
      const { passed } = advance(
        plan,
        aWalk({ id, customerId }),
        factsAt(someHistory(random(number)), begin),
        begin,
      )
      const [first] = passed
      return first?.passed.kind === 'split' ? first.passed.arm : undefined
    }
    const arms = Array.from({ length: 4_000 }, (_, number) => armOf(number, 'one'))
    for (const number of [1, 2, 3, 500]) expect(armOf(number, 'another')).toBe(arms[number])
    const share = arms.filter((arm) => arm === 'a').length / arms.length
    expect(share).toBeGreaterThan(0.27)
    expect(share).toBeLessThan(0.33)
  })
})
