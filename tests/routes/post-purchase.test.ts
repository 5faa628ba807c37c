import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { rememberForgotten } from '../../app/store/redaction.server.ts'
import { noon, shop } from '../support/database.ts'
import { customer, product, variant } from '../support/offers.ts'
import {
  ask,
  changesIn,
  eur,
  page,
  sign,
  token,
  withPurchasePage,
  withRule,
} from '../support/purchase-page.ts'

withPurchasePage()

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
    expect(kept).toMatchObject([{ placement: 'post-purchase', reference: page.reference, status: 'decided' }])
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
    expect(kept).toMatchObject([
      { reference: page.reference, reason: { kind: 'nothing', why: 'foreign-currency' } },
    ])
  })

  test('in another currency names no customer who was forgotten', async () => {
    const customerId = customer(7)
    await inShop(shop, (db) => rememberForgotten(db, [{ kind: 'customer', value: customerId }], noon))
    const bearer = await token({ presentment: 'USD', customerId })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findMany())
    expect(kept).toMatchObject([{ reference: page.reference, customerId: null }])
  })

  test('is none where Shopify takes another currency for the shop’s than we know, and the reason is kept', async () => {
    const bearer = await token({ currency: 'JPY' })
    expect((await ask('offer', { language: 'en' }, bearer)).json).toEqual({ kind: 'nothing' })
    const kept = await inShop(shop, (db) => db.offer.findMany())
    expect(kept).toMatchObject([
      { reference: page.reference, reason: { kind: 'nothing', why: 'foreign-currency' } },
    ])
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
    expect(json.choices.map(({ variantId }) => variantId)).toEqual([variant(2)])
  })
})

describe('the door', () => {
  test.each(['offer', 'sign', 'answer'])('%s is open to every origin and sets no cookie', async (path) => {
    const preflight = await fetch(`${page.url}/api/post-purchase/${path}`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
    const response = await fetch(`${page.url}/api/post-purchase/${path}`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('has nothing elsewhere and answers POST alone', async () => {
    expect((await ask('offers', {})).status).toBe(404)
    expect((await ask('constructor', {})).status).toBe(404)
    expect((await fetch(`${page.url}/api/post-purchase/offer`)).status).toBe(405)
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
