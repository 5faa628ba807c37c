import { describe, expect, test } from 'vitest'
import { graveTopics, readDelivery, topics } from '../../app/domain/webhooks/changes.ts'
import { Unreadable } from '../../app/domain/webhooks/read.ts'
import {
  aCustomerPayload,
  aFulfillmentEventPayload,
  aFulfillmentPayload,
  aLine,
  anOrderPayload,
  aProductPayload,
  aRefundPayload,
} from '../support/payloads.ts'

type Fields = { [key: string]: unknown }

const read = (topic: string, payload: unknown, currency: string | undefined = 'EUR') =>
  readDelivery(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), { currency })

const orderOf = (overrides: Fields) => {
  const change = read('orders/updated', anOrderPayload(overrides))
  if (typeof change === 'string' || change.kind !== 'order') throw new Error('not an order')
  return change.order
}

describe('an order payload', () => {
  test('is read with its amounts in the smallest unit of its own currency', () => {
    expect(
      orderOf({ currency: 'JPY', subtotal_price: '1200', total_price: '1320', total_discounts: '80' }),
    ).toMatchObject({
      currency: 'JPY',
      subtotalMinor: 1200,
      totalMinor: 1320,
      discountMinor: 80,
    })
    expect(orderOf({ currency: 'KWD', total_price: '1.234' }).totalMinor).toBe(1234)
  })

  test('tells what the buyer saw beside what the shop booked', () => {
    const bag = {
      shop_money: { amount: '24.90', currency_code: 'EUR' },
      presentment_money: { amount: '4010', currency_code: 'JPY' },
    }
    expect(orderOf({ total_price_set: bag }).presentmentTotal).toEqual({ minor: 4010, currency: 'JPY' })
    expect(orderOf({}).presentmentTotal).toEqual({ minor: 2490, currency: 'EUR' })
  })

  test('may come from a till, without a customer, an address or a product', () => {
    const order = orderOf({
      source_name: 'pos',
      customer: null,
      line_items: [aLine(1, { product_id: null, variant_id: null, title: 'Tip' })],
    })
    expect(order).toMatchObject({ sourceName: 'pos', customer: undefined, countryCode: undefined })
    expect(order.lines[0]).toMatchObject({ productId: undefined, variantId: undefined, title: 'Tip' })
  })

  test('is refused where its gid is that of something else', () => {
    expect(() => orderOf({ admin_graphql_api_id: 'gid://shopify/Customer/1' })).toThrow(
      'admin_graphql_api_id is not that of an Order',
    )
    expect(orderOf({ admin_graphql_api_id: null }).id).toBe('gid://shopify/Order/1')
  })

  test('keeps ids above 2^53 to the digit, where Shopify gives a gid and where it does not', () => {
    const text = JSON.stringify(anOrderPayload({ line_items: [aLine(1, { product_id: 1 })] })).replace(
      '"product_id":1,',
      '"product_id":866550311766439021,',
    )
    const change = read('orders/create', text)
    expect(change).toMatchObject({
      order: { lines: [{ productId: 'gid://shopify/Product/866550311766439021' }] },
    })
    const level = `{"inventory_item_id":271878346596884015,"location_id":24826418,"available":3,"updated_at":"2026-06-15T12:00:00Z"}`
    expect(read('inventory_levels/update', level)).toMatchObject({
      level: { inventoryItemId: 'gid://shopify/InventoryItem/271878346596884015', available: 3 },
    })
  })

  test('loses zero bytes and half surrogates, which PostgreSQL would refuse, and nothing else', () => {
    const order = orderOf({ line_items: [aLine(1, { title: 'Caf\u00e9\u0000 \ud83d\ude00 \ud800!' })] })
    expect(order.lines[0]?.title).toBe('Caf\u00e9 \u{1f600} \ufffd!')
  })

  test('counts a line told twice once, with its last words', () => {
    const order = orderOf({ line_items: [aLine(1, { quantity: 1 }), aLine(1, { quantity: 3 })] })
    expect(order.lines.map(({ quantity }) => quantity)).toEqual([3])
  })

  test('sums the discounts of a line over the whole order and the line itself', () => {
    const allocations = [{ amount: '3.34' }, { amount: '1.00' }]
    const order = orderOf({
      line_items: [aLine(1, { discount_allocations: allocations, total_discount: '1.00' })],
    })
    expect(order.lines[0]?.discountMinor).toBe(434)
  })

  test('carries a whole customer only where their own time is told', () => {
    const whole = read('orders/paid', anOrderPayload({ customer: aCustomerPayload() }))
    const inPassing = read(
      'orders/paid',
      anOrderPayload({ customer: aCustomerPayload({ updated_at: null }) }),
    )
    expect(whole).toMatchObject({ customer: { id: 'gid://shopify/Customer/7', countryCode: 'DE' } })
    expect(inPassing).toMatchObject({ customer: undefined, order: { customer: { firstName: 'Ada' } } })
  })
})

