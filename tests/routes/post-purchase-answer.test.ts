import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { product, variant } from '../support/offers.ts'
import {
  ask,
  changesIn,
  eur,
  gift,
  offered,
  page,
  refused,
  sign,
  withPurchasePage,
  withRule,
  withSecond,
} from '../support/purchase-page.ts'

withPurchasePage()

describe('the margin floor', () => {
  const half = { kind: 'percentage', percent: 50 }
  const precious = variant('299')
  const costRises = () =>
    inShop(shop, (db) =>
      db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 900 } }),
    )

  test('is held again when an offer is repeated: it goes on at its usual price', async () => {
    await withRule({ incentive: half })
    expect((await ask('offer', { language: 'en' })).json).toMatchObject({ percentOff: 50 })
    await costRises()
    const { json } = await ask('offer', { language: 'en' })
    expect(json).toMatchObject({ percentOff: null, choices: [{ price: eur('9.50') }, {}] })
    expect(changesIn(await sign({ offerId: json.id, for: 'apply' }))).toEqual([
      { type: 'add_variant', variantId: 2, quantity: 1 },
    ])
    expect(await inShop(shop, (db) => db.offerItem.findMany())).toMatchObject([{ incentive: null }])
  })

  test('is held again when a change is signed, and what was signed before is signed once more', async () => {
    await withRule({ incentive: half })
    const { json } = await ask('offer', { language: 'en' })
    const small = { offerId: json.id, for: 'apply' }
    const signed = await sign(small)
    await costRises()
    expect((await sign(small)).text).toBe(signed.text)
    page.reference = `${page.reference}-later`
    await inShop(shop, (db) =>
      db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 300 } }),
    )
    const later = (await ask('offer', { language: 'en' })).json
    await costRises()
    for (const why of ['calculate', 'apply'])
      expect((await sign({ offerId: later.id, for: why })).json).toEqual(refused('changed'))
    const kept = await inShop(shop, (db) =>
      db.purchaseTerms.findMany({ where: { reference: page.reference } }),
    )
    expect(kept).toMatchObject([{ signedAt: null }])
  })

  test('is held with the price and cost of the very variant that is signed', async () => {
    await withRule({ incentive: half })
    const { json } = await ask('offer', { language: 'en' })
    await inShop(shop, (db) =>
      db.variant.updateMany({ where: { id: variant('201') }, data: { costMinor: 1_400 } }),
    )
    const large = { offerId: json.id, variantId: variant('201') }
    expect((await sign(large)).json).toEqual(refused('changed'))
    expect((await sign({ offerId: json.id })).json.kind).toBe('signed')
  })

  test('is held for a variant that was sold out when the offer was made', async () => {
    await withRule({ incentive: half })
    await inShop(shop, (db) =>
      db.variant.create({
        data: {
          id: precious,
          productId: product(2),
          title: 'Precious',
          priceMinor: 5_000,
          costMinor: 4_900,
          position: 3,
          updatedAt: noon,
          inventory: 0,
        },
      }),
    )
    const first = (await ask('offer', { language: 'en' })).json
    expect(first).toMatchObject({ percentOff: 50 })
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: precious }, data: { inventory: 5 } }))
    const { json } = await ask('offer', { language: 'en' })
    expect(json).toMatchObject({ id: first.id, percentOff: null })
    expect(changesIn(await sign({ offerId: json.id, variantId: precious, quantity: 5 }))).toEqual([
      { type: 'add_variant', variantId: 299, quantity: 5 },
    ])
  })

  test('is held with the cost that a gift has now', async () => {
    await withRule({ incentive: gift })
    const { json } = await ask('offer', { language: 'en' })
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(3) }, data: { costMinor: 900 } }))
    expect((await sign({ offerId: json.id })).json).toEqual(refused('changed'))
  })

  test('is held for the second offer too, repeated or signed', async () => {
    await withRule({ incentive: { kind: 'none' }, second: { incentive: half } })
    const first = (await ask('offer', { language: 'en' })).json
    const decline = { offerId: first.id, answer: 'declined' }
    const second = (await ask('answer', decline)).json
    expect(second).toMatchObject({ turn: 2, percentOff: 50 })
    await costRises()
    expect((await sign({ offerId: second.id, for: 'apply' })).json).toEqual(refused('changed'))
    expect((await ask('answer', decline)).json).toEqual({ kind: 'nothing' })
  })
})

