import { describe, expect, test } from 'vitest'
import { hasEntry, toldSteps } from '../../app/domain/timeline.ts'
import { readTimeline } from '../../app/features/customers/read-timeline.ts'
import { skipTouch } from '../../app/features/journeys/stop-enrollment.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import {
  aDefinition,
  aMessage,
  aWait,
  days,
  hours,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()

async function told(filter?: 'journeys' | 'messages', shopId = shop) {
  const page = await inShop(shopId, (db) =>
    readTimeline(db, { customerId: customer(7), filter, cursor: null }),
  )
  return page.entries.toReversed()
}

const anybody = { kind: 'group', join: 'all', of: [] }

describe('the timeline', () => {
  test('tells a walk, what was held and for what, what was left out, and how it ended', async () => {
    await withCustomer(7)
    await inShop(shop, (db) =>
      db.preference.create({ data: { customerId: customer(7), pausedUntil: days(1), updatedAt: noon } }),
    )
    const steps = [
      aMessage('hello'),
      { id: 'way', kind: 'branch', ways: [{ name: 'all', when: anybody, steps: [] }], otherwise: [] },
      aWait('pause', 24),
      aMessage('again'),
    ]
    await withJourney('j', aDefinition({ steps }))
    await payOrder()
    await walkAll(noon)
    await walkAll(hours(1))
    const [walk] = await walks()
    await walkAll(days(1))
    await inShop(shop, (db) => skipTouch(db, { enrollmentId: walk?.id ?? '', stepId: 'again' }, days(1)))
    await walkAll(days(2))

    const journey = { id: 'j', name: 'Journey j' }
    const touch = { topic: 'help', says: { kind: 'message', template: 'how-to' }, journey }
    expect((await told('journeys')).map(({ at, ...entry }) => [at, entry])).toMatchObject([
      [noon, { kind: 'journey-entered', journey }],
      [days(1), { kind: 'step-passed', journey, passed: { kind: 'branched', lane: 'all' } }],
      [days(2), { kind: 'journey-ended', journey, why: 'completed' }],
    ])
    expect((await told('messages')).map(({ at, ...entry }) => [at, entry])).toMatchObject([
      [noon, { kind: 'touch-held', touch, until: days(1), why: { kind: 'paused-until' } }],
      [days(1), { kind: 'touch-dropped', touch, why: { kind: 'skipped' } }],
    ])
    expect(await told('journeys', otherShop)).toEqual([])
  })

  test('tells what was sent when it was, and a walk nobody entered not at all', async () => {
    await withCustomer(7)
    await withJourney('j')
    await withJourney('k', aDefinition({ entry: { kind: 'group', join: 'any', of: [] } }))
    await payOrder()
    await walkAll(noon)
    expect(await told('messages')).toEqual([])
    await inShop(shop, (db) => db.touch.updateMany({ data: { status: 'sent', sentAt: hours(1) } }))
    expect(await told('messages')).toMatchObject([
      { kind: 'touch-sent', at: hours(1), touch: { channel: 'email' } },
    ])
    expect((await told('journeys')).map(({ kind }) => kind)).toEqual(['journey-entered'])
    const keys = (await told()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('tells of every kind of step that has an entry, and of no other', async () => {
    await withCustomer(7)
    await withJourney('j', aDefinition({ steps: [aWait('pause', 24)] }))
    await payOrder()
    await walkAll(noon)
    const [{ id: enrollmentId } = expect.fail('somebody walks')] = await walks()
    const passed = Object.keys(hasEntry).map((kind, place) => ({
      ...{ enrollmentId, stepId: `passed-${place}`, place, at: noon },
      passed: { kind },
    }))
    await inShop(shop, (db) => db.enrollmentStep.createMany({ data: passed }))
    const kinds = (await told('journeys')).flatMap((each) =>
      each.kind === 'step-passed' ? [each.passed.kind] : [],
    )
    expect(kinds.sort()).toEqual([...toldSteps].sort())
  })
})
