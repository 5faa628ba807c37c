import { describe, expect, test } from 'vitest'
import { publishJourney } from '../../app/features/journeys/change-journeys.ts'
import { askToMove, moveEnrollments } from '../../app/features/journeys/move-enrollments.ts'
import { type InsteadBySteps, previewMove } from '../../app/features/journeys/preview-move.ts'
import { saveDraft } from '../../app/features/journeys/save-journey.ts'
import { countJobs } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { payOrder } from '../support/pay-order.ts'
import {
  aDefinition,
  aMessage,
  aWait,
  days,
  hours,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()

/** Three people: two wait a day, one has waited, been written to and waits again. */
async function withWalkers(): Promise<void> {
  const steps = [aWait('pause', 24), aMessage('hello'), aWait('rest', 48), aMessage('again')]
  await withJourney('j', aDefinition({ steps }), { now: days(-3) })
  for (const n of [1, 2, 3]) await withCustomer(n)
  await payOrder({ id: 1 }, { by: 1, at: days(-1) })
  await walkAll(days(-1))
  for (const n of [2, 3]) await payOrder({ id: n }, { by: n })
  await walkAll(noon)
}

async function publish(steps: object[]): Promise<void> {
  await inShop(shop, async (db) => {
    const saved = await saveDraft(
      db,
      'j',
      { name: 'J', definition: aDefinition({ steps }), revision: 1 },
      noon,
    )
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved))
    await publishJourney(db, 'j', saved.revision, noon)
  })
}

const preview = (instead: InsteadBySteps = {}, shopId = shop) =>
  inShop(shopId, (db) => previewMove(db, 'j', instead, noon))

describe('moving people to a newer version', () => {
  test('is told before, step by step, and does what was told', async () => {
    await withWalkers()
    // The second wait is gone; the first is shorter.
    await publish([aWait('pause', 2), aMessage('hello'), aMessage('again')])
    expect(await preview()).toMatchObject({
      toVersion: 2,
      moves: 2,
      ends: 0,
      stays: 1,
      steps: [
        { stepId: 'pause', people: 2, becomes: 'moves' },
        { stepId: 'rest', people: 1, becomes: 'stays', why: { kind: 'step-gone', stepId: 'rest' } },
      ],
    })
    const instead = { rest: { kind: 'to', stepId: 'again' } } as const
    expect(await preview(instead)).toMatchObject({ moves: 3, stays: 0 })
    expect(await preview({ rest: { kind: 'end' } })).toMatchObject({ moves: 2, ends: 1 })
    // Nobody is written to twice.
    const back = { rest: { kind: 'to', stepId: 'hello' } } as const
    expect(await preview(back)).toMatchObject({ stays: 1, steps: [{}, { why: { kind: 'would-repeat' } }] })
    expect(await preview({}, otherShop)).toBeUndefined()
    expect((await walks()).map(({ version }) => version)).toEqual([1, 1, 1])

    expect(await moveEnrollments(shop, { journeyId: 'j', toVersion: 2, instead }, noon)).toBe(3)
    expect(await moveEnrollments(shop, { journeyId: 'j', toVersion: 2, instead }, noon)).toBe(0)
    expect((await walks()).map(({ version }) => version)).toEqual([2, 2, 2])
    await walkAll(hours(2))
    const said = (await touches()).map(({ stepId, wishedAt }) => [stepId, wishedAt])
    expect(said).toEqual([
      ['hello', noon],
      ['again', hours(2)],
      ['hello', hours(2)],
      ['again', hours(2)],
      ['hello', hours(2)],
      ['again', hours(2)],
    ])
  })

  test('who cannot go stays in the version they entered and walks it to its end', async () => {
    await withWalkers()
    await publish([aMessage('other')])
    expect(await moveEnrollments(shop, { journeyId: 'j', toVersion: 2, instead: {} }, noon)).toBe(0)
    await walkAll(days(1))
    await walkAll(days(3))
    expect((await walks()).map(({ version, endedWhy }) => [version, endedWhy])).toEqual([
      [1, 'completed'],
      [1, 'completed'],
      [1, 'completed'],
    ])
  })

  test('is put in line once, however often it is asked for', async () => {
    await withWalkers()
    await publish([aWait('pause', 2)])
    const moving = { journeyId: 'j', toVersion: 2, instead: {} }
    for (const _ of [1, 2]) await inShop(shop, (db) => askToMove(db, moving))
    expect((await countJobs('move-walks')).waiting).toBe(1)
  })
})
