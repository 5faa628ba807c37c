import { describe, expect, test } from 'vitest'
import { beginEnrollment } from '../../app/features/journeys/begin-enrollment.ts'
import {
  archiveJourney,
  pauseJourney,
  publishJourney,
  resumeJourney,
} from '../../app/features/journeys/change-journeys.ts'
import { listJourneys } from '../../app/features/journeys/list-journeys.ts'
import { readJourney } from '../../app/features/journeys/read-journey.ts'
import { readPlanned } from '../../app/features/journeys/read-planned.ts'
import {
  exportJourney,
  makeJourney,
  restoreVersion,
  saveDraft,
} from '../../app/features/journeys/save-journey.ts'
import { skipTouch, stopEnrollment, stopJourneyFor } from '../../app/features/journeys/stop-enrollment.ts'
import { wakeJourney } from '../../app/features/journeys/wake-journey.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { anOrderPayload } from '../support/payloads.ts'
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

const other = aDefinition({ steps: [aMessage('hello'), aWait('pause', 24), aMessage('news')] })

async function publishAnother(id: string, definition: object = other): Promise<void> {
  await inShop(shop, async (db) => {
    const opened = await readJourney(db, id, noon)
    const saved = await saveDraft(db, id, { name: 'J', definition, revision: opened?.revision ?? 0 }, noon)
    if (saved.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(saved)}`)
    const published = await publishJourney(db, id, saved.revision, noon)
    expect(published.kind).toBe('published')
  })
}

describe('a draft', () => {
  test('of two tabs the second does not write over the first; the same again is no other revision', async () => {
    await withJourney('j')
    const sent = { name: 'J', definition: other, revision: 1 }
    const save = (draft: typeof sent) => inShop(shop, (db) => saveDraft(db, 'j', draft, noon))
    expect(await save(sent)).toMatchObject({ kind: 'saved', revision: 2 })
    expect(await save(sent)).toMatchObject({ kind: 'saved', revision: 2 })
    const theirs = { ...sent, name: 'Mine' }
    expect(await save(theirs)).toEqual({ kind: 'refused', why: 'changed-meanwhile', revision: 2 })
    expect(await save({ ...theirs, revision: 2 })).toMatchObject({ revision: 3 })
    expect(
      await save({ ...sent, definition: aDefinition({ steps: [{ id: 'odd', kind: 'odd' }] }) }),
    ).toMatchObject({ why: 'unfit' })
    expect(await save({ ...sent, name: ' ' })).toMatchObject({ why: 'no-name' })
    expect(await inShop(otherShop, (db) => saveDraft(db, 'j', sent, noon))).toMatchObject({
      why: 'not-there',
    })
  })

  test('can be an earlier version again, and be taken along as a file', async () => {
    await withJourney('j')
    await publishAnother('j')
    await inShop(shop, async (db) => {
      expect((await readJourney(db, 'j', noon))?.live?.steps.at(-1)?.id).toBe('news')
      const restored = await restoreVersion(db, 'j', { version: 1, revision: 2 }, noon)
      expect(restored).toMatchObject({ kind: 'saved', revision: 3 })
      const file = await exportJourney(db, 'j')
      expect(file?.journey.steps.at(-1)?.id).toBe('again')
      expect((await exportJourney(db, 'j', 2))?.journey.steps.at(-1)?.id).toBe('news')
      expect(await exportJourney(db, 'j', 3)).toBeUndefined()
      const [line] = await listJourneys(db, noon)
      expect(line).toMatchObject({ id: 'j', liveVersion: 2, hasChanges: true, status: 'live' })
    })
  })

  test('made twice under one id is there once, and one that is no journey is refused', async () => {
    const make = (definition: object) =>
      inShop(shop, (db) => makeJourney(db, { id: 'j', name: 'J', definition }, noon))
    expect(await make(aDefinition())).toEqual({ kind: 'made', id: 'j', revision: 1 })
    expect(await make(other)).toEqual({ kind: 'made', id: 'j', revision: 1 })
    expect(await make({})).toMatchObject({ why: 'unfit' })
    expect(await inShop(shop, (db) => db.journey.count())).toBe(1)
  })
})

describe('publishing', () => {
  test('gives the next version once, and none for what is live already', async () => {
    await withJourney('j')
    await publishAnother('j')
    await inShop(shop, async (db) => {
      expect(await publishJourney(db, 'j', 2, noon)).toEqual({ kind: 'published', version: 2, isNew: false })
      expect(await publishJourney(db, 'j', 1, noon)).toMatchObject({ why: 'changed-meanwhile' })
      expect(await db.journeyVersion.count()).toBe(2)
    })
  })

  test('leaves those who walk on the version they entered', async () => {
    await withCustomer(7)
    await withCustomer(8)
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    await publishAnother('j')
    await payOrder({ id: 2 }, { by: 8 })
    await walkAll(noon)
    expect((await walks()).map(({ key, version }) => [key, version])).toEqual([
      [`j/${order(1)}`, 1],
      [`j/${order(2)}`, 2],
    ])
    await walkAll(hours(24))
    const said = (await touches()).map(({ stepId, enrollmentId }) => [stepId, enrollmentId])
    const [first, second] = await walks()
    expect(said.filter(([, id]) => id === first?.id).map(([stepId]) => stepId)).toEqual(['hello', 'again'])
    expect(said.filter(([, id]) => id === second?.id).map(([stepId]) => stepId)).toEqual(['hello', 'news'])
  })

  test('who has not entered yet enters the newest', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    await publishAnother('j')
    await walkAll(noon)
    expect(await walks()).toMatchObject([{ version: 2, status: 'active' }])
  })

  test('with another trigger, who waited for the day that the old one foresaw enters no more', async () => {
    await withCustomer(7)
    await withJourney('j', aDefinition({ trigger: { kind: 'anniversary', daysBefore: 0 } }))
    await payOrder()
    expect(await walks()).toMatchObject([{ status: 'entering' }])
    await publishAnother('j')
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'no-longer-due' }])
  })
})

describe('a paused journey', () => {
  test('lets nobody in and holds everybody, and goes on from where they stood', async () => {
    await withCustomer(7)
    await withCustomer(8)
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    await inShop(shop, (db) => pauseJourney(db, 'j', hours(1)))
    await putDelivery('orders/paid', anOrderPayload({ id: 2, customer: { id: 8, email: 'b@example.com' } }))
    await workAll({ now: hours(2) })
    await walkAll(hours(30))
    expect(await walks()).toMatchObject([{ status: 'active', stepId: 'pause' }])
    expect(await touches()).toHaveLength(1)

    await inShop(shop, (db) => resumeJourney(db, 'j', hours(31)))
    await wakeJourney(shop, 'j', hours(31))
    await walkAll(hours(31))
    expect((await touches()).map(({ stepId }) => stepId)).toEqual(['hello', 'again'])
    // What happened while it was paused begins nothing, also when it is told again.
    await putDelivery('orders/updated', anOrderPayload({ id: 2, updated_at: '2026-06-16T20:00:00Z' }))
    await workAll({ now: hours(32) })
    expect(await walks()).toHaveLength(1)
  })

  test('that is archived ends them all, and what they had in line is dropped', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    await inShop(shop, (db) => archiveJourney(db, 'j', hours(1)))
    await wakeJourney(shop, 'j', hours(1))
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'journey-archived' }])
    expect(await touches()).toMatchObject([{ status: 'dropped', holds: [{ verdict: { kind: 'never' } }] }])
    expect(await inShop(shop, (db) => resumeJourney(db, 'j', hours(2)))).toMatchObject({ kind: 'refused' })
  })
})

describe('the merchant', () => {
  test('leaves one touch out: the walk goes on without it, and it says so', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    const [walk] = await walks()
    const enrollmentId = walk?.id ?? ''
    const [planned] = await inShop(shop, (db) => readPlanned(db, customer(7)))
    expect(planned).toMatchObject({
      journey: { id: 'j', name: 'Journey j' },
      touches: [{ stepId: 'again', at: hours(24), isSkipped: false, says: { template: 'how-to' } }],
    })
    const skip = (stepId: string) => inShop(shop, (db) => skipTouch(db, { enrollmentId, stepId }, hours(1)))
    expect(await skip('again')).toEqual({ kind: 'stopped' })
    expect(await skip('again')).toMatchObject({ kind: 'refused' })
    expect(await skip('hello')).toMatchObject({ kind: 'refused' })
    expect((await inShop(shop, (db) => readPlanned(db, customer(7))))[0]?.touches[0]?.isSkipped).toBe(true)
    await walkAll(hours(24))
    const [ended] = await walks()
    expect(ended).toMatchObject({ status: 'ended', endedWhy: 'completed' })
    expect(ended?.steps.at(-1)).toMatchObject({
      stepId: 'again',
      passed: { kind: 'not-touched', why: 'skipped' },
    })
    expect(await touches()).toMatchObject([
      { status: 'queued' },
      { status: 'dropped', countsAt: null, holds: [{ verdict: { why: { kind: 'skipped' } } }] },
    ])
  })

  test('stops a walk for one customer, and a held touch of it is dropped', async () => {
    await withCustomer(7, { emailConsent: 'subscribed' })
    await inShop(shop, (db) =>
      db.preference.create({ data: { customerId: customer(7), pausedUntil: days(3), updatedAt: noon } }),
    )
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    const [walk] = await walks()
    expect(await touches()).toMatchObject([{ status: 'held', verdict: { why: { kind: 'paused-until' } } }])
    const stop = () =>
      inShop(shop, (db) => stopEnrollment(db, walk?.id ?? '', { by: 'merchant', now: hours(1) }))
    expect(await stop()).toEqual({ kind: 'stopped' })
    expect(await stop()).toMatchObject({ kind: 'refused' })
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'stopped-by-merchant' }])
    expect(await touches()).toMatchObject([{ status: 'dropped' }])
    expect(await inShop(shop, (db) => readPlanned(db, customer(7)))).toEqual([])
  })

  test('begins a walk by hand, once for each asking, and ends all of a journey', async () => {
    await withCustomer(7)
    await withJourney('j', aDefinition({ trigger: { kind: 'called' } }))
    const asked = { journeyId: 'j', customerId: customer(7), call: 'flow-1' }
    const begin = (change: object = {}) =>
      inShop(shop, (db) => beginEnrollment(db, { ...asked, ...change }, noon))
    expect(await begin()).toMatchObject({ kind: 'begun' })
    expect(await begin()).toMatchObject({ kind: 'begun-before' })
    expect(await begin({ customerId: customer(99) })).toMatchObject({ why: 'no-such-customer' })
    expect(await begin({ journeyId: 'k' })).toMatchObject({ why: 'no-such-journey' })
    await walkAll(noon)
    expect(await walks()).toMatchObject([{ status: 'active', stepId: 'pause' }])
    const stopped = await inShop(shop, (db) => stopJourneyFor(db, asked, { by: 'merchant', now: noon }))
    expect(stopped).toBe(1)
    await inShop(shop, (db) => pauseJourney(db, 'j', noon))
    expect(await begin({ call: 'flow-2' })).toMatchObject({ why: 'not-live' })
  })
})
