import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { deliver, now, offered, stamp, withGoodsToOffer } from '../support/attributed.ts'
import { noon, shop } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

withGoodsToOffer()

describe('an accepted offer', () => {
  test('counts when the paid order arrives, and the same order again changes nothing', async () => {
    await offered({ item: 'a' })
    expect(await now()).toEqual([{ id: 'a', order: null, quantity: null, net: null, cost: null }])
    const line = aLine(2, { quantity: 2, current_quantity: 2, discount_allocations: [{ amount: '1.50' }] })
    const order = anOrderPayload({ line_items: [aLine(1), line] })
    await deliver(order)
    const once = await now()
    expect(once).toEqual([{ id: 'a', order: 'gid://shopify/Order/1', quantity: 2, net: 1850, cost: 800 }])
    await deliver(order, order)
    expect(await now()).toEqual(once)
  })

  test('does not count while the order is not paid, and counts once it is', async () => {
    await offered({ item: 'a' })
    await deliver(anOrderPayload({ financial_status: 'pending' }))
    expect(await now()).toMatchObject([{ order: null }])
    await deliver(anOrderPayload({ updated_at: stamp(5) }))
    expect(await now()).toMatchObject([{ quantity: 1, net: 1000 }])
  })

  test('is taken back to the unit by refunds, and wholly by a cancellation', async () => {
    await offered({ item: 'a' })
    const version = (left: number, minutes: number, more = {}) =>
      anOrderPayload({
        line_items: [aLine(2, { quantity: 3, current_quantity: left })],
        updated_at: stamp(minutes),
        ...more,
      })
    await deliver(version(3, 0))
    expect(await now()).toMatchObject([{ quantity: 3, net: 3000, cost: 1200 }])
    await deliver(version(1, 1, { financial_status: 'partially_refunded' }))
    expect(await now()).toMatchObject([{ quantity: 1, net: 1000, cost: 400 }])
    await deliver(version(1, 2, { financial_status: 'refunded', cancelled_at: stamp(2) }))
    expect(await now()).toMatchObject([{ quantity: 0, net: 0, cost: 0 }])
  })

  test('on the post-purchase page counts on the same order, once the edit brings the line', async () => {
    await offered({ item: 'a', placement: 'post-purchase', at: new Date(noon.getTime() + 120_000) })
    await deliver(anOrderPayload({ line_items: [aLine(1)] }))
    expect(await now()).toMatchObject([{ order: null }])
    await deliver(anOrderPayload({ updated_at: stamp(3) }))
    expect(await now()).toMatchObject([{ quantity: 1, net: 1000 }])
  })

  test('by a guest counts with the order of the same checkout, and with no other', async () => {
    const ofGuest = {
      placement: 'post-purchase',
      customerId: undefined,
      at: new Date(noon.getTime() + 120_000),
    }
    await offered({ item: 'a', reference: 'checkout-1', ...ofGuest })
    await deliver(anOrderPayload({ id: 5, customer: null, checkout_token: 'checkout-2' }))
    expect(await now()).toMatchObject([{ order: null }])
    const order = { customer: null, checkout_token: 'checkout-1' }
    await deliver(anOrderPayload({ ...order, line_items: [aLine(1)] }))
    expect(await now()).toMatchObject([{ order: null }])
    await deliver(anOrderPayload({ ...order, updated_at: stamp(3) }))
    expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', quantity: 1, net: 1000 }])
  })
})

describe('an offer whose acceptance was signed', () => {
  const signed = async (item: string) =>
    inShop(shop, (db) =>
      db.purchaseTerms.create({
        data: {
          offerId: `offer of ${item}`,
          reference: 'checkout-1',
          turn: 1,
          terms: {},
          tokenId: 't',
          signedAt: noon,
        },
      }),
    )
  const unanswered = { placement: 'post-purchase', isAccepted: false, reference: 'checkout-1' }

  test.each([customer(7), undefined])(
    'counts before the page has told of the answer (%s)',
    async (customerId) => {
      await offered({ item: 'a', customerId, ...unanswered })
      await signed('a')
      await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
      expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', quantity: 1, net: 1000 }])
    },
  )

  test('does not count for an order of another checkout, nor without the signature', async () => {
    await offered({ item: 'a', ...unanswered })
    await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
    expect(await now()).toMatchObject([{ order: null }])
    await inShop(shop, (db) => db.order.deleteMany())
    await signed('a')
    await deliver(anOrderPayload({ id: 2, customer: null, checkout_token: 'checkout-2' }))
    expect(await now()).toMatchObject([{ order: null }])
  })
})

