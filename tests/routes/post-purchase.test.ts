import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPostPurchaseDoor } from '../../app/doors/post-purchase.ts'
import { inShop } from '../../app/store/database.server.ts'
import { forgetOffersOf, rememberForgotten } from '../../app/store/redaction.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, product, variant, withPair, withProduct } from '../support/offers.ts'
import { claimsOf, inputData, signed } from '../support/tokens.ts'

const database = withDatabase()
const minuteMs = 60_000
const nowhere = '6f9d6f0e-2f55-4b1e-9d8e-0d8f7a6b5c4d'

let server: Server
let url: string
let now = noon

beforeAll(async () => {
  const keys = { apiKey: 'test-api-key', secrets: ['test-api-secret'] }
  const door = createPostPurchaseDoor({ ...keys, now: () => now, bodyWithinMs: 200 })
  server = createServer(door.handle)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((closed) => server.close(closed)))

let purchases = 0
/** A purchase of its own for each test: the throttle of the door outlives them. */
let reference = ''

beforeEach(async () => {
  now = noon
  purchases += 1
  reference = `ref-${purchases}`
  await emptyDatabase(database.url)
  for (const each of [shop, otherShop]) {
    await inShop(each, async (db) => {
      await withProduct(db, 1, { title: 'Chemex' })
      await withProduct(db, 2, {
        title: 'Filter papers',
        variants: [
          { title: 'Small', priceMinor: 950, inventory: 5 },
          { title: 'Large', priceMinor: 1501, inventory: 2 },
        ],
      })
      await withProduct(db, 3)
      await db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 300 } })
      await withPair(db, 1, 2, 37)
    })
  }
})

describe('the offer', () => {
  test('is what goes with the lines of the token, with its prices and reason, and is kept', async () => {
    const { status, json } = await ask('offer', { language: 'en' })
    expect(status).toBe(200)
    expect(json).toEqual({
      kind: 'offer',
      id: expect.any(String),
      productTitle: 'Filter papers',
      description: '',
      imageUrl: 'https://cdn.example/2.png',
      imageAlt: null,
      reason: {
        kind: 'bought-together',
        customers: 37,
        withProductId: product(1),
        withTitle: 'Chemex',
      },
      choices: [
        { variantId: variant(2), title: 'Small', imageUrl: null, price: eur('9.50'), wasPrice: eur('9.50') },
        {
          variantId: variant('201'),
          title: 'Large',
          imageUrl: null,
          price: eur('15.01'),
          wasPrice: eur('15.01'),
        },
      ],
      quantityMax: 5,
      percentOff: null,
      gift: null,
      turn: 1,
    })
    const kept = await inShop(shop, (db) => db.offer.findMany({ include: { items: true } }))
    expect(kept).toMatchObject([{ placement: 'post-purchase', reference, status: 'decided' }])
    expect(kept[0]?.items).toMatchObject([{ productId: product(2), variantId: variant(2) }])
  })

  test('is the same when asked again', async () => {
    const first = await ask('offer', { language: 'en' })
    expect((await ask('offer', { language: 'en' })).json).toEqual(first.json)
  })

  test('is the same for two who ask at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => ask('offer', { language: 'en' })))
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  })

  test('is none where nothing goes with the purchase', async () => {
    const bearer = await token({ products: [3] })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
  })

  test('is none in another currency than the shop’s, and the reason is kept', async () => {
    const bearer = await token({ presentment: 'USD' })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findMany())
    expect(kept).toMatchObject([{ reference, reason: { kind: 'nothing', why: 'foreign-currency' } }])
  })

  test('in another currency names no customer who was forgotten', async () => {
    const customerId = customer(7)
    await inShop(shop, (db) => rememberForgotten(db, [{ kind: 'customer', value: customerId }], noon))
    const bearer = await token({ presentment: 'USD', customerId })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findMany())
    expect(kept).toMatchObject([{ reference, customerId: null }])
  })

  test('is none where Shopify takes another currency for the shop’s than we know, and the reason is kept', async () => {
    const bearer = await token({ currency: 'JPY' })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findMany())
    expect(kept).toMatchObject([{ reference, reason: { kind: 'nothing', why: 'foreign-currency' } }])
  })

  test('holds no amount off in another currency than the shop’s', async () => {
    await withRule({ incentive: { kind: 'amount', minor: 500, currency: 'JPY' } })
    const { json } = await ask('offer', { language: 'en' })
    expect(json.choices[0]).toMatchObject({ price: eur('9.50'), wasPrice: eur('9.50') })
    expect(changesIn(await sign({ offerId: json.id }))).toEqual([
      { type: 'add_variant', variantId: 2, quantity: 1 },
    ])
  })

  test('holds no variant whose number a changeset cannot carry', async () => {
    await inShop(shop, (db) =>
      db.variant.update({
        where: { shopId_id: { shopId: shop, id: variant('201') } },
        data: { id: variant('9007199254740993') },
      }),
    )
    const { json } = await ask('offer', { language: 'en' })
    expect(json.choices.map(({ variantId }: { variantId: string }) => variantId)).toEqual([variant(2)])
  })
})

