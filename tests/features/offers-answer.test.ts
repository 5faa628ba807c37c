import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { answerOffer, type ParsedReply } from '../../app/features/offers/answer-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { anItem, customer, product, variant, withProduct } from '../support/offers.ts'

const database = withDatabase()
const later = new Date(noon.getTime() + 60_000)
const ada = customer(1)

let guests: string
let adas: string
let empty: string

// Each offer holds the products 2 and 3, as items `a` and `b` behind its id.
beforeEach(async () => {
  await emptyDatabase(database.url)
  ;[guests, adas, empty] = [randomUUID(), randomUUID(), randomUUID()]
  const offer = { placement: 'thank-you', considered: [], decidedAt: noon }
  const items = (id: string) => ({
    create: [anItem(`${id}a`, 2), anItem(`${id}b`, 3, { position: 2 })],
  })
  await inShop(shop, async (db) => {
    await db.customer.create({ data: { id: ada, createdAt: noon, updatedAt: noon } })
    await withProduct(db, 2)
    await withProduct(db, 3, { variants: [{}, {}] })
    await db.offer.create({ data: { ...offer, id: guests, key: 'guest/1', items: items(guests) } })
    await db.offer.create({
      data: { ...offer, id: adas, key: 'order/1', customerId: ada, items: items(adas) },
    })
    await db.offer.create({ data: { ...offer, id: empty, key: 'guest/2' } })
  })
})

describe('a reply to a whole offer', () => {
  test('shown keeps when it was first seen', async () => {
    expect(await reply(guests, { answer: 'shown' })).toEqual({ kind: 'kept' })
    await reply(guests, { answer: 'shown' }, { now: later })
    expect(await read(guests)).toMatchObject({ status: 'shown', shownAt: noon, answeredAt: null })
    expect(await statuses(guests)).toEqual(['shown', 'shown'])
  })

  test('declined is a no to each of its items, twice as once', async () => {
    await reply(guests, { answer: 'declined' })
    expect(await reply(guests, { answer: 'declined' }, { now: later })).toEqual({ kind: 'kept' })
    expect(await read(guests)).toMatchObject({ status: 'declined', answeredAt: noon, shownAt: noon })
    expect(await statuses(guests)).toEqual(['declined', 'declined'])
  })

  test('off is a no to it and to all that come later, for a customer', async () => {
    await reply(adas, { answer: 'off' }, { customerId: ada })
    await reply(adas, { answer: 'off' }, { customerId: ada, now: later })
    expect(await statuses(adas)).toEqual(['declined', 'declined'])
    expect(await inShop(shop, (db) => db.customer.findFirst())).toMatchObject({ offersOffAt: noon })
  })

  test('an answer that overtakes its showing counts as shown, and the late showing does not undo it', async () => {
    await reply(guests, { answer: 'declined' })
    await reply(guests, { answer: 'shown' }, { now: later })
    expect(await read(guests)).toMatchObject({ status: 'declined', shownAt: noon })
    expect(await statuses(guests)).toEqual(['declined', 'declined'])
  })
})

describe('a reply to one item', () => {
  test('accepted stands with what was chosen, twice as once, and leaves the others open', async () => {
    const chosen = {
      answer: 'accepted',
      itemId: `${guests}b`,
      variantId: variant('301'),
      quantity: 2,
    } as const
    await reply(guests, chosen)
    expect(await reply(guests, { ...chosen, quantity: 5 }, { now: later })).toEqual({ kind: 'kept' })
    expect(await item(`${guests}b`)).toMatchObject({
      status: 'accepted',
      answeredAt: noon,
      takenVariantId: variant('301'),
      takenQuantity: 2,
    })
    expect(await statuses(guests)).toEqual(['decided', 'accepted'])
    expect(await read(guests)).toMatchObject({ status: 'accepted', answeredAt: noon })
  })

  test('the first answer stands against the other one, both ways', async () => {
    await reply(guests, { answer: 'declined', itemId: `${guests}a` })
    await reply(guests, { answer: 'accepted', itemId: `${guests}a` }, { now: later })
    await reply(guests, { answer: 'accepted', itemId: `${guests}b` })
    await reply(guests, { answer: 'declined' }, { now: later })
    expect(await statuses(guests)).toEqual(['declined', 'accepted'])
  })

  test('accepted in two tabs at once, among declines, leaves one answer', async () => {
    const answers = ['accepted', 'declined', 'accepted', 'declined', 'disliked'] as const
    await Promise.all(answers.map((answer) => reply(guests, { answer, itemId: `${guests}a` })))
    const kept = await item(`${guests}a`)
    expect(['accepted', 'declined', 'disliked']).toContain(kept?.status)
    expect((await read(guests))?.status).toBe(kept?.status === 'accepted' ? 'accepted' : 'shown')
  })

  test('disliked removes the product for a customer, and for a guest stays with the offer', async () => {
    await reply(guests, { answer: 'disliked', itemId: `${guests}a` })
    expect(await statuses(guests)).toEqual(['disliked', 'decided'])
    expect(await inShop(shop, (db) => db.dislike.count())).toBe(0)
    await reply(adas, { answer: 'disliked', itemId: `${adas}a` }, { customerId: ada })
    await reply(adas, { answer: 'disliked', itemId: `${adas}a` }, { customerId: ada, now: later })
    const disliked = await inShop(shop, (db) => db.dislike.findMany())
    expect(disliked).toMatchObject([{ customerId: ada, productId: product(2), at: noon }])
  })

  test('postponed says when to come back to it, and may still be accepted', async () => {
    await reply(adas, { answer: 'postponed', itemId: `${adas}a`, days: 42 }, { customerId: ada })
    expect(await item(`${adas}a`)).toMatchObject({
      status: 'postponed',
      remindAt: new Date('2026-07-27T12:00:00.000Z'),
    })
    expect((await read(adas))?.status).toBe('shown')
    await reply(adas, { answer: 'declined' }, { customerId: ada })
    expect(await statuses(adas)).toEqual(['postponed', 'declined'])
    await reply(adas, { answer: 'accepted', itemId: `${adas}a` }, { customerId: ada })
    expect(await statuses(adas)).toEqual(['accepted', 'declined'])
  })

  test('gift is noted beside whatever was answered', async () => {
    await reply(adas, { answer: 'accepted', itemId: `${adas}a` }, { customerId: ada })
    await reply(adas, { answer: 'gift', itemId: `${adas}a` }, { customerId: ada })
    expect(await item(`${adas}a`)).toMatchObject({ status: 'accepted', isGift: true })
  })

  test('the last no ends the offer', async () => {
    await reply(guests, { answer: 'disliked', itemId: `${guests}a` })
    await reply(guests, { answer: 'declined', itemId: `${guests}b` })
    expect((await read(guests))?.status).toBe('declined')
  })
})