describe('an offer that was only signed for calculating', () => {
  const unanswered = { placement: 'post-purchase', isAccepted: false, reference: 'checkout-1' }
  const calculated = (item: string) => {
    const terms = { offerId: `offer of ${item}`, reference: 'checkout-1', turn: 1, terms: {}, tokenId: 't' }
    return inShop(shop, (db) => db.purchaseTerms.create({ data: { ...terms, calculatedAt: noon } }))
  }

  test('counts where the order holds it: then the page applied what it was given to calculate with', async () => {
    await offered({ item: 'a', ...unanswered })
    await calculated('a')
    await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
    expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', quantity: 1, net: 1000 }])
  })

  test('does not count once it was declined, whatever somebody adds to the order', async () => {
    await offered({ item: 'a', ...unanswered })
    await calculated('a')
    await inShop(shop, (db) => db.offer.updateMany({ data: { status: 'declined' } }))
    await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
    expect(await now()).toMatchObject([{ order: null }])
  })
})

describe('a code', () => {
  const withCode = (code: string, customerId: number, id = 1) =>
    anOrderPayload({
      id,
      customer: { id: customerId, email: null },
      discount_codes: [{ code, amount: '1.00', type: 'percentage' }],
      line_items: [aLine(2, { discount_allocations: [{ amount: '1.00' }] })],
    })
  const used = () => inShop(shop, (db) => db.discountCode.findFirst())

  test('of a guest counts for the item it was given to', async () => {
    await offered({ item: 'a', customerId: undefined, isAccepted: false, code: { code: 'AAAA' } })
    await deliver(withCode('AAAA', 9))
    expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', net: 900 }])
    expect((await used())?.usedOrderId).toBe('gid://shopify/Order/1')
  })

  test('of free shipping counts with the product, whose own price it leaves alone', async () => {
    const code = { code: 'ABCDE-FGHIJ-KLMNP', customerId: customer(7) }
    await offered({ item: 'a', isAccepted: false, code, incentive: { kind: 'free-shipping' } })
    await deliver(anOrderPayload({ discount_codes: [{ code: code.code }] }))
    expect(await now()).toMatchObject([{ id: 'a', order: 'gid://shopify/Order/1', quantity: 1 }])
  })

  test('that two pages showed counts for the one it was accepted on', async () => {
    await offered({ item: 'a', isAccepted: false, code: { code: 'AAAA', customerId: customer(7) } })
    await offered({ item: 'b', placement: 'order-status' })
    await inShop(shop, (db) => db.offerItem.updateMany({ where: { id: 'b' }, data: { code: 'AAAA' } }))
    await deliver(withCode('AAAA', 7))
    expect(await now()).toMatchObject([{ order: null }, { order: 'gid://shopify/Order/1', net: 900 }])
  })

  test('used by somebody else is kept as used, and is nobody’s acceptance', async () => {
    await offered({ item: 'a', isAccepted: false, code: { code: 'AAAA', customerId: customer(7) } })
    await deliver(withCode('aaaa', 9))
    expect(await now()).toMatchObject([{ order: null }])
    expect((await used())?.usedOrderId).toBe('gid://shopify/Order/1')
  })

  test('used by a customer who was merged since is still theirs', async () => {
    await offered({ item: 'a', isAccepted: false, code: { code: 'AAAA', customerId: customer(6) } })
    await inShop(shop, (db) =>
      db.customer.create({
        data: { id: customer(6), mergedIntoId: customer(7), createdAt: noon, updatedAt: noon, tags: [] },
      }),
    )
    await deliver(withCode('AAAA', 7))
    expect(await now()).toMatchObject([{ net: 900 }])
  })
})
