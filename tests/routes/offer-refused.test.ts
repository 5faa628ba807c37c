import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { otherShop, shop } from '../support/database.ts'
import { ada, asked, bob, door, post, stored, token, withOfferDoor } from '../support/offer-door.ts'
import { customer, order, product, withPair } from '../support/offers.ts'

withOfferDoor()

describe('a request is refused', () => {
  test.each([
    ['without a token', async () => undefined],
    ['with a token signed by somebody else', () => token({ secret: 'another-secret' })],
    ['with a token for another app', () => token({ aud: 'another-app' })],
    ['with a token that has run out', () => token({ secondsOld: 600 })],
    ['with a token of the admin', () => token({ iss: `https://${shop}/admin`, sub: '42', sid: 'x' })],
    ['with a token whose subject is no customer', () => token({ sub: 'gid://shopify/Order/1' })],
    ['with a token that names no shop', () => token({ dest: 'https://evil.example' })],
  ])('%s, in the same words', async (_, make) => {
    for (const path of ['/api/offer', '/api/offer/answer']) {
      const { status, text } = await post(path, asked, await make())
      expect([status, text]).toEqual([401, '{"error":"A session token of this app is needed as bearer."}'])
    }
  })

  test.each([
    ['placement', { ...asked, placement: 'post-purchase' }],
    ['orderId', { placement: 'order-status', productIds: [product(1)] }],
    ['checkoutToken', { ...asked, placement: 'checkout', checkoutToken: "'; drop" }],
    ['leftOutIds.0', { ...asked, leftOutIds: ['gid://shopify/Order/1'] }],
    ['leftOutIds', { ...asked, leftOutIds: Array.from({ length: 101 }, (_, at) => product(at)) }],
    ['country', { ...asked, country: 'Germany' }],
    ['currency', { ...asked, currency: 'eur' }],
    ['language', { ...asked, language: '<b>' }],
    ['orderId', { ...asked, orderId: 'gid://shopify/Order/1; drop table' }],
    ['orderId', { ...asked, orderId: 100 }],
    ['orderId', { ...asked, orderId: `gid://shopify/Order/1${'0'.repeat(30)}` }],
    ['productIds', { ...asked, productIds: [] }],
    ['productIds', { ...asked, productIds: Array.from({ length: 101 }, (_, at) => product(at)) }],
    ['productIds.1', { ...asked, productIds: [product(1), 'gid://shopify/Product/\u0000'] }],
    ['productIds', { ...asked, productIds: { length: 1 } }],
  ])('that does not fit at %s, by name', async (field, body) => {
    const { status, json } = await post('/api/offer', body, await token({}))
    expect(status).toBe(400)
    expect(json.field).toBe(field)
    expect(json.error).toMatch(new RegExp(`^${field}: \\S`))
  })

  test.each([
    ['id', { id: 'x', answer: 'shown' }],
    ['answer', { id: randomUUID(), answer: 'maybe' }],
    ['itemId', { id: randomUUID(), answer: 'accepted' }],
    ['itemId', { id: randomUUID(), answer: 'disliked' }],
    ['quantity', { id: randomUUID(), answer: 'accepted', itemId: 'x', quantity: 11 }],
    ['quantity', { id: randomUUID(), answer: 'accepted', itemId: 'x', quantity: 0 }],
    ['variantId', { id: randomUUID(), answer: 'accepted', itemId: 'x', variantId: product(1) }],
    ['itemId', { id: randomUUID(), answer: 'accepted', itemId: '\u0000' }],
    ['days', { id: randomUUID(), answer: 'postponed', itemId: 'x' }],
    ['days', { id: randomUUID(), answer: 'postponed', itemId: 'x', days: 13 }],
  ])('as a reply that does not fit at %s', async (field, body) => {
    const { status, json } = await post('/api/offer/answer', body, await token({}))
    expect([status, json.field]).toEqual([400, field])
  })

  test.each([
    ['empty', ''],
    ['not JSON', '{"placement":'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['deep', '['.repeat(8_000) + ']'.repeat(8_000)],
    ['a lone surrogate', '{"placement":"\\ud800","orderId":"\\u0000","productIds":["\\udfff"]}'],
    ['polluting', '{"__proto__":{"placement":"thank-you"},"constructor":{"prototype":{"polluted":true}}}'],
  ])('when its body is %s, as bad input and never as our fault', async (_, body) => {
    for (const path of ['/api/offer', '/api/offer/answer']) {
      expect((await post(path, body, await token({}))).status).toBe(400)
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('when its body is too large, said beforehand or not', async () => {
    const body = JSON.stringify({ ...asked, more: 'x'.repeat(20_000) })
    expect((await post('/api/offer', body, await token({}))).status).toBe(413)
    expect(await stream([body.slice(0, 10_000), body.slice(10_000)], await token({}))).toBe(413)
  })

  test('when its body does not come', async () => {
    expect(await stream(['{"placement":'], await token({}), { ends: false })).toBe(408)
  })

  test('unless it is a POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await fetch(`${door.url}/api/offer`, { method })).status).toBe(405)
    }
  })

  test('when one token asks as often as no page does', async () => {
    const bearer = await token({ sub: customer(77) })
    const statuses: number[] = []
    for (let asks = 0; asks < 61; asks += 1) statuses.push((await post('/api/offer', '{}', bearer)).status)
    expect(statuses.slice(0, 60).every((status) => status === 400)).toBe(true)
    expect(statuses[60]).toBe(429)
    // The last character of a signature has two bits that mean nothing: four spellings of one token are one token.
    const spellings = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = spellings.indexOf(bearer.at(-1) ?? '')
    for (let bits = 0; bits < 4; bits += 1) {
      const spelled = bearer.slice(0, -1) + spellings[(last & ~3) + bits]
      expect((await post('/api/offer', '{}', spelled)).status).toBe(429)
    }
  })
})

describe('an id that is not the asker’s own gets the same bytes as one that is not there', () => {
  const missing = order(4040)

  // Every asker by every id they could name; the offers differ only in the random id each of them is given.
  test.each([
    ['a guest, the order of a customer', {}, order(100)],
    ['a customer, the order of another', { sub: customer(3) }, order(100)],
    ['a customer, the order of another shop', { sub: ada }, order(900)],
    [
      'a customer of another shop, an order of this one',
      { sub: ada, dest: `https://${otherShop}` },
      order(100),
    ],
    ['a guest of another shop, an order of this one', { dest: `https://${otherShop}` }, order(200)],
  ])('%s', async (_, claims, foreign) => {
    const [theirs, none] = [
      await post('/api/offer', { ...asked, orderId: foreign }, await token(claims)),
      await post('/api/offer', { ...asked, orderId: missing }, await token(claims)),
    ]
    expect(theirs.status).toBe(none.status)
    expect(blank(theirs)).toEqual(blank(none))
    expect(theirs.json.kind).toBe('offer')
  })

  test('products of another shop', async () => {
    await inShop(otherShop, (db) => withPair(db, 51, 52, 90))
    const foreign = await post('/api/offer', { ...asked, productIds: [product(51)] }, await token({}))
    const none = await post('/api/offer', { ...asked, productIds: [product(4040)] }, await token({}))
    expect([foreign.status, foreign.text]).toEqual([none.status, none.text])
  })

  test('offers, to whoever they do not belong', async () => {
    const { json } = await post('/api/offer', asked, await token({ sub: ada }))
    const none = await post(
      '/api/offer/answer',
      { id: randomUUID(), answer: 'declined' },
      await token({ sub: ada }),
    )
    expect(none.status).toBe(404)
    const strangers = [
      {},
      { sub: bob },
      { sub: ada, dest: `https://${otherShop}` },
      { dest: `https://${otherShop}` },
    ]
    for (const claims of strangers) {
      const theirs = await post('/api/offer/answer', { id: json.id, answer: 'declined' }, await token(claims))
      expect([theirs.status, theirs.text]).toEqual([none.status, none.text])
    }
    expect(await stored(json.id)).toMatchObject({ status: 'decided' })
  })
})

/** The status of a body sent piece by piece, without saying its length. */
function stream(pieces: string[], bearer: string, { ends = true } = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${door.url}/api/offer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
    })
    sent.on('response', (response) => {
      resolve(response.statusCode)
      response.resume()
    })
    sent.on('error', reject)
    for (const piece of pieces) sent.write(piece)
    if (ends) sent.end()
  })
}

function blank({ text, json }: { text: string; json: { id?: string; items?: { id: string }[] } }) {
  const ids = [json.id ?? '', ...(json.items ?? []).map(({ id }) => id)]
  return ids.reduce((left, id) => left.replace(id, ''), text)
}
