import { describe, expect, test } from 'vitest'
import { offersDecided } from '../../app/platform/metrics.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { ada, asked, door, post, stored, token, withOfferDoor } from '../support/offer-door.ts'
import { order, product, variant } from '../support/offers.ts'

withOfferDoor()

describe('the offer door', () => {
  test('answers a customer with their offer and keeps it', async () => {
    const answer = await post('/api/offer', asked, await token({ sub: ada }))
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({
      kind: 'offer',
      items: [{ productId: product(2), variantId: variant(2) }],
    })
    expect(await stored(answer.json.id)).toMatchObject({
      customerId: ada,
      orderId: order(100),
      status: 'decided',
    })
  })

  test('answers in one piece, and says how long it is', async () => {
    const answer = await post('/api/offer', asked, await token({ sub: ada }))
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)))
    expect(answer.headers.get('transfer-encoding')).toBeNull()
  })

  test('takes the order id of a thank-you page that says OrderIdentity', async () => {
    const body = { ...asked, orderId: 'gid://shopify/OrderIdentity/100' }
    const answer = await post('/api/offer', body, await token({ sub: ada }))
    expect(await stored(answer.json.id)).toMatchObject({ key: `order/${order(100)}` })
  })

  test('keeps a reply, twice as once', async () => {
    const bearer = await token({ sub: ada })
    const { json } = await post('/api/offer', asked, bearer)
    const first = await post('/api/offer/answer', { id: json.id, answer: 'declined' }, bearer)
    const second = await post('/api/offer/answer', { id: json.id, answer: 'declined' }, bearer)
    expect([first.status, first.text]).toEqual([200, '{"kind":"kept"}'])
    expect([second.status, second.text]).toEqual([first.status, first.text])
    expect(await stored(json.id)).toMatchObject({ status: 'declined', answeredAt: noon })
  })

  test('keeps which item was accepted, and refuses one that sold out kindly', async () => {
    const bearer = await token({ sub: ada })
    const { json } = await post('/api/offer', asked, bearer)
    const accept = { id: json.id, answer: 'accepted', itemId: json.items[0].id, quantity: 2 }
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data: { inventory: 0 } }))
    const refused = await post('/api/offer/answer', accept, bearer)
    expect([refused.status, refused.text]).toEqual([409, '{"kind":"refused","why":"sold-out"}'])
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data: { inventory: 9 } }))
    expect((await post('/api/offer/answer', accept, bearer)).status).toBe(200)
    expect(await stored(json.id)).toMatchObject({ status: 'accepted' })
  })

  test('takes no order in checkout, where there is none yet, and no checkout after it', async () => {
    const inCheckout = { ...asked, placement: 'checkout', checkoutToken: 'c1' }
    const first = await post('/api/offer', inCheckout, await token({ sub: ada }))
    expect(await stored(first.json.id)).toMatchObject({ orderId: null, reference: 'c1' })
    const after = await post('/api/offer', { ...asked, checkoutToken: 'c1' }, await token({ sub: ada }))
    expect(await stored(after.json.id)).toMatchObject({ orderId: order(100), reference: null })
  })

  test('answers a checkout, which has no order yet, the same again whatever was added to the cart', async () => {
    const inCheckout = { placement: 'checkout', checkoutToken: 'c1-a', productIds: [product(1)] }
    const first = await post('/api/offer', inCheckout, await token({}))
    const more = { ...inCheckout, productIds: [product(1), product(7)] }
    expect(first.json.items).toHaveLength(1)
    expect(await stored(first.json.id)).toMatchObject({ orderId: null, reference: 'c1-a' })
    expect((await post('/api/offer', more, await token({}))).json).toEqual(first.json)
    const other = await post('/api/offer', { ...inCheckout, checkoutToken: 'c2' }, await token({}))
    expect(other.json.id).not.toBe(first.json.id)
  })

  test('counts what it decided', async () => {
    const count = async (outcome: string) =>
      (await offersDecided.get()).values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
    const before = [await count('offered'), await count('nothing'), await count('refused')]
    await post('/api/offer', asked, await token({}))
    await post('/api/offer', { ...asked, productIds: [product(77)] }, await token({}))
    await post('/api/offer', asked)
    expect([await count('offered'), await count('nothing'), await count('refused')]).toEqual(
      before.map((value) => value + 1),
    )
  })

  test('has nothing at any other address', async () => {
    for (const path of ['/api/offers', '/api/offer/', '/api/offer/answer/x', '/api/offer/constructor']) {
      const answer = await post(path, asked, await token({}))
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})

describe('any page may call the door, because no cookie opens it', () => {
  test('a preflight is answered with what the extension sends', async () => {
    const answer = await fetch(`${door.url}/api/offer`, { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test.each([
    ['an offer', asked, true],
    ['a refused body', {}, true],
    ['a missing token', asked, false],
  ])('%s is open to every origin, is kept by no cache and sets no cookie', async (_, body, hasToken) => {
    const { headers } = await post('/api/offer', body, hasToken ? await token({}) : undefined)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('set-cookie')).toBeNull()
  })
})