describe('a change', () => {
  test('is signed as Shopify takes it: for this purchase, for five minutes, with what was stored', async () => {
    const offerId = await offered({ incentive: { kind: 'percentage', percent: 10 } })
    const { json } = await sign({ offerId, quantity: 2, for: 'calculate' })
    expect(json.kind).toBe('signed')
    const { payload } = await jwtVerify(json.token, new TextEncoder().encode('test-api-secret'), {
      currentDate: now,
    })
    expect(payload).toEqual({
      iss: 'test-api-key',
      sub: reference,
      jti: expect.stringMatching(/^[\da-f-]{36}$/),
      iat: noon.getTime() / 1000,
      exp: noon.getTime() / 1000 + 300,
      changes: [
        {
          type: 'add_variant',
          variantId: 2,
          quantity: 2,
          discount: { value: 10, valueType: 'percentage', title: 'Offer after your order' },
        },
      ],
    })
  })

  test('takes an amount off one, whatever Shopify would apply it to', async () => {
    const offerId = await offered({
      incentive: { kind: 'amount', minor: 250, currency: 'EUR' },
      quantityMax: 1,
    })
    expect(changesIn(await sign({ offerId }))).toEqual([
      {
        type: 'add_variant',
        variantId: 2,
        quantity: 1,
        discount: { value: 2.5, valueType: 'fixed_amount', title: 'Offer after your order' },
      },
    ])
    expect((await sign({ offerId, quantity: 2 })).json).toEqual(refused('unknown'))
  })

  test('holds the gift of its rule for nothing, named to the buyer', async () => {
    await withRule({ incentive: gift })
    const { json } = await ask('offer', { language: 'en' })
    expect(json).toMatchObject({ gift: 'Product 3', percentOff: null })
    expect(json.choices[0]).toMatchObject({ price: eur('9.50'), wasPrice: eur('9.50') })
    const title = 'Offer after your order'
    expect(changesIn(await sign({ offerId: json.id, quantity: 2 }))).toEqual([
      { type: 'add_variant', variantId: 2, quantity: 2 },
      {
        type: 'add_variant',
        variantId: 3,
        quantity: 1,
        discount: { value: 100, valueType: 'percentage', title },
      },
    ])
  })

  test('with a gift that has sold out since is refused', async () => {
    await withRule({ incentive: gift })
    const { json } = await ask('offer', { language: 'en' })
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(3) }, data: { inventory: 0 } }))
    expect((await sign({ offerId: json.id, for: 'apply' })).json).toEqual(refused('sold-out'))
  })

  test('of one with the same for nothing needs two of it', async () => {
    await withRule({ incentive: { ...gift, productId: product(2), variantId: variant(2) } })
    const { json } = await ask('offer', { language: 'en' })
    await setVariant({ inventory: 1 })
    expect((await sign({ offerId: json.id })).json).toEqual(refused('sold-out'))
    await setVariant({ inventory: 2 })
    expect((await sign({ offerId: json.id })).json.kind).toBe('signed')
  })

  test('may be calculated many times, under the one name of this purchase', async () => {
    const offerId = await offered()
    const first = await sign({ offerId })
    now = new Date(noon.getTime() + minuteMs)
    const tokens = [first, await sign({ offerId, quantity: 2 })]
    const names = tokens.map(({ json }) => decodeJwt(json.token).jti)
    expect(new Set(names).size).toBe(1)
    const terms = await inShop(shop, (db) => db.purchaseTerms.findMany())
    expect(terms).toMatchObject([{ calculatedAt: noon, signedAt: null }])
  })

  test('is accepted once: again for the same the same token comes, any other is taken', async () => {
    const offerId = await offered()
    const first = await sign({ offerId, for: 'apply' })
    now = new Date(noon.getTime() + minuteMs)
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(first.json)
    for (const other of [{ quantity: 2 }, { variantId: variant('201') }])
      for (const each of ['apply', 'calculate'])
        expect((await sign({ offerId, for: each, ...other })).json).toEqual(refused('taken'))
    now = new Date(noon.getTime() + 5 * minuteMs)
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(refused('taken'))
  })

  test('of ten acceptances at once one is signed, whatever they choose', async () => {
    const offerId = await offered()
    const asked = Array.from({ length: 10 }, (_, at) =>
      sign({ offerId, for: 'apply', quantity: 1 + (at % 2) }),
    )
    const answers = await Promise.all(asked)
    const tokens = answers.flatMap(({ json }) => (json.kind === 'signed' ? [json.token] : []))
    expect(new Set(tokens).size).toBe(1)
    expect(answers.filter(({ json }) => json.why === 'taken')).toHaveLength(5)
  })

  test('is refused when it sold out since, or is on sale no more', async () => {
    const offerId = await offered()
    await setVariant({ inventory: 1 })
    expect((await sign({ offerId, quantity: 2, for: 'apply' })).json).toEqual(refused('sold-out'))
    expect((await sign({ offerId, quantity: 1 })).json.kind).toBe('signed')
    await setVariant({ inventory: 0 })
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(refused('sold-out'))
    await setVariant({ inventory: 0, isOversold: true })
    expect((await sign({ offerId })).json.kind).toBe('signed')
    await inShop(shop, (db) =>
      db.product.updateMany({ where: { id: product(2) }, data: { status: 'archived' } }),
    )
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(refused('sold-out'))
    const kept = await inShop(shop, (db) => db.purchaseTerms.findFirst())
    expect(kept?.signedAt).toBeNull()
  })

  test('is refused when the hour of the purchase is over, and after a decline', async () => {
    const offerId = await offered()
    now = new Date(noon.getTime() + 60 * minuteMs)
    const bearer = await token({}, now)
    expect((await sign({ offerId }, bearer)).json).toEqual(refused('late'))
    now = noon
    await ask('answer', { offerId, answer: 'declined' })
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(refused('late'))
  })

  test('of who was forgotten names their checkout no more, and nothing more is signed for it', async () => {
    const bearer = await token({ customerId: customer(7) })
    const { json } = await ask('offer', { language: 'en' }, bearer)
    await inShop(shop, (db) => forgetOffersOf(db, { customerIds: [customer(7)], orderIds: [] }))
    const [kept] = await inShop(shop, (db) => db.purchaseTerms.findMany())
    expect(JSON.stringify(kept)).not.toContain(reference)
    expect((await sign({ offerId: json.id }, bearer)).status).toBe(404)
  })

  test('an offer of another purchase or shop, and one that never was, look the same', async () => {
    const offerId = await offered()
    const others = [await token({ reference: `${reference}-other` }), await token({ domain: otherShop })]
    const body = { offerId, variantId: variant(2), quantity: 1, for: 'apply' }
    const answers = [
      ...(await Promise.all(others.map((bearer) => ask('sign', body, bearer)))),
      await ask('sign', { ...body, offerId: nowhere }),
    ]
    for (const answer of answers) expect([answer.status, answer.text]).toEqual([404, answers[2]?.text])
    const replies = await Promise.all(
      others.map((bearer) => ask('answer', { offerId, answer: 'declined' }, bearer)),
    )
    for (const { status } of replies) expect(status).toBe(404)
    const kept = await inShop(shop, (db) => db.offer.findFirst())
    expect(kept?.status).toBe('decided')
  })

  test('nothing that a request says gets a lower price, another product, or more than was stored', async () => {
    const offerId = await offered({ incentive: { kind: 'percentage', percent: 10 } })
    const terms = { variants: [2, 201], quantityMax: 5, percent: 10 }
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(variant(2), variant('201'), variant(1), variant(3), 2),
    )
    const field = (value: unknown) =>
      fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: anything })
    const bodies = fc.record(
      {
        offerId: field(offerId),
        variantId: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(variant(2), variant('201'), variant(1), variant('2 ')) },
          { weight: 1, arbitrary: anything },
        ),
        quantity: fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: -3, max: 9 }) },
          { weight: 1, arbitrary: fc.oneof(fc.double(), anything) },
        ),
        for: field('calculate'),
        changes: fc.constant([{ type: 'add_variant', variantId: 1, quantity: 99, discount: { value: 100 } }]),
        discount: fc.jsonValue(),
        percent: fc.integer(),
        price: fc.jsonValue(),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: ['offerId', 'variantId', 'quantity', 'for'] },
    )
    let signedTimes = 0
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const answer = await ask('sign', body, await token({}))
        expect([200, 400, 404, 429]).toContain(answer.status)
        if (answer.json.kind !== 'signed') return
        signedTimes += 1
        const claims = decodeJwt(answer.json.token)
        const [change, ...more] = claims.changes as [
          {
            type: string
            variantId: number
            quantity: number
            discount: { value: number; valueType: string }
          },
        ]
        expect(more).toEqual([])
        expect(change.type).toBe('add_variant')
        expect(terms.variants).toContain(change.variantId)
        expect(Number.isInteger(change.quantity) && change.quantity >= 1).toBe(true)
        expect(change.quantity).toBeLessThanOrEqual(terms.quantityMax)
        expect(change.discount).toMatchObject({ value: terms.percent, valueType: 'percentage' })
        expect(claims).toMatchObject({ sub: reference, iss: 'test-api-key' })
      }),
      { numRuns: 110, seed: 7 },
    )
    expect(signedTimes).toBeGreaterThan(5)
  })
})

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
    reference = `${reference}-later`
    await inShop(shop, (db) =>
      db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 300 } }),
    )
    const later = (await ask('offer', { language: 'en' })).json
    await costRises()
    for (const why of ['calculate', 'apply'])
      expect((await sign({ offerId: later.id, for: why })).json).toEqual(refused('changed'))
    const kept = await inShop(shop, (db) => db.purchaseTerms.findMany({ where: { reference } }))
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
      reference = `${reference}-${time}`
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