describe('a refund payload', () => {
  const refundOf = (overrides: Fields) => read('refunds/create', aRefundPayload(overrides))

  test('is in the currency of the shop where it names none, and waits while that is not known', () => {
    expect(refundOf({ transactions: [] })).toMatchObject({
      refund: { amount: { minor: 0, currency: 'EUR' } },
    })
    expect(
      readDelivery('refunds/create', JSON.stringify(aRefundPayload({ transactions: [] })), {
        currency: undefined,
      }),
    ).toBe('currency-unknown')
  })

  test.each(['two', 1.5, 3_000_000_000])('is refused where a quantity is none: %s', (quantity) => {
    const refund_line_items = [{ line_item_id: 101, quantity }]
    expect(() => refundOf({ refund_line_items })).toThrow(
      /refund_line_items\[0\].quantity is not a whole number/,
    )
  })

  test('gives back what its transactions gave back, and nothing for those that failed', () => {
    const transactions = [
      { kind: 'refund', status: 'success', amount: '5.00', currency: 'EUR' },
      { kind: 'refund', status: 'failure', amount: '70.00', currency: 'EUR' },
      { kind: 'sale', status: 'success', amount: '24.90', currency: 'EUR' },
    ]
    expect(refundOf({ transactions })).toMatchObject({ refund: { amount: { minor: 500, currency: 'EUR' } } })
    expect(refundOf({ transactions: [] })).toMatchObject({ refund: { amount: { minor: 0 } } })
  })

  test('is told in the shop\u2019s currency where the buyer paid in another', () => {
    const money = (amount: string) => ({ shop_money: { amount, currency_code: 'EUR' } })
    const overrides = {
      transactions: [{ kind: 'refund', status: 'success', amount: '1600', currency: 'JPY' }],
      refund_line_items: [
        { line_item_id: 101, quantity: 1, subtotal_set: money('8.40'), total_tax_set: money('1.60') },
      ],
      order_adjustments: [{ amount_set: money('-4.00'), tax_amount_set: money('-0.50') }],
    }
    expect(refundOf(overrides)).toMatchObject({ refund: { amount: { minor: 1450, currency: 'EUR' } } })
  })
})

describe('other payloads', () => {
  test('a parcel is delivered when its fulfilment or an event says so', () => {
    expect(read('fulfillments/update', aFulfillmentPayload({ shipment_status: 'delivered' }))).toMatchObject({
      fulfillment: { deliveredAt: new Date('2026-06-15T14:00:00Z') },
    })
    expect(read('fulfillment_events/create', aFulfillmentEventPayload())).toMatchObject({
      event: { status: 'delivered', fulfillmentId: 'gid://shopify/Fulfillment/1' },
    })
  })

  test('an edit only names its order', () => {
    expect(read('orders/edited', { order_edit: { order_id: 1, line_items: {} } })).toEqual({
      kind: 'order-edited',
      orderId: 'gid://shopify/Order/1',
    })
  })

  test('a customer\u2019s webhook without tags and consent leaves them unsaid', () => {
    expect(read('customers/update', aCustomerPayload())).toMatchObject({
      customer: { tags: undefined, emailConsent: undefined, smsConsent: undefined },
    })
    expect(read('customers/update', aCustomerPayload({ tags: 'a, b,, c ' }))).toMatchObject({
      customer: { tags: ['a', 'b', 'c'] },
    })
  })

  test('consent comes by topics of its own, one for each channel', () => {
    const said = { state: 'SUBSCRIBED', consent_updated_at: '2026-06-15T12:00:00Z' }
    const email = { customer_id: 7, email_address: 'ada@example.com', email_marketing_consent: said }
    const sms = { id: 7, phone: '+49301234567', sms_marketing_consent: said }
    expect(read('customers_email_marketing_consent/update', email)).toMatchObject({
      change: { customerId: 'gid://shopify/Customer/7', channel: 'email', consent: { state: 'subscribed' } },
    })
    expect(read('customers_marketing_consent/update', sms)).toMatchObject({ change: { channel: 'sms' } })
  })

  test('a product waits until the currency of its prices is known', () => {
    expect(readDelivery('products/update', JSON.stringify(aProductPayload()), { currency: undefined })).toBe(
      'currency-unknown',
    )
    expect(read('products/update', aProductPayload({ variant: { price: '950' } }), 'JPY')).toMatchObject({
      product: { variants: [{ priceMinor: 950 }] },
    })
  })

  test('a variant that Shopify does not count never sells out', () => {
    const variant = { inventory_management: null, inventory_quantity: 0 }
    expect(read('products/update', aProductPayload({ variant }))).toMatchObject({
      product: { variants: [{ inventory: undefined }] },
    })
  })

  test('a merge counts only when Shopify says it is completed', () => {
    const merge = (status: string) => ({
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
      status,
    })
    expect(read('customers/merge', merge('completed'))).toMatchObject({ merge: { isCompleted: true } })
    for (const status of ['failed', 'in_progress', 'requested'])
      expect(read('customers/merge', merge(status))).toMatchObject({ merge: { isCompleted: false } })
  })
})

