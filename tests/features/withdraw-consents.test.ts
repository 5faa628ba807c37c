import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PreferenceForm } from '../../app/domain/messages/preference-form.ts'
import type { ShopifyId } from '../../app/domain/shopify-id.ts'
import { mergeCustomers } from '../../app/features/customers/remove-customer.ts'
import { changePreferences, stopAllMessages } from '../../app/features/messages/change-preferences.ts'
import { withdrawAllConsents, withdrawConsents } from '../../app/features/messages/withdraw-consents.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { Unavailable } from '../../app/platform/errors.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { usualForm } from '../support/preference-form.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

const database = withDatabase()
const shopify = withStandIn({ customers: 5, days: 20 })
const now = new Date()
const before = new Date(now.getTime() - 3_600_000)
const later = new Date(now.getTime() + 60_000)

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await acrossShops().query(`delete from pgboss.job where name = 'withdraw-consents'`)
  await inShop(shop, (db) => db.shop.deleteMany())
  const { scopes } = await visit(shopify.world)
  await installShop({ shop, scopes }, now)
})

/** Somebody who agreed to both, at Shopify and as Encore knows them. */
async function someone(change: object = {}): Promise<ShopifyId<'Customer'>> {
  const { id } = shopify.world.createCustomer({ email: 'ada@example.com', phone: '+4930123' })
  shopify.world.setConsent(id, 'subscribed', before.getTime())
  shopify.world.setSmsConsent(id, 'subscribed', before.getTime())
  const consents = {
    emailConsent: 'subscribed',
    emailConsentAt: before,
    smsConsent: 'subscribed',
    smsConsentAt: before,
  }
  const known = {
    email: 'ada@example.com',
    phone: '+4930123',
    tags: [],
    createdAt: before,
    updatedAt: before,
  }
  await inShop(shop, (db) => db.customer.create({ data: { id, ...known, ...consents, ...change } }))
  return id
}

const atShopify = (id: string) => {
  const { emailConsent, smsConsent } = shopify.world.customers().find((each) => each.id === id) ?? {}
  return [emailConsent, smsConsent]
}
const stop = (id: ShopifyId<'Customer'>, at = now) => inShop(shop, (db) => stopAllMessages(db, id, at))
const choose = (id: ShopifyId<'Customer'>, change: Partial<PreferenceForm> = {}, at = now) =>
  inShop(shop, (db) => changePreferences(db, id, { ...usualForm, ...change }, at))
const waiting = async () =>
  (await acrossShops().query(`select 1 from pgboss.job where name = 'withdraw-consents'`)).rows.length
const untold = () =>
  inShop(shop, (db) => db.preference.count({ where: { consentWithdrawnAt: { not: null } } }))
const told = () =>
  shopify.world.log.recent().filter(({ text }) => text === 'Email consent is now unsubscribed').length

describe('who stops all messages', () => {
  test.each<[string, (id: ShopifyId<'Customer'>) => Promise<unknown>]>([
    ['with one click', (id) => stop(id)],
    ['by turning all ways off', (id) => choose(id, { channels: ['page'] })],
    ['by wanting nothing at all', (id) => choose(id, { isNever: true })],
  ])('%s has taken back their consents in Shopify too', async (_, stops) => {
    const id = await someone()
    await stops(id)
    expect(await waiting()).toBe(1)
    expect(atShopify(id)).toEqual(['subscribed', 'subscribed'])
    await withdrawConsents(shop)
    expect(atShopify(id)).toEqual(['unsubscribed', 'unsubscribed'])
    const kept = shopify.world.customers().find((each) => each.id === id)
    expect([kept?.consentAtMs, kept?.smsConsentAtMs]).toEqual([now.getTime(), now.getTime()])
    expect(await untold()).toBe(0)
  })

  test('is told of once, however often they press and it is looked for', async () => {
    const id = await someone()
    const already = told()
    await stop(id)
    await stop(id)
    expect(await waiting()).toBe(1)
    await withdrawConsents(shop)
    await withdrawConsents(shop)
    expect(told() - already).toBe(1)
  })

  test('is told of where a process ended after telling: the same again changes nothing', async () => {
    const id = await someone()
    await stop(id)
    await withdrawConsents(shop)
    await inShop(shop, (db) => db.preference.updateMany({ data: { consentWithdrawnAt: now } }))
    await withdrawConsents(shop)
    expect(atShopify(id)).toEqual(['unsubscribed', 'unsubscribed'])
    expect(await untold()).toBe(0)
  })

  test('and takes it back before Shopify was told has said nothing', async () => {
    const id = await someone()
    await stop(id)
    await choose(id, {}, later)
    await withdrawConsents(shop)
    expect(atShopify(id)).toEqual(['subscribed', 'subscribed'])
  })

  test('and agrees anew in the shop keeps that, whether or not Encore has heard of it', async () => {
    const [heard, unheard] = [await someone({ emailConsentAt: later }), await someone()]
    for (const id of [heard, unheard]) {
      shopify.world.setConsent(id, 'subscribed', later.getTime())
      await stop(id)
    }
    await withdrawConsents(shop)
    for (const id of [heard, unheard]) expect(atShopify(id)).toEqual(['subscribed', 'unsubscribed'])
    // And what they change on their page afterwards does not take it away.
    await withdrawConsents(shop)
    await choose(heard, { channels: [], birthdayMonth: '2', birthdayDay: '3' }, new Date(later.getTime() + 1))
    expect(await untold()).toBe(0)
  })

  test('is told of under the name they go by since', async () => {
    const [gone, kept] = [await someone(), await someone()]
    await stop(gone)
    await inShop(shop, (db) => mergeCustomers(db, { keptId: kept, deletedId: gone, isCompleted: true }, now))
    await withdrawConsents(shop)
    expect(atShopify(kept)).toEqual(['unsubscribed', 'unsubscribed'])
  })
})