describe('the door', () => {
  test.each(['offer', 'sign', 'answer'])('%s is open to every origin and sets no cookie', async (path) => {
    const preflight = await fetch(`${url}/api/post-purchase/${path}`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
    const response = await fetch(`${url}/api/post-purchase/${path}`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('has nothing elsewhere and answers POST alone', async () => {
    expect((await ask('offers', {})).status).toBe(404)
    expect((await ask('constructor', {})).status).toBe(404)
    expect((await fetch(`${url}/api/post-purchase/offer`)).status).toBe(405)
  })

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no language', '{}'],
    ['a language that is none', '{"language":7}'],
  ])('refuses a body of %s', async (_, body) => {
    expect((await ask('offer', body)).status).toBe(400)
  })

  test('refuses 17 KB, and who asks without end', async () => {
    expect((await ask('offer', { language: 'x'.repeat(17_000) })).status).toBe(413)
    const statuses = new Set<number>()
    for (let times = 0; times < 125; times += 1) statuses.add((await ask('answer', {})).status)
    expect([...statuses]).toEqual([400, 429])
  })
})

interface Answered {
  status: number
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever was answered; each test says what it expects.
  json: any
}

async function ask(path: string, body: unknown, bearer?: string): Promise<Answered> {
  const response = await fetch(`${url}/api/post-purchase/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer ?? (await token({}))}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, text, json: JSON.parse(text || 'null') }
}

function token(change: Parameters<typeof inputData>[0], at = noon): Promise<string> {
  const input = { reference, ...change }
  const claims = { ...claimsOf('post-purchase', at), exp: undefined }
  return signed({ ...claims, sub: input.reference, input_data: inputData(input) })
}

function sign(change: Record<string, unknown>, bearer?: string): Promise<Answered> {
  return ask('sign', { variantId: variant(2), quantity: 1, for: 'calculate', ...change }, bearer)
}

/** An offer of product 2 for this purchase, with these terms. */
async function offered(terms: Record<string, unknown> = {}): Promise<string> {
  const { json } = await ask('offer', { language: 'en' })
  await inShop(shop, async (db) => {
    const kept = await db.purchaseTerms.findFirstOrThrow()
    await db.purchaseTerms.updateMany({ data: { terms: asJson({ ...Object(kept.terms), ...terms }) } })
  })
  return json.id
}

const gift = { kind: 'gift', productId: product(3), variantId: variant(3), title: 'Product 3' }

/** A rule that offers product 2 on this page. */
async function withRule(change: object): Promise<void> {
  await inShop(shop, async (db) => {
    await db.variant.updateMany({ data: { costMinor: 300 } })
    const definition = asJson({
      placements: ['post-purchase'],
      when: { kind: 'group', join: 'all', of: [] },
      result: { kind: 'products', productIds: [product(2)] },
      headings: {},
      itemsMax: 1,
      ...change,
    })
    const times = { createdAt: noon, updatedAt: noon }
    await db.rule.create({
      data: { id: 'rule-1', position: 1, status: 'on', name: 'A rule', definition, ...times },
    })
  })
}

/** As if a rule with this second offer had decided. */
async function withSecond(offerId: string, incentive: object): Promise<void> {
  await inShop(shop, async (db) => {
    const definition = asJson({ second: { incentive } })
    const times = { createdAt: noon, updatedAt: noon }
    await db.rule.create({
      data: { id: 'rule-1', position: 1, status: 'on', name: 'A rule', definition, ...times },
    })
    await db.offer.updateMany({ where: { id: offerId }, data: { ruleId: 'rule-1', ruleVersion: 1 } })
  })
}

async function setVariant(data: { inventory: number; isOversold?: boolean }): Promise<void> {
  await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data }))
}

function asJson(value: object): Record<string, never> {
  return JSON.parse(JSON.stringify(value))
}

function eur(amount: string) {
  return { amount, currency: 'EUR' }
}

function refused(why: string) {
  return { kind: 'refused', why }
}

function changesIn({ json }: Answered): unknown {
  return decodeJwt(json.token).changes
}
