import { beforeEach, describe, expect, test } from 'vitest'
import type { CustomerLine } from '../../app/domain/customer-page.ts'
import { readCustomer } from '../../app/features/customers/read-customer.ts'
import { searchCustomers } from '../../app/features/customers/search-customers.ts'
import { inShop } from '../../app/store/database.server.ts'
import { rememberForgotten } from '../../app/store/redaction.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { daysBefore, withCustomer, withPlacedOrder } from '../support/story-of.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const search = (typed: string, cursor: string | null = null, of = shop) =>
  inShop(of, (db) => searchCustomers(db, { typed, cursor }))
const names = async (typed: string, of = shop) =>
  (await search(typed, null, of)).customers.map(({ name }) => name)

/** All pages of a list, one after the other. */
async function allPages(typed = ''): Promise<string[][]> {
  const pages: string[][] = []
  let cursor: string | null = null
  do {
    const page = await search(typed, cursor)
    pages.push(page.customers.map(({ id }) => id))
    cursor = page.next ?? null
  } while (cursor !== null && pages.length < 50)
  return pages
}

describe('the list of customers', () => {
  test('begins with the latest order and ends with those who never ordered, the newest first', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1, { createdAt: daysBefore(9) })
      await withCustomer(db, 2, { createdAt: daysBefore(3) })
      await withCustomer(db, 3)
      await withCustomer(db, 4)
      await withPlacedOrder(db, 31, { by: 3, at: daysBefore(20) })
      await withPlacedOrder(db, 32, { by: 3, at: daysBefore(1) })
      await withPlacedOrder(db, 41, { by: 4, at: daysBefore(5) })
    })
    expect((await allPages()).flat()).toEqual([customer(3), customer(4), customer(2), customer(1)])
  })

  test('tells last order, orders and what was spent, without cancelled orders and less refunds', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1)
      await withPlacedOrder(db, 11, { by: 1, at: daysBefore(9), totalMinor: 2_500, refundedMinor: 500 })
      await withPlacedOrder(db, 12, {
        by: 1,
        at: daysBefore(8),
        totalMinor: 9_000,
        cancelledAt: daysBefore(7),
      })
      await withPlacedOrder(db, 13, { by: 1, at: daysBefore(2), totalMinor: 1_000 })
    })
    const { customers } = await search('')
    expect(customers[0]).toMatchObject({
      lastOrder: { name: '#13', at: daysBefore(2) },
      orders: 2,
      spent: { amounts: [{ minor: 3_000, currency: 'EUR' }], currenciesLeftOut: 0 },
    })
  })

  test('puts nobody on top for an order that was cancelled', async () => {
    await inShop(shop, async (db) => {
      for (const n of [1, 2, 3]) await withCustomer(db, n, { createdAt: daysBefore(n) })
      await withPlacedOrder(db, 11, { by: 1, at: daysBefore(9) })
      await withPlacedOrder(db, 12, { by: 1, at: daysBefore(1), cancelledAt: noon })
      await withPlacedOrder(db, 21, { by: 2, at: daysBefore(5) })
      await withPlacedOrder(db, 31, { by: 3, at: noon, cancelledAt: noon })
    })
    const { customers } = await search('')
    expect(customers.map(({ id, lastOrder }) => [id, lastOrder?.name])).toEqual([
      [customer(2), '#21'],
      [customer(1), '#11'],
      [customer(3), undefined],
    ])
  })

  test('read page by page shows every customer once, also where moments are equal', async () => {
    await inShop(shop, async (db) => {
      for (let n = 1; n <= 130; n += 1) {
        await withCustomer(db, n, { createdAt: daysBefore(n % 3) })
        if (n <= 70) await withPlacedOrder(db, n, { by: n, at: daysBefore(n % 4) })
        if (n <= 20) await withPlacedOrder(db, 1_000 + n, { by: n, at: daysBefore(n % 4) })
      }
    })
    const pages = await allPages()
    expect(pages.map((page) => page.length)).toEqual([50, 50, 30])
    expect(new Set(pages.flat()).size).toBe(130)
  })

  test('leaves out who was deleted or merged away', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1)
      await withCustomer(db, 2, { deletedAt: noon })
      await withCustomer(db, 3, { mergedIntoId: customer(1), deletedAt: noon })
      await withPlacedOrder(db, 21, { by: 2 })
    })
    expect((await allPages()).flat()).toEqual([customer(1)])
    expect(await names('ana')).toEqual(['Ana Souza 1'])
  })

  test('takes a cursor that does not fit for the first page', async () => {
    await inShop(shop, (db) => withCustomer(db, 1))
    for (const cursor of ['', 'x', 'buyers~1', "buyers~1~1' or 1=1", `others~${'9'.repeat(40)}~1`])
      expect((await search('', cursor)).customers).toHaveLength(1)
  })
})