describe('nothing is told to Shopify', () => {
  test('of a pause, of one way less, and of topics', async () => {
    const id = await someone()
    await choose(id, { channels: ['other', 'page'], topics: [], pauseUntil: '2027-01-01' })
    expect([await waiting(), await untold()]).toEqual([0, 0])
  })

  test('of what Shopify itself has told', async () => {
    const id = await someone()
    await putDelivery('customers_email_marketing_consent/update', {
      customer_id: Number(id.replace(/^.*\//, '')),
      email_address: 'ada@example.com',
      email_marketing_consent: { state: 'unsubscribed', consent_updated_at: now.toISOString() },
    })
    await workAll()
    const known = await inShop(shop, (db) => db.customer.findFirst({ where: { id } }))
    expect(known?.emailConsent).toBe('unsubscribed')
    expect([await waiting(), await untold()]).toEqual([0, 0])
  })

  test('by a shop that left', async () => {
    const id = await someone()
    await stop(id)
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: now } }))
    await withdrawConsents(shop)
    expect(atShopify(id)).toEqual(['subscribed', 'subscribed'])
  })
})

test('a Shopify that cannot be reached is told another time, of those it does not know yet', async () => {
  const id = await someone()
  await stop(id)
  shopify.standIn.faults.next({ kind: 'status', status: 503, operation: 'WithdrawSmsConsent' }, 9)
  await expect(withdrawConsents(shop)).rejects.toBeInstanceOf(Unavailable)
  expect(await untold()).toBe(1)
  shopify.standIn.faults.clear()
  await withdrawConsents(shop)
  expect(atShopify(id)).toEqual(['unsubscribed', 'unsubscribed'])
  expect(await untold()).toBe(0)
})

test('what Shopify refuses for good holds up nobody else', async () => {
  const [refused, other] = [await someone({ smsConsent: null, phone: null }), await someone()]
  await stop(refused, before)
  await stop(other)
  shopify.standIn.faults.next({ kind: 'user-errors', message: 'no', operation: 'WithdrawEmailConsent' })
  await withdrawConsents(shop)
  expect([atShopify(refused)[0], atShopify(other)[0]]).toEqual(['subscribed', 'unsubscribed'])
  expect(await untold()).toBe(0)
})

test('who cannot be told for long holds up nobody behind them', async () => {
  const [stuck, alsoStuck, other] = [await someone(), await someone(), await someone()]
  for (const [at, id] of [stuck, alsoStuck, other].entries()) await stop(id, new Date(before.getTime() + at))
  shopify.standIn.faults.next({ kind: 'status', status: 500, operation: 'WithdrawEmailConsent' }, 2)
  await expect(withdrawConsents(shop)).rejects.toBeInstanceOf(Unavailable)
  expect(atShopify(other)).toEqual(['unsubscribed', 'unsubscribed'])
  expect(await untold()).toBe(2)
  await withdrawConsents(shop)
  expect([atShopify(stuck), atShopify(alsoStuck)].flat()).toEqual(Array(4).fill('unsubscribed'))
})

test('a Shopify that answers nobody is not asked about everybody', async () => {
  for (let at = 0; at < 6; at += 1) await stop(await someone(), new Date(before.getTime() + at))
  shopify.standIn.faults.next({ kind: 'status', status: 500, operation: 'WithdrawEmailConsent' }, 3)
  await expect(withdrawConsents(shop)).rejects.toBeInstanceOf(Unavailable)
  expect(await untold()).toBe(6)
})

describe('a shop whose calls Shopify refuses', () => {
  test('because its access has ended is told of when the merchant has opened the app again', async () => {
    const id = await someone()
    await stop(id)
    await inShop(shop, (db) => db.session.deleteMany())
    await withdrawConsents(shop)
    expect(await untold()).toBe(1)
    await visit(shopify.world)
    await withdrawConsents(shop)
    expect(atShopify(id)).toEqual(['unsubscribed', 'unsubscribed'])
    expect(await untold()).toBe(0)
  })

  test('because it is frozen is told of another time', async () => {
    const id = await someone()
    await stop(id)
    shopify.standIn.faults.next({ kind: 'status', status: 402, operation: 'WithdrawEmailConsent' })
    await withdrawConsents(shop)
    expect(await untold()).toBe(1)
    await withdrawConsents(shop)
    expect(atShopify(id)).toEqual(['unsubscribed', 'unsubscribed'])
  })
})

test('what no job was left to tell is found by the next look at all shops, and told', async () => {
  const id = await someone()
  await stop(id)
  await acrossShops().query(`delete from pgboss.job where name = 'withdraw-consents'`)
  await withdrawAllConsents()
  const waiting = `select data ->> 'shop' as shop from pgboss.job where name = 'withdraw-consents'`
  expect((await acrossShops().query(waiting)).rows).toEqual([{ shop }])
  await withdrawConsents(shop)
  expect(atShopify(id)).toEqual(['unsubscribed', 'unsubscribed'])
  await acrossShops().query(`delete from pgboss.job where name = 'withdraw-consents'`)
  await withdrawAllConsents()
  expect((await acrossShops().query(waiting)).rows).toEqual([])
})