describe('a payload that does not say what it must is unreadable, by the name of the field and never its content', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const cases: [string, string, unknown, RegExp][] = [
    ['no JSON', 'orders/create', '{"id":', /^payload is not JSON$/],
    ['a list', 'orders/create', '[]', /^payload is not an object$/],
    [
      'an id that is none',
      'orders/create',
      anOrderPayload({ admin_graphql_api_id: null, id: -1 as number }),
      /^id is not an id$/,
    ],
    ['no currency', 'orders/create', anOrderPayload({ currency: null }), /^currency is missing$/],
    [
      'an amount that is none',
      'orders/create',
      anOrderPayload({ total_price: 'secret@example.com' }),
      /^total_price is not an amount$/,
    ],
    [
      'an amount above 2^53',
      'orders/create',
      anOrderPayload({ total_price: '99999999999999999.00' }),
      /is not an amount$/,
    ],
    [
      'a time that is none',
      'orders/create',
      anOrderPayload({ updated_at: 'yesterday' }),
      /^updated_at is not a time$/,
    ],
    [
      'lines that are none',
      'orders/create',
      anOrderPayload({ line_items: { id: 1 } }),
      /^line_items is not a list$/,
    ],
    [
      'a quantity that is none',
      'orders/create',
      anOrderPayload({ line_items: [aLine(1, { quantity: 1.5 })] }),
      /^line_items\[0\].quantity/,
    ],
    [
      'endless lines',
      'orders/create',
      anOrderPayload({ line_items: Array(5_001).fill(aLine(1)) }),
      /more than 5000 entries/,
    ],
    ['no order', 'refunds/create', aRefundPayload({ order_id: null }), /^order_id is missing$/],
    ['a topic of somebody else', 'themes/publish', { id: 1 }, /topic is none/],
    ['a topic that every object has', 'constructor', { id: 1 }, /topic is none/],
  ]
  test.each(cases)('%s', (_, topic, payload, message) => {
    const attempt = () => read(topic, payload)
    expect(attempt).toThrow(Unreadable)
    expect(attempt).toThrow(message)
  })

  test('depth alone is no reason: what nobody reads may be as deep as it likes', () => {
    const text = JSON.stringify(anOrderPayload()).replace('{', `{"deep":${deep},"big":866550311766439021,`)
    expect(read('orders/create', text)).toMatchObject({ kind: 'order' })
  })

  test('what pollutes a prototype is only a name', () => {
    const text = JSON.stringify(anOrderPayload()).replace(
      '{',
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},',
    )
    expect(read('orders/create', text)).toMatchObject({ kind: 'order' })
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })
})

// The signature does not cover the topic: a body of one topic must not act as another.
describe('bodies of the compliance topics do not pass for each other', () => {
  const customer = { id: 7, email: 'ada@example.com', phone: null }
  const base = { shop_id: 1, shop_domain: 'roast-and-co.myshopify.com' }
  const bodies: Record<string, object> = {
    'customers/redact': { ...base, customer, orders_to_redact: [1] },
    'customers/data_request': { ...base, customer, orders_requested: [1], data_request: { id: 9 } },
    'shop/redact': base,
    'app/uninstalled': { id: 1, myshopify_domain: 'roast-and-co.myshopify.com' },
  }
  for (const topic of Object.keys(bodies)) {
    for (const [other, body] of Object.entries(bodies)) {
      test(`${other} as ${topic}: ${topic === other ? 'read' : 'unreadable'}`, () => {
        if (topic === other) expect(read(topic, body)).toHaveProperty('kind')
        else expect(() => read(topic, body)).toThrow(Unreadable)
      })
    }
  }

  test('all four are carried out with care, and every topic is read', () => {
    expect(Object.keys(bodies).sort()).toEqual([...graveTopics].sort())
    expect(topics).toHaveLength(37)
  })
})
