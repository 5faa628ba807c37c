import { beforeEach, describe, expect, test } from 'vitest'
import type { TimelineEntry, TimelineFilter } from '../../app/domain/timeline.ts'
import { readTimeline } from '../../app/features/customers/read-timeline.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { anItem, customer, order, product, withProduct } from '../support/offers.ts'
import { daysBefore, lineOf, withCustomer, withPlacedOrder } from '../support/story-of.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const read = (filter?: TimelineFilter, cursor: string | null = null, of = shop) =>
  inShop(of, (db) => readTimeline(db, { customerId: customer(1), filter, cursor }))
const kinds = (entries: TimelineEntry[]) => entries.map(({ kind }) => kind)

async function withStory(): Promise<void> {
  await inShop(shop, async (db) => {
    await withCustomer(db, 1, { createdAt: daysBefore(11) })
    await withProduct(db, 4, { title: 'V60 Filters' })
    await withPlacedOrder(db, 10, { by: 1, at: daysBefore(10), seen: { minor: 160_000, currency: 'JPY' } })
    await db.orderLine.updateMany({ where: { orderId: order(10) }, data: { currentQuantity: 1 } })
    await db.fulfillment.create({
      data: {
        orderId: order(10),
        id: 'gid://shopify/Fulfillment/1',
        status: 'success',
        trackingCompany: 'DHL',
        createdAt: daysBefore(9),
        updatedAt: daysBefore(7),
        deliveredAt: daysBefore(7),
      },
    })
    await db.refund.create({
      data: {
        orderId: order(10),
        id: 'gid://shopify/Refund/1',
        createdAt: daysBefore(5),
        currency: 'EUR',
        amountMinor: 500,
        lines: [{ lineId: lineOf(10), quantity: 1 }],
      },
    })
    await db.offer.create({ data: anOffer() })
    await db.offer.create({ data: heldBack() })
  })
}

const considered = [
  { productId: product(4), title: 'V60 Filters', drawnById: product(3), customers: 37, fate: 'best' },
  { productId: product(5), title: 'Kettle', drawnById: product(3), customers: 52, fate: 'sold-out' },
]
const reason = { kind: 'bought-together', customers: 37, withProductId: product(3), withTitle: 'Chemex' }

function anOffer() {
  return {
    id: 'o1',
    key: 'order/10',
    placement: 'thank-you',
    orderId: order(10),
    customerId: customer(1),
    considered,
    items: { create: [anItem('i1', 4, { status: 'declined', answeredAt: daysBefore(10) })] },
    status: 'declined' as const,
    decidedAt: daysBefore(10),
    shownAt: daysBefore(10),
    answeredAt: daysBefore(10),
  }
}

function heldBack() {
  return {
    id: 'o2',
    key: 'order/10',
    placement: 'order-status',
    orderId: order(10),
    customerId: customer(1),
    reason: { kind: 'nothing', why: 'all-fell-out' },
    considered: [{ ...considered[1], fate: 'sold-out' }],
    decidedAt: daysBefore(3),
  }
}

describe('a timeline', () => {
  test('tells all that happened, the newest first, and what fell on one moment in its order', async () => {
    await withStory()
    const { entries, next } = await read()
    expect(kinds(entries)).toEqual([
      'offer-held',
      'order-refunded',
      'order-delivered',
      'order-shipped',
      'offer-declined',
      'offer-shown',
      'offer-decided',
      'order-placed',
      'customer-joined',
    ])
    expect(next).toBeUndefined()
  })

  test.each([
    ['orders', ['order-refunded', 'order-placed']],
    ['parcels', ['order-delivered', 'order-shipped']],
    ['offers', ['offer-held', 'offer-declined', 'offer-shown', 'offer-decided']],
    ['account', ['customer-joined']],
  ] as const)('shows %s alone', async (filter, expected) => {
    await withStory()
    expect(kinds((await read(filter)).entries)).toEqual(expected)
  })

  test('is read page by page, each entry once, also where all moments are equal', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1, { createdAt: noon })
      for (let n = 1; n <= 70; n += 1) await withPlacedOrder(db, n, { by: 1, at: noon })
    })
    const first = await read()
    const second = await read(undefined, first.next ?? null)
    const third = await read(undefined, second.next ?? null)
    const keys = [first, second, third].flatMap(({ entries }) => entries.map(({ key }) => key))
    expect([first, second, third].map(({ entries }) => entries.length)).toEqual([30, 30, 11])
    expect(new Set(keys).size).toBe(71)
    expect(third.next).toBeUndefined()
  })

  test('of another shop is empty', async () => {
    await withStory()
    expect((await read(undefined, null, otherShop)).entries).toEqual([])
  })

  test('takes a cursor that does not fit for none', async () => {
    await withStory()
    for (const cursor of ['', '1~', `1~99~${'x'.repeat(900)}`, "1~1~' or true --"])
      expect((await read(undefined, cursor)).entries).toHaveLength(9)
  })
})

