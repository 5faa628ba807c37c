import { beforeEach, expect, test } from 'vitest'
import { readTimeline } from '../../app/features/customers/read-timeline.ts'
import { mergeCustomers } from '../../app/features/customers/remove-customer.ts'
import {
  changePreferences,
  sayIntent,
  stopAllMessages,
} from '../../app/features/messages/change-preferences.ts'
import { inShop } from '../../app/store/database.server.ts'
import { otherShop, shop } from '../support/database.ts'
import { customer, product, withOrder, withProduct } from '../support/offers.ts'
import { usualForm } from '../support/preference-form.ts'
import { days, hours, withCustomer, withWalks } from '../support/walks.ts'

withWalks()
beforeEach(async () => {
  await withCustomer(7)
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { title: 'Espresso beans' })
    await withOrder(db, 70, { customerId: customer(7), products: [1] })
  })
})

const choose = (change: object, at: Date, n = 7) =>
  inShop(shop, (db) => changePreferences(db, customer(n), { ...usualForm, ...change }, at))

/** What a merchant reads of a customer's own words, the first at the top. */
async function told(n = 7, at = shop) {
  const page = await inShop(at, (db) =>
    readTimeline(db, { customerId: customer(n), filter: 'words', cursor: null }),
  )
  return page.entries.toReversed().map(({ key: _, ...entry }) => entry)
}

test('what a customer says of a product stands on their timeline, also once they say otherwise', async () => {
  for (const [n, kind] of (['finished', 'remind', 'gift', 'never'] as const).entries())
    await inShop(shop, (db) =>
      sayIntent(db, customer(7), { kind, productId: product(1) }, { now: hours(n), newId: () => `i${n}` }),
    )
  const title = 'Espresso beans'
  expect(await told()).toEqual([
    { at: hours(0), kind: 'intent-said', said: 'finished', title, until: undefined },
    {
      at: hours(1),
      kind: 'intent-said',
      said: 'remind',
      title,
      until: new Date(hours(1).getTime() + 42 * 86_400_000),
    },
    { at: hours(2), kind: 'intent-said', said: 'gift', title, until: undefined },
    { at: hours(3), kind: 'intent-said', said: 'never', title, until: undefined },
  ])
  expect(await told(7, otherShop)).toEqual([])
})

test('each choice of how to be reached stands there with what it changed, and the same again does not', async () => {
  await choose({}, hours(0))
  await choose({ often: 'month-1', topics: ['help', 'offers', 'thanks'] }, hours(1))
  await choose(
    { often: 'month-1', topics: ['help', 'offers', 'thanks'], birthdayMonth: '7', birthdayDay: '1' },
    hours(2),
  )
  for (const n of [3, 4]) await inShop(shop, (db) => stopAllMessages(db, customer(7), hours(n)))
  await choose({}, hours(5))
  const channels = ['email', 'klaviyo', 'flow']
  expect(await told()).toEqual([
    {
      at: hours(1),
      kind: 'terms-changed',
      changes: [
        { kind: 'often', cap: { count: 1, days: 30 } },
        { kind: 'topics', isOff: true, topics: ['reminders'] },
      ],
    },
    { at: hours(3), kind: 'terms-changed', changes: [{ kind: 'channels', isOff: true, channels }] },
    {
      at: hours(5),
      kind: 'terms-changed',
      changes: [
        { kind: 'often', cap: undefined },
        { kind: 'topics', isOff: false, topics: ['reminders'] },
        { kind: 'channels', isOff: false, channels },
      ],
    },
  ])
  const keys = await inShop(shop, (db) =>
    readTimeline(db, { customerId: customer(7), filter: undefined, cursor: null }),
  )
  expect(new Set(keys.entries.map(({ key }) => key)).size).toBe(keys.entries.length)
})

test('of customers who become one, both said what they said', async () => {
  await withCustomer(8)
  await choose({ pauseUntil: '2026-07-01' }, hours(1), 8)
  await choose({ isNever: true }, days(1))
  await inShop(shop, (db) =>
    mergeCustomers(db, { keptId: customer(7), deletedId: customer(8), isCompleted: true }, days(2)),
  )
  expect((await told()).map(({ at, kind }) => [at, kind])).toEqual([
    [hours(1), 'terms-changed'],
    [days(1), 'terms-changed'],
  ])
  expect(await told(8)).toEqual([])
})