describe('a search', () => {
  beforeEach(() =>
    inShop(shop, async (db) => {
      await withCustomer(db, 1, { firstName: 'Hannah', lastName: 'Kowalski', email: 'hk@example.com' })
      await withCustomer(db, 2, { firstName: 'José', lastName: 'Müller', email: 'jose@example.com' })
      await withCustomer(db, 3, { firstName: '一郎', lastName: '山田', email: 'ichiro@example.jp' })
      await withCustomer(db, 4, {
        firstName: 'Joan',
        lastName: 'Smith',
        phone: '+4915112345678',
        email: 'js@example.com',
      })
      await withPlacedOrder(db, 1042, { by: 2 })
    }),
  )

  test.each([
    ['kowal', 'Hannah Kowalski'],
    ['KOWALSKI', 'Hannah Kowalski'],
    ['hanna kovalsky', 'Hannah Kowalski'],
    ['kowalski hannah', 'Hannah Kowalski'],
    ['hk@exam', 'Hannah Kowalski'],
    ['muller', 'José Müller'],
    ['jose müller', 'José Müller'],
    ['山田', '一郎 山田'],
    ['0151 12345678', 'Joan Smith'],
    ['1042', 'José Müller'],
    ['#1042', 'José Müller'],
  ])('for %s finds %s first', async (typed, name) => {
    expect((await names(typed))[0]).toBe(name)
  })

  test('of two letters finds the beginnings of words, not their middles', async () => {
    expect((await names('jo')).sort()).toEqual(['Joan Smith', 'José Müller'])
    expect(await names('an')).toEqual([])
  })

  test('that nobody fits finds nobody, whatever signs are in it', async () => {
    for (const typed of ['zzzzqqqq', '%%%%', '___', "'; drop table", '\\', 'q\u0000q\ud800'])
      expect(await names(typed), typed).toEqual([])
  })

  test('never finds anybody of another shop', async () => {
    expect(await names('kowalski', otherShop)).toEqual([])
    expect(await names('1042', otherShop)).toEqual([])
    expect(await names('', otherShop)).toEqual([])
  })

  test('with many finds is read page by page, each once', async () => {
    await inShop(shop, async (db) => {
      for (let n = 100; n < 220; n += 1) await withCustomer(db, n, { lastName: 'Lindqvist' })
    })
    const pages = await allPages('lindqvist')
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20])
    expect(new Set(pages.flat()).size).toBe(120)
  })
})

