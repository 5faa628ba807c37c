import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { answerOffer } from '../../app/features/offers/answer-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, product, variant } from '../support/offers.ts'

const database = withDatabase()
const later = new Date(noon.getTime() + 60_000)
const ada = customer(1)

let guests: string
let adas: string
let empty: string

beforeEach(async () => {
  await emptyDatabase(database.url)
  ;[guests, adas, empty] = [randomUUID(), randomUUID(), randomUUID()]
  const offer = {
    placement: 'thank-you',
    productId: product(2),
    variantId: variant(2),
    reason: {},
    considered: [],
    decidedAt: noon,
  }
  await inShop(shop, (db) =>
    db.offer.createMany({
      data: [
        { ...offer, id: guests, key: 'guest/1' },
        { ...offer, id: adas, key: 'order/1', customerId: ada },
        { ...offer, id: empty, key: 'guest/2', productId: null, variantId: null },
      ],
    }),
  )
})

describe('a reply', () => {
  test('shown keeps when it was first seen', async () => {
    expect(await reply(guests, 'shown')).toEqual({ kind: 'kept' })
    await reply(guests, 'shown', { now: later })
    expect(await read(guests)).toMatchObject({ status: 'shown', shownAt: noon, answeredAt: null })
  })

  test.each(['accepted', 'declined'] as const)('%s stands, twice as once', async (answer) => {
    await reply(guests, answer)
    expect(await reply(guests, answer, { now: later })).toEqual({ kind: 'kept' })
    expect(await read(guests)).toMatchObject({ status: answer, answeredAt: noon })
  })

  test('the first answer stands against the other one', async () => {
    await reply(guests, 'declined')
    await reply(guests, 'accepted', { now: later })
    expect(await read(guests)).toMatchObject({ status: 'declined', answeredAt: noon })
  })

  test('an answer that overtakes its showing counts as shown, and the late showing does not undo it', async () => {
    await reply(guests, 'declined')
    await reply(guests, 'shown', { now: later })
    expect(await read(guests)).toMatchObject({ status: 'declined', shownAt: noon })
  })

  test('two opposite answers at once leave one', async () => {
    await Promise.all(
      ['accepted', 'declined', 'accepted', 'declined'].map((each) => reply(guests, each as 'accepted')),
    )
    const kept = await read(guests)
    expect(['accepted', 'declined']).toContain(kept?.status)
    expect(kept?.answeredAt).toEqual(noon)
  })
})

describe('a reply is refused as if the offer were not there', () => {
  const notThere = { kind: 'refused', why: 'not-there' }

  test('for an id that nobody was given', async () => {
    expect(await reply(randomUUID(), 'declined')).toEqual(notThere)
  })

  test('for an offer of another shop', async () => {
    const answer = await inShopHot(otherShop, (db) =>
      answerOffer(db, { id: guests, answer: 'declined' }, { customerId: undefined, now: noon }),
    )
    expect(answer).toEqual(notThere)
    expect(await read(guests)).toMatchObject({ status: 'decided' })
  })

  test('for an offer of another customer, by a customer or a guest', async () => {
    expect(await reply(adas, 'declined', { customerId: customer(2) })).toEqual(notThere)
    expect(await reply(adas, 'declined')).toEqual(notThere)
    expect(await read(adas)).toMatchObject({ status: 'decided' })
    expect(await reply(adas, 'declined', { customerId: ada })).toEqual({ kind: 'kept' })
  })

  test('for a decision that offered nothing', async () => {
    expect(await reply(empty, 'shown')).toEqual(notThere)
  })
})

function reply(
  id: string,
  answer: 'shown' | 'accepted' | 'declined',
  { customerId, now = noon }: { customerId?: typeof ada; now?: Date } = {},
) {
  return inShopHot(shop, (db) => answerOffer(db, { id, answer }, { customerId, now }))
}

function read(id: string) {
  return inShop(shop, (db) => db.offer.findFirst({ where: { id } }))
}