describe('an accept is refused kindly and changes nothing', () => {
  test.each([
    ['sold out', { inventory: 0 }],
    ['gone', { productId: product(3) }],
  ])('when what was chosen is %s', async (_, change) => {
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data: change }))
    const answer = await reply(guests, { answer: 'accepted', itemId: `${guests}a` })
    expect(answer).toEqual({ kind: 'refused', why: 'sold-out' })
    expect(await read(guests)).toMatchObject({ status: 'decided', answeredAt: null })
    expect(await item(`${guests}a`)).toMatchObject({ status: 'decided', takenVariantId: null })
  })

  test('when what was chosen is no longer on sale', async () => {
    await inShop(shop, (db) => db.product.updateMany({ data: { publishedAt: null } }))
    const answer = await reply(guests, { answer: 'accepted', itemId: `${guests}a` })
    expect(answer).toEqual({ kind: 'refused', why: 'sold-out' })
  })

  test('when the variant belongs to another product', async () => {
    const foreign = { answer: 'accepted', itemId: `${guests}a`, variantId: variant(3) } as const
    expect(await reply(guests, foreign)).toEqual({ kind: 'refused', why: 'sold-out' })
  })
})

test('what was accepted stays accepted when it is said again after the variant is gone', async () => {
  const accept = { answer: 'accepted', itemId: `${guests}a` } as const
  expect(await reply(guests, accept)).toEqual({ kind: 'kept' })
  await inShop(shop, (db) => db.variant.deleteMany({ where: { id: variant(2) } }))
  expect(await reply(guests, accept)).toEqual({ kind: 'kept' })
})

describe('a reply is refused as if the offer were not there', () => {
  const notThere = { kind: 'refused', why: 'not-there' }

  test('for an id that nobody was given', async () => {
    expect(await reply(randomUUID(), { answer: 'declined' })).toEqual(notThere)
  })

  test('for an item of another offer', async () => {
    expect(await reply(guests, { answer: 'accepted', itemId: `${adas}a` })).toEqual(notThere)
    expect(await statuses(adas)).toEqual(['decided', 'decided'])
  })

  test('for an offer of another shop', async () => {
    const answer = await inShopHot(otherShop, (db) =>
      answerOffer(db, { id: guests, answer: 'declined' }, { customerId: undefined, now: noon }),
    )
    expect(answer).toEqual(notThere)
    expect(await read(guests)).toMatchObject({ status: 'decided' })
  })

  test.each(['declined', 'off', 'disliked'] as const)(
    'for "%s" to an offer of another customer, by a customer or a guest',
    async (said) => {
      const theirs = { answer: said, itemId: said === 'disliked' ? `${adas}a` : undefined }
      expect(await reply(adas, theirs, { customerId: customer(2) })).toEqual(notThere)
      expect(await reply(adas, theirs)).toEqual(notThere)
      expect(await statuses(adas)).toEqual(['decided', 'decided'])
      expect(await inShop(shop, (db) => db.customer.findFirst())).toMatchObject({ offersOffAt: null })
      expect(await reply(adas, theirs, { customerId: ada })).toEqual({ kind: 'kept' })
    },
  )

  test.each(['shown', 'accepted', 'declined', 'off'] as const)(
    'for "%s" to an offer of the post-purchase page, whose answers only Shopify’s token brings',
    async (answer) => {
      await inShop(shop, (db) => db.offer.updateMany({ data: { placement: 'post-purchase' } }))
      const itemId = answer === 'accepted' ? `${guests}a` : undefined
      expect(await reply(guests, { answer, itemId })).toEqual(notThere)
      expect(await reply(adas, { answer: 'declined' }, { customerId: ada })).toEqual(notThere)
      expect([await statuses(guests), await statuses(adas)]).toEqual(Array(2).fill(['decided', 'decided']))
    },
  )

  test('for a decision that offered nothing', async () => {
    expect(await reply(empty, { answer: 'shown' })).toEqual(notThere)
  })
})

function reply(
  id: string,
  said: Omit<ParsedReply, 'id'>,
  { customerId, now = noon }: { customerId?: typeof ada; now?: Date } = {},
) {
  return inShopHot(shop, (db) => answerOffer(db, { id, ...said }, { customerId, now }))
}

function read(id: string) {
  return inShop(shop, (db) => db.offer.findFirst({ where: { id } }))
}

function item(id: string) {
  return inShop(shop, (db) => db.offerItem.findFirst({ where: { id } }))
}

async function statuses(offerId: string): Promise<string[]> {
  const where = { offerId }
  const items = await inShop(shop, (db) => db.offerItem.findMany({ where, orderBy: { position: 'asc' } }))
  return items.map(({ status }) => status)
}