describe('what a customer is worth, on the list and on their page alike,', () => {
  async function standing(): Promise<Pick<CustomerLine, 'orders' | 'spent' | 'lastOrder'>> {
    const found = await inShop(shop, (db) => readCustomer(db, customer(1)))
    const { orders, spent, lastOrder } = found.kind === 'there' ? found.customer : expect.fail(found.kind)
    const [line] = (await search('')).customers
    expect(line).toMatchObject({ orders, spent, lastOrder })
    return { orders, spent, lastOrder }
  }
  beforeEach(() => inShop(shop, (db) => withCustomer(db, 1)))

  test('is what was paid, less refunds: never what is owed, and never a test order', async () => {
    await inShop(shop, async (db) => {
      const statuses = [
        ['paid', 0],
        ['partially_refunded', 30],
        ['refunded', 100],
        ['partially_paid', 0],
        ['pending', 0],
        ['authorized', 0],
        ['expired', 0],
        ['voided', 0],
      ] as const
      for (const [n, [financialStatus, refundedMinor]] of statuses.entries())
        await withPlacedOrder(db, n, { by: 1, totalMinor: 100, financialStatus, refundedMinor })
      await withPlacedOrder(db, 90, { by: 1, totalMinor: 100, isTest: true })
    })
    expect(await standing()).toMatchObject({
      orders: 9,
      spent: { amounts: [{ minor: 170, currency: 'EUR' }], currenciesLeftOut: 0 },
    })
  })

  test('counts every order, and sums each currency for itself, the shop’s own first', async () => {
    await inShop(shop, async (db) => {
      await db.shop.updateMany({ data: { currency: 'USD' } })
      await withPlacedOrder(db, 1, { by: 1, at: daysBefore(3), currency: 'EUR', totalMinor: 12_000 })
      await withPlacedOrder(db, 2, { by: 1, at: daysBefore(2), currency: 'USD', totalMinor: 4_000 })
      await withPlacedOrder(db, 3, { by: 1, at: noon, currency: 'CHF', cancelledAt: noon })
    })
    expect(await standing()).toEqual({
      orders: 2,
      lastOrder: { name: '#2', at: daysBefore(2) },
      spent: {
        amounts: [
          { minor: 4_000, currency: 'USD' },
          { minor: 12_000, currency: 'EUR' },
        ],
        currenciesLeftOut: 0,
      },
    })
  })

  test('in more than three currencies is told in the shop’s own, and that there are others', async () => {
    await inShop(shop, async (db) => {
      await db.shop.updateMany({ data: { currency: 'USD' } })
      for (const [n, currency] of ['EUR', 'USD', 'CHF', 'GBP'].entries())
        await withPlacedOrder(db, n, { by: 1, currency, totalMinor: 100 })
    })
    expect((await standing()).spent).toEqual({
      amounts: [{ minor: 100, currency: 'USD' }],
      currenciesLeftOut: 3,
    })
  })

  test('is nothing where nothing was paid', async () => {
    await inShop(shop, (db) => withPlacedOrder(db, 1, { by: 1, financialStatus: 'pending' }))
    expect(await standing()).toMatchObject({ orders: 1, spent: undefined, lastOrder: { name: '#1' } })
  })
})

describe('one customer', () => {
  const read = (id = customer(1), of = shop) => inShop(of, (db) => readCustomer(db, id))

  test('is told in five lines', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1, { createdAt: daysBefore(10), emailConsent: 'subscribed' })
      for (const [n, days] of [
        [1, 90],
        [2, 60],
        [3, 30],
      ] as const)
        await withPlacedOrder(db, n, { by: 1, at: daysBefore(days), totalMinor: 1_200 })
    })
    expect(await read()).toEqual({
      kind: 'there',
      customer: {
        id: customer(1),
        name: 'Ana Souza 1',
        email: 'ana1@example.com',
        since: daysBefore(90),
        orders: 3,
        spent: { amounts: [{ minor: 3_600, currency: 'EUR' }], currenciesLeftOut: 0 },
        lastOrder: { name: '#3', at: daysBefore(30) },
        rhythm: { days: 30, gaps: 2 },
        emailConsent: 'subscribed',
      },
    })
  })

  test('has a rhythm of days as the shop’s clocks count them', async () => {
    await inShop(shop, async (db) => {
      await db.shop.updateMany({ data: { timeZone: 'America/New_York' } })
      await withCustomer(db, 1)
      // The first two are of one evening in New York, and of two days in Greenwich.
      for (const [n, at] of ['2026-05-01T23:30Z', '2026-05-02T01:30Z', '2026-05-11T15:00Z'].entries())
        await withPlacedOrder(db, n, { by: 1, at: new Date(at) })
    })
    expect(await read()).toMatchObject({ customer: { rhythm: undefined } })
  })

  test('who was merged leads to the other', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1, { mergedIntoId: customer(2), deletedAt: noon })
    })
    expect(await read()).toEqual({ kind: 'merged', intoId: customer(2) })
  })

  test('who was deleted is said to be', async () => {
    await inShop(shop, (db) => withCustomer(db, 1, { deletedAt: noon }))
    expect(await read()).toEqual({ kind: 'deleted', at: noon })
  })

  test('who asked to be forgotten is told apart from who was never there, in their own shop only', async () => {
    await inShop(shop, (db) => rememberForgotten(db, [{ kind: 'customer', value: customer(1) }], noon))
    expect(await read()).toEqual({ kind: 'forgotten' })
    expect(await read(customer(2))).toEqual({ kind: 'not-there' })
    expect(await read(customer(1), otherShop)).toEqual({ kind: 'not-there' })
  })

  test('of another shop is not there', async () => {
    await inShop(shop, (db) => withCustomer(db, 1))
    expect(await read(customer(1), otherShop)).toEqual({ kind: 'not-there' })
  })
})
