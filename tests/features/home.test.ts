import { beforeEach, describe, expect, test } from 'vitest'
import { importKinds } from '../../app/domain/setup.ts'
import { readHome } from '../../app/features/shop/read-home.ts'
import { readSettings } from '../../app/features/shop/read-settings.ts'
import { closeGuide, saveSettings } from '../../app/features/shop/save-settings.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { anItem, customer, order, withProduct } from '../support/offers.ts'
import { daysBefore, withCustomer, withDelivery, withPlacedOrder } from '../support/story-of.ts'
import { withJourney } from '../support/walks.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const home = (now = noon, of = shop) => inShop(of, (db) => readHome(db, now))
const at = (time: string) => new Date(`2026-06-15T${time}:00.000Z`)

describe('the set-up guide', () => {
  const steps = async () => (await home(at('13:00'))).setup.map(({ kind, isDone }) => [kind, isDone])

  test('ticks each step by what happened', async () => {
    expect(await steps()).toEqual([
      ['connected', true],
      ['history', false],
      ['order-block', false],
      ['contact-budget', true],
      ['first-journey', false],
      ['first-order', false],
    ])
    await inShop(shop, async (db) => {
      for (const kind of importKinds)
        await db.importRun.create({ data: { kind, status: 'done', startedAt: noon, updatedAt: noon } })
      await withPlacedOrder(db, 1, { at: at('12:30') })
      await db.offer.create({
        data: { id: 'o', key: 'k', placement: 'thank-you', reason: {}, considered: [], decidedAt: noon },
      })
    })
    await withJourney('welcome')
    expect(await steps()).toEqual([
      ['connected', true],
      ['history', true],
      ['order-block', true],
      ['contact-budget', true],
      ['first-journey', true],
      ['first-order', true],
    ])
  })

  test('steps back when it is closed, and stays so, while all else that was chosen holds', async () => {
    await inShop(shop, (db) => saveSettings(db, { decisionsKeptDays: 30 }))
    expect((await home()).isGuideClosed).toBe(false)
    await inShop(shop, closeGuide)
    await inShop(shop, closeGuide)
    expect((await home()).isGuideClosed).toBe(true)
    expect((await inShop(shop, readSettings)).settings.decisionsKeptDays).toBe(30)
    expect((await home(noon, otherShop)).isGuideClosed).toBe(false)
  })

  test('is not fooled by orders of before the installation', async () => {
    await inShop(shop, (db) => withPlacedOrder(db, 1, { at: daysBefore(1) }))
    expect((await steps()).at(-1)).toEqual(['first-order', false])
  })
})

describe('what needs a person', () => {
  test('is nothing while all goes well', async () => {
    await inShop(shop, async (db) => {
      await withDelivery(db, 'done')
      await withDelivery(db, 'waiting', { status: 'waiting' })
    })
    expect((await home()).needs).toEqual([])
  })

  test('is a delivery set aside, an import that failed, an export to hand on until it was taken', async () => {
    const request = {
      id: 'r',
      topic: 'customers/data_request',
      status: 'done' as const,
      receivedAt: noon,
      export: {},
    }
    await inShop(shop, async (db) => {
      await withDelivery(db, 'aside', { status: 'aside' })
      await db.importRun.create({
        data: { kind: 'orders', status: 'failed', startedAt: noon, updatedAt: noon },
      })
      await db.complianceRequest.create({ data: request })
      await db.complianceRequest.create({ data: { ...request, id: 'taken', handedOnAt: noon } })
      await db.complianceRequest.create({ data: { ...request, id: 'redacted', topic: 'customers/redact' } })
    })
    expect((await home()).needs).toEqual([
      { kind: 'deliveries-aside', count: 1, isMore: false },
      { kind: 'import-failed', imports: ['orders'] },
      { kind: 'data-requests', count: 1 },
    ])
  })
})