describe('an entry opens to its evidence:', () => {
  const entry = async <Kind extends TimelineEntry['kind']>(kind: Kind) => {
    await withStory()
    const { entries } = await read()
    return entries.find((each): each is Extract<TimelineEntry, { kind: Kind }> => each.kind === kind)
  }

  test('an order to its lines, what is left of them, and what the buyer saw', async () => {
    expect(await entry('order-placed')).toMatchObject({
      order: { id: order(10), name: '#10' },
      evidence: {
        total: { minor: 1_000, currency: 'EUR' },
        buyerTotal: { minor: 160_000, currency: 'JPY' },
        lines: [{ title: 'House Espresso', variantTitle: '250 g', quantity: 2, currentQuantity: 1 }],
      },
    })
  })

  test('a refund to the products it was for', async () => {
    expect(await entry('order-refunded')).toMatchObject({
      amount: { minor: 500, currency: 'EUR' },
      lines: [{ title: 'House Espresso', quantity: 1 }],
    })
  })

  test.each([
    ['success', 'shipped'],
    [undefined, 'shipped'],
    ['cancelled', 'cancelled'],
    ['error', 'failed'],
    ['failure', 'failed'],
    ['open', 'pending'],
    ['pending', 'pending'],
  ] as const)('a shipment that stands at %s to its being %s', async (status, outcome) => {
    await withStory()
    await inShop(shop, (db) => db.fulfillment.updateMany({ data: { status: status ?? null } }))
    const { entries } = await read('parcels')
    expect(entries.find(({ kind }) => kind === 'order-shipped')).toMatchObject({ outcome })
  })

  test('an offer to its reason and to everything that was considered', async () => {
    expect(await entry('offer-decided')).toMatchObject({
      offer: {
        orderName: '#10',
        items: [{ title: 'V60 Filters', reason, status: 'declined' }],
        considered: [
          { productId: product(4), fate: 'chosen', evidence: { customers: 37, withProductId: product(3) } },
          { productId: product(5), fate: 'sold-out', evidence: { customers: 52 } },
        ],
      },
    })
  })

  test('an offer made in checkout to the order of that checkout, when it is of the same customer', async () => {
    await inShop(shop, async (db) => {
      for (const n of [1, 2]) await withCustomer(db, n)
      for (const n of [1, 2]) await withPlacedOrder(db, n, { by: n, at: daysBefore(20) })
      for (const n of [1, 2])
        await db.order.update({
          where: { shopId_id: { shopId: shop, id: order(n) } },
          data: { checkoutToken: `token-${n}` },
        })
      for (const n of [1, 2])
        await db.offer.create({
          data: {
            ...anOffer(),
            id: `offer-${n}`,
            key: `checkout/${n}`,
            placement: 'checkout',
            orderId: null,
            reference: `token-${n}`,
            items: { create: [anItem(`item-${n}`, 4, { status: 'declined', answeredAt: daysBefore(n) })] },
          },
        })
    })
    const { entries } = await read('offers')
    const told = entries.map((each) => [each.kind, 'offer' in each ? each.offer.orderName : ''])
    for (const kind of ['offer-decided', 'offer-shown', 'offer-declined'])
      expect(told.filter(([of]) => of === kind).map(([, name]) => name ?? '')).toHaveLength(2)
    expect(told.filter(([, name]) => name === '#1')).toHaveLength(3)
    expect(told.filter(([, name]) => name === '#2')).toEqual([])
  })

  test('a held-back offer to why nothing was offered', async () => {
    expect(await entry('offer-held')).toMatchObject({
      offer: { silence: { kind: 'nothing', why: 'all-fell-out' }, considered: [{ fate: 'sold-out' }] },
    })
  })

  test('what was said at once of several products is one entry, what was bought of them another', async () => {
    await withStory()
    const said = { answeredAt: daysBefore(2), status: 'declined' as const }
    const bought = { boughtOrderId: order(10), boughtAt: daysBefore(1), boughtQuantity: 1 }
    await inShop(shop, (db) =>
      db.offer.create({
        data: {
          id: 'o3',
          key: 'order/11',
          placement: 'thank-you',
          customerId: customer(1),
          decidedAt: daysBefore(2),
          items: {
            create: [
              anItem('a', 4, said),
              anItem('b', 5, { ...said, position: 2 }),
              anItem('c', 6, { ...said, status: 'postponed', position: 3 }),
              anItem('d', 7, { ...said, status: 'disliked', position: 4 }),
              anItem('e', 4, { ...said, ...bought, status: 'accepted', position: 5 }),
            ],
          },
        },
      }),
    )
    const { entries } = await read('offers')
    expect(
      entries.slice(0, 5).map((each) => ('offer' in each ? [each.kind, each.offer.items.length] : [])),
    ).toEqual([
      ['offer-bought', 1],
      ['offer-postponed', 1],
      ['offer-disliked', 1],
      ['offer-declined', 2],
      ['offer-accepted', 1],
    ])
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
  })

  test('what was added to an order that was placed before stands after its choice, not at the order', async () => {
    await withStory()
    const added = {
      status: 'accepted' as const,
      answeredAt: daysBefore(1),
      boughtOrderId: order(10),
      boughtAt: daysBefore(2),
      boughtQuantity: 1,
    }
    await inShop(shop, (db) =>
      db.offer.create({
        data: {
          id: 'o3',
          key: 'order/11',
          placement: 'post-purchase',
          customerId: customer(1),
          decidedAt: daysBefore(2),
          shownAt: daysBefore(1),
          items: { create: [anItem('a', 4, added)] },
        },
      }),
    )
    const { entries } = await read('offers')
    expect(entries.slice(0, 4).map(({ kind, at }) => [kind, at])).toEqual([
      ['offer-bought', daysBefore(1)],
      ['offer-accepted', daysBefore(1)],
      ['offer-shown', daysBefore(1)],
      ['offer-decided', daysBefore(2)],
    ])
  })

  test('an offer whose evidence another version wrote still stands in the timeline', async () => {
    await inShop(shop, async (db) => {
      await withCustomer(db, 1)
      await db.offer.create({ data: { ...heldBack(), reason: { kind: 'stars' }, considered: 'none' } })
    })
    expect((await read('offers')).entries[0]).toMatchObject({ kind: 'offer-held', offer: { considered: [] } })
  })
})