describe('an answer', () => {
  test('is kept once: the first accept or decline stands', async () => {
    const offerId = await offered()
    const say = async (answer: string) => (await ask('answer', { offerId, answer })).json
    expect(await say('shown')).toEqual({ kind: 'nothing' })
    await sign({ offerId, for: 'apply' })
    for (const answer of ['accepted', 'accepted', 'declined', 'shown'])
      expect(await say(answer)).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findFirst({ include: { items: true } }))
    expect(kept).toMatchObject({ status: 'accepted', shownAt: noon, answeredAt: noon })
    expect(kept?.items).toMatchObject([
      { status: 'accepted', takenVariantId: variant(2), takenQuantity: 1, boughtOrderId: null },
    ])
  })

  test('a decline counts no more once an acceptance was signed, and brings no second offer', async () => {
    await withRule({
      incentive: { kind: 'none' },
      second: { incentive: { kind: 'percentage', percent: 20 } },
    })
    const offerId = (await ask('offer', { language: 'en' })).json.id
    await sign({ offerId, for: 'apply' })
    expect((await ask('answer', { offerId, answer: 'declined' })).json).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findMany({ include: { items: true } }))
    expect(kept).toMatchObject([{ status: 'shown', answeredAt: null, items: [{ status: 'shown' }] }])
    await ask('answer', { offerId, answer: 'accepted' })
    expect(await inShop(shop, (db) => db.offer.findFirst())).toMatchObject({ status: 'accepted' })
  })

  test('of an acceptance and a decline at once one counts', async () => {
    await withRule({
      incentive: { kind: 'none' },
      second: { incentive: { kind: 'percentage', percent: 20 } },
    })
    for (let time = 0; time < 10; time += 1) {
      page.reference = `${page.reference}-${time}`
      const offerId = (await ask('offer', { language: 'en' })).json.id
      const [signed, declined] = await Promise.all([
        sign({ offerId, for: 'apply' }),
        ask('answer', { offerId, answer: 'declined' }),
      ])
      const counted = [signed.json.kind === 'signed', declined.json.kind === 'offer']
      expect(counted.filter(Boolean)).toHaveLength(1)
    }
  })

  test('that it was accepted needs a signed acceptance', async () => {
    const offerId = await offered()
    expect((await ask('answer', { offerId, answer: 'accepted' })).status).toBe(404)
    expect(await inShop(shop, (db) => db.offer.findFirst())).toMatchObject({ status: 'decided' })
  })

  test('after an answer nothing more is offered with the purchase', async () => {
    const offerId = await offered()
    await ask('answer', { offerId, answer: 'declined' })
    expect((await ask('offer', { language: 'en' })).json).toEqual({ kind: 'nothing' })
  })

  test('a decline brings the gentler second offer of its rule, twice as once, and there is no third', async () => {
    const offerId = await offered()
    await withSecond(offerId, { kind: 'percentage', percent: 20 })
    const first = await ask('answer', { offerId, answer: 'declined' })
    expect(first.json).toMatchObject({
      kind: 'offer',
      turn: 2,
      percentOff: 20,
      productTitle: 'Filter papers',
    })
    expect(first.json.choices[0]).toMatchObject({ price: eur('7.60'), wasPrice: eur('9.50') })
    expect((await ask('answer', { offerId, answer: 'declined' })).json).toEqual(first.json)
    const second = first.json.id
    expect(changesIn(await sign({ offerId: second }))).toMatchObject([{ discount: { value: 20 } }])
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(refused('late'))
    expect((await ask('answer', { offerId: second, answer: 'declined' })).json).toEqual({ kind: 'nothing' })
    expect((await ask('answer', { offerId, answer: 'declined' })).json).toEqual({ kind: 'nothing' })
    expect(await inShop(shop, (db) => db.offer.count())).toBe(2)
  })

  test('the gentler second offer may be a gift, as long as there is one to give', async () => {
    await inShop(shop, (db) => db.variant.updateMany({ data: { costMinor: 300 } }))
    const offerId = await offered()
    await withSecond(offerId, gift)
    const { json } = await ask('answer', { offerId, answer: 'declined' })
    expect(json).toMatchObject({ turn: 2, gift: 'Product 3' })
    expect(changesIn(await sign({ offerId: json.id }))).toMatchObject([
      {},
      { variantId: 3, discount: { value: 100 } },
    ])
  })

  test('a gift that has sold out is no second offer', async () => {
    await inShop(shop, (db) => db.variant.updateMany({ data: { costMinor: 300 } }))
    const offerId = await offered()
    await withSecond(offerId, gift)
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(3) }, data: { inventory: 0 } }))
    expect((await ask('answer', { offerId, answer: 'declined' })).json).toEqual({ kind: 'nothing' })
  })

  test('a gift that is no longer on sale is no second offer', async () => {
    await inShop(shop, (db) => db.variant.updateMany({ data: { costMinor: 300 } }))
    const offerId = await offered()
    await withSecond(offerId, gift)
    await inShop(shop, (db) =>
      db.product.updateMany({ where: { id: product(3) }, data: { publishedAt: null } }),
    )
    expect((await ask('answer', { offerId, answer: 'declined' })).json).toEqual({ kind: 'nothing' })
  })

  test('two declines at once make one second offer', async () => {
    const offerId = await offered()
    await withSecond(offerId, { kind: 'percentage', percent: 20 })
    const answers = await Promise.all([1, 2, 3].map(() => ask('answer', { offerId, answer: 'declined' })))
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  })

  test('both offers of a purchase carry one name, so that Shopify applies one of them', async () => {
    const offerId = await offered()
    await withSecond(offerId, { kind: 'percentage', percent: 20 })
    const first = await sign({ offerId })
    const { json } = await ask('answer', { offerId, answer: 'declined' })
    const second = await sign({ offerId: json.id, for: 'apply' })
    expect(decodeJwt(second.json.token).jti).toBe(decodeJwt(first.json.token).jti)
  })

  test.each([
    ['has nothing to give', { kind: 'none' }],
    ['would cost more than the margin allows', { kind: 'percentage', percent: 90 }],
  ])('a decline brings none where the rule %s', async (_, incentive) => {
    const offerId = await offered()
    await withSecond(offerId, incentive)
    expect((await ask('answer', { offerId, answer: 'declined' })).json).toEqual({ kind: 'nothing' })
  })
})