describe('today', () => {
  // Berlin is two hours ahead: its 15th of June began at 22:00 UTC on the 14th.
  test('begins at midnight in the time zone of the shop', async () => {
    await inShop(shop, async (db) => {
      await withPlacedOrder(db, 1, { at: new Date('2026-06-14T21:59:59.000Z') })
      await withPlacedOrder(db, 2, { at: new Date('2026-06-14T22:00:00.000Z') })
    })
    const { figures, feed } = await home()
    expect(figures.ordersToday).toEqual({ count: 1, isMore: false })
    expect(feed.map(({ orderName }) => orderName)).toEqual(['#2'])
  })

  test('is told with orders, refunds, and offers shown and answered, the newest first', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1)
      await withProduct(db, 4, { title: 'V60 Filters' })
      await withPlacedOrder(db, 1, { by: 1, at: at('08:00'), totalMinor: 3_840 })
      await withPlacedOrder(db, 2, { at: at('09:00') })
      await db.refund.create({
        data: { orderId: order(2), id: 'r', createdAt: at('11:00'), currency: 'EUR', amountMinor: 500 },
      })
      await db.offer.create({
        data: {
          id: 'o',
          key: 'k',
          placement: 'thank-you',
          orderId: order(1),
          customerId: customer(1),
          considered: [],
          items: { create: [anItem('i', 4, { status: 'accepted' })] },
          status: 'accepted',
          decidedAt: at('08:01'),
          shownAt: at('08:02'),
          answeredAt: at('08:03'),
        },
      })
    })
    const { feed, figures } = await home()
    const who = { id: customer(1), name: 'Ana Souza 1' }
    expect(feed).toMatchObject([
      { kind: 'refund', orderName: '#2', amount: { minor: 500, currency: 'EUR' }, customer: undefined },
      { kind: 'order', orderName: '#2', customer: undefined },
      { kind: 'offer-accepted', orderName: '#1', title: 'V60 Filters', customer: who },
      { kind: 'offer-shown', orderName: '#1', title: 'V60 Filters', customer: who },
      { kind: 'order', orderName: '#1', amount: { minor: 3_840, currency: 'EUR' }, customer: who },
    ])
    expect(new Set(feed.map(({ key }) => key)).size).toBe(5)
    expect(figures.offersAccepted.count).toBe(1)
    expect(figures.offersShown.count).toBe(1)
  })

  test('says where an offer was shown, with the order that came of its checkout', async () => {
    await inShop(shop, async (db) => {
      await withPlacedOrder(db, 1, { at: daysBefore(1) })
      await db.order.updateMany({ data: { checkoutToken: 'token-1' } })
      for (const [id, placement, reference] of [
        ['a', 'checkout', 'token-1'],
        ['b', 'post-purchase', 'token-2'],
      ] as const)
        await db.offer.create({
          data: { id, key: id, placement, reference, considered: [], decidedAt: noon, shownAt: noon },
        })
    })
    expect((await home()).feed).toMatchObject([
      { kind: 'offer-shown', placement: 'checkout', orderName: '#1' },
      { kind: 'offer-shown', placement: 'post-purchase', orderName: undefined },
    ])
  })

  test('counts the deliveries worked, waiting and set aside', async () => {
    await inShop(shop, async (db) => {
      await withDelivery(db, 'a')
      await withDelivery(db, 'b')
      await withDelivery(db, 'c', { status: 'waiting' })
      await withDelivery(db, 'd', { status: 'aside' })
      await withDelivery(db, 'yesterday', { receivedAt: daysBefore(1) })
    })
    const { worked, waiting, aside } = (await home()).deliveriesToday
    expect([worked.count, waiting.count, aside.count]).toEqual([2, 1, 1])
  })

  test('leaves cancelled orders out of the figure, and shows at most 20 lines', async () => {
    await inShop(shop, async (db) => {
      for (let n = 1; n <= 25; n += 1) await withPlacedOrder(db, n)
      await withPlacedOrder(db, 26, { cancelledAt: noon })
    })
    const { figures, feed } = await home()
    expect(figures.ordersToday.count).toBe(25)
    expect(feed).toHaveLength(20)
  })
})

test('another shop sees nothing of it', async () => {
  await inShop(shop, async (db) => {
    await withCustomer(db, 1)
    await withPlacedOrder(db, 1, { by: 1 })
    await withDelivery(db, 'a', { status: 'aside' })
  })
  const { needs, figures, feed, deliveriesToday } = await home(noon, otherShop)
  expect(needs).toEqual([])
  expect(feed).toEqual([])
  expect(Object.values(figures).map(({ count }) => count)).toEqual([0, 0, 0, 0])
  expect(deliveriesToday.aside.count).toBe(0)
})
