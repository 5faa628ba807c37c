import { beforeEach, describe, expect, test } from 'vitest'
import { readTimeline } from '../../app/features/customers/read-timeline.ts'
import { wasTurnedAway } from '../../app/features/journeys/judge-start.ts'
import { purgeWalks } from '../../app/features/journeys/purge-walks.ts'
import { readJourneysPage } from '../../app/features/journeys/read-journeys-page.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { readWalksThrough } from '../../app/store/enrollments.server.ts'
import { readJourneyMoney } from '../../app/store/journey-lift.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import {
  aDefinition,
  aMessage,
  aWait,
  days,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()
beforeEach(() => withCustomer(7))

const purge = (now: Date, shopId = shop) => inShop(shopId, (db) => purgeWalks(db, now))
const everybody = { kind: 'group', join: 'all', of: [] }
const regulars = { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 5 } }
const branch = {
  id: 'ways',
  kind: 'branch',
  ways: [{ name: 'Regulars', when: regulars, steps: [aMessage('again')] }],
  otherwise: [aMessage('hello')],
}
const steps = [aWait('pause', 1), branch, { id: 'vip', kind: 'tag', tag: 'vip', isAdded: true }]

/** Somebody buys, and walks to the end within a day. */
async function walked(definition: object = aDefinition({ steps }), id = 'j'): Promise<void> {
  await withJourney(id, definition, { holdoutPercent: 5 })
  await payOrder()
  for (const at of [noon, days(0.5), days(1)]) await walkAll(at)
}

const told = async () =>
  (await inShop(shop, (db) => readTimeline(db, { customerId: customer(7), filter: undefined, cursor: null })))
    .entries
const known = async (now: Date) =>
  inShopHot(shop, async (db) => [
    await readWalksThrough(db, [customer(7)], ['j']),
    await readJourneyMoney(db, now),
  ])

describe('of a walk that ended before the days that decisions are kept', () => {
  test('what no timeline tells of is erased; all else that is known of it stays', async () => {
    await walked()
    const now = days(92)
    const before = { told: await told(), known: await known(now), touches: await touches() }
    expect(await purge(now)).toEqual({ isMore: false })
    const [walk] = await walks()
    expect(walk?.steps.map(({ stepId, passed }) => [stepId, passed])).toEqual([
      ['ways', { kind: 'branched', lane: 'otherwise' }],
      ['vip', { kind: 'tagged', tag: 'vip', isAdded: true }],
    ])
    expect(walk).toMatchObject({
      status: 'ended',
      endedWhy: 'completed',
      enteredAt: noon,
      detailsErasedAt: now,
    })
    expect({ told: await told(), known: await known(now), touches: await touches() }).toEqual(before)
    expect(before.told.map(({ kind }) => kind)).toContain('step-passed')
  })

  test('nobody who may enter once enters again', async () => {
    await walked(aDefinition({ steps, reentry: { kind: 'never' } }))
    await purge(days(92))
    await payOrder({ id: 2 }, { at: days(93) })
    await walkAll(days(93))
    const [, again] = await walks()
    expect(again).toMatchObject({ status: 'ended', endedWhy: 'not-entered' })
    expect(again?.steps.map(({ passed }) => passed)).toEqual([{ kind: 'not-entered', why: 'again-too-soon' }])
  })

  test('nothing is erased a day too soon, nor of one that goes on, nor in another shop', async () => {
    await walked()
    await withJourney('k', aDefinition({ steps: [aWait('long', 24 * 300)] }))
    await payOrder({ id: 3 })
    await walkAll(noon)
    const before = await walks()
    await purge(days(90))
    await purge(days(400), otherShop)
    expect(await walks()).toEqual(before)
    await purge(days(200))
    const [erased, ...others] = (await walks()).sort((one) => (one.status === 'ended' ? -1 : 1))
    expect(erased?.detailsErasedAt).toEqual(days(200))
    expect(others).toEqual(before.filter(({ status }) => status === 'active'))
    expect(others).toHaveLength(2)
  })
})

describe('a walk that nobody entered', () => {
  const refusing = aDefinition({ steps, entry: regulars })

  test('goes after those days, with why not', async () => {
    await walked(refusing)
    expect(await walks()).toMatchObject([{ status: 'ended', enteredAt: null }])
    await purge(days(89))
    expect(await walks()).toHaveLength(1)
    expect(await purge(days(92))).toEqual({ isMore: false })
    expect(await walks()).toEqual([])
    const [listed] = (await inShop(shop, (db) => readJourneysPage(db, noon))).journeys
    expect(listed?.id).toBe('j')
  })

  test('stays where another program asked for it by name, and says why it was turned away', async () => {
    await walked(refusing)
    await inShop(shop, (db) => db.enrollment.updateMany({ data: { key: 'j/called/7/call-1' } }))
    const id = (await walks())[0]?.id ?? ''
    const why = await inShop(shop, (db) => wasTurnedAway(db, id))
    expect(why).toBe('condition')
    await purge(days(92))
    expect(await inShop(shop, (db) => wasTurnedAway(db, id))).toBe(why)
  })
})

test('more than one unit of work may erase is erased in the next ones', async () => {
  await walked(aDefinition({ steps, entry: everybody }))
  const many = Array.from({ length: 1_003 }, (_, n) => ({
    id: `w${n}`,
    key: `j/gid://shopify/Order/9${n}`,
    journeyId: 'j',
    version: 1,
    customerId: customer(7),
    status: 'ended' as const,
    triggeredAt: noon,
    endedAt: noon,
    endedWhy: 'not-entered',
  }))
  await inShop(shop, (db) => db.enrollment.createMany({ data: many }))
  expect(await purge(days(92))).toEqual({ isMore: true })
  expect(await purge(days(92))).toEqual({ isMore: false })
  expect(await walks()).toHaveLength(1)
  expect(await purge(days(93))).toEqual({ isMore: false })
})
