import fc from 'fast-check'
import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { forgetOffersOf } from '../../app/store/redaction.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, product, variant } from '../support/offers.ts'
import {
  ask,
  changesIn,
  eur,
  gift,
  offered,
  page,
  refused,
  setVariant,
  sign,
  token,
  withPurchasePage,
  withRule,
} from '../support/purchase-page.ts'

withPurchasePage()
const minuteMs = 60_000
const nowhere = '6f9d6f0e-2f55-4b1e-9d8e-0d8f7a6b5c4d'

describe('a change', () => {
  test('is signed as Shopify takes it: for this purchase, for five minutes, with what was stored', async () => {
    const offerId = await offered({ incentive: { kind: 'percentage', percent: 10 } })
    const { json } = await sign({ offerId, quantity: 2, for: 'calculate' })
    expect(json.kind).toBe('signed')
    const { payload } = await jwtVerify(json.token, new TextEncoder().encode('test-api-secret'), {
      currentDate: page.now,
    })
    expect(payload).toEqual({
      iss: 'test-api-key',
      sub: page.reference,
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
    page.now = new Date(noon.getTime() + minuteMs)
    const tokens = [first, await sign({ offerId, quantity: 2 })]
    const names = tokens.map(({ json }) => decodeJwt(json.token).jti)
    expect(new Set(names).size).toBe(1)
    const terms = await inShop(shop, (db) => db.purchaseTerms.findMany())
    expect(terms).toMatchObject([{ calculatedAt: noon, signedAt: null }])
  })

  test('is accepted once: again for the same the same token comes, any other is taken', async () => {
    const offerId = await offered()
    const first = await sign({ offerId, for: 'apply' })
    page.now = new Date(noon.getTime() + minuteMs)
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(first.json)
    for (const other of [{ quantity: 2 }, { variantId: variant('201') }])
      for (const each of ['apply', 'calculate'])
        expect((await sign({ offerId, for: each, ...other })).json).toEqual(refused('taken'))
    page.now = new Date(noon.getTime() + 5 * minuteMs)
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
    page.now = new Date(noon.getTime() + 60 * minuteMs)
    const bearer = await token({}, page.now)
    expect((await sign({ offerId }, bearer)).json).toEqual(refused('late'))
    page.now = noon
    await ask('answer', { offerId, answer: 'declined' })
    expect((await sign({ offerId, for: 'apply' })).json).toEqual(refused('late'))
  })

  test('of who was forgotten names their checkout no more, and nothing more is signed for it', async () => {
    const bearer = await token({ customerId: customer(7) })
    const { json } = await ask('offer', { language: 'en' }, bearer)
    await inShop(shop, (db) => forgetOffersOf(db, { customerIds: [customer(7)], orderIds: [] }))
    const [kept] = await inShop(shop, (db) => db.purchaseTerms.findMany())
    expect(JSON.stringify(kept)).not.toContain(page.reference)
    expect((await sign({ offerId: json.id }, bearer)).status).toBe(404)
  })

  test('an offer of another purchase or shop, and one that never was, look the same', async () => {
    const offerId = await offered()
    const others = [await token({ reference: `${page.reference}-other` }), await token({ domain: otherShop })]
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
        expect(claims).toMatchObject({ sub: page.reference, iss: 'test-api-key' })
      }),
      { numRuns: 110, seed: 7 },
    )
    expect(signedTimes).toBeGreaterThan(5)
  })
})
