// Signed deliveries as Shopify sends them: their bodies, and whole requests.
import { createHmac } from 'node:crypto'

export const secret = 'bench-secret'
export const shop = 'roast-and-co.myshopify.com'
/** How many different buyers the orders have. */
export const customersOfBench = 2_000

/** An order of a shop as a webhook body of about `bytes` bytes, its signature, all the same length. */
export function orderBody(number: number, bytes: number): Buffer {
  const at = '2026-06-15T12:00:00Z'
  const id = 5_000_000_000_000 + number
  const line = (position: number) => ({
    id: id * 10 + position,
    admin_graphql_api_id: `gid://shopify/LineItem/${id * 10 + position}`,
    product_id: 7_000_000_000 + ((number * 7 + position * 13) % 60),
    variant_id: 8_000_000_000 + ((number * 7 + position * 13) % 60),
    title: 'Ethiopia Guji, whole beans',
    quantity: 1,
    current_quantity: 1,
    price: '14.50',
    price_set: { shop_money: { amount: '14.50', currency_code: 'EUR' } },
    discount_allocations: [],
  })
  const order = {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${1_000 + number}`,
    currency: 'EUR',
    created_at: at,
    processed_at: at,
    updated_at: at,
    financial_status: 'paid',
    subtotal_price: '29.00',
    total_price: '33.90',
    total_discounts: '0.00',
    source_name: 'web',
    customer: {
      id: 6_000_000_000 + (number % customersOfBench),
      email: `buyer${number % customersOfBench}@example.com`,
    },
    line_items: bytes > 2_000 ? [line(1), line(2), line(3)] : [],
    note: '',
  }
  const bare = Buffer.byteLength(JSON.stringify(order))
  // The rest of a real payload is addresses, tax lines and money bags: letters, digits and repetition.
  const filler = '{"amount":"14.50","currency_code":"EUR","rate":0.07,"title":"VAT"} '
  order.note = filler.repeat(Math.ceil(bytes / filler.length)).slice(0, Math.max(0, bytes - bare))
  return Buffer.from(JSON.stringify(order)).subarray(0)
}

/** A request, whole; the digits of its webhook id are at `idAt`. */
export interface Request {
  bytes: Buffer
  idAt: number
}

const idDigits = 12

/** The whole HTTP request of a delivery; `path` and headers as Shopify sends them. */
export function requestOf(body: Buffer, topic = 'orders/create'): Request {
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  const head = [
    'POST /webhooks/shopify HTTP/1.1',
    'Host: encore.example',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'User-Agent: Shopify-Captain-Hook',
    `X-Shopify-Topic: ${topic}`,
    `X-Shopify-Shop-Domain: ${shop}`,
    'X-Shopify-API-Version: 2026-10',
    'X-Shopify-Triggered-At: 2026-06-15T12:00:00.000000000Z',
    'X-Shopify-Event-Id: 98880550-7158-44d4-b7cd-2c97c8a091b5',
    `X-Shopify-Hmac-Sha256: ${signature}`,
    `X-Shopify-Webhook-Id: b54557e4-bdd9-4b37-8a5f-${'0'.repeat(idDigits)}`,
    '',
    '',
  ].join('\r\n')
  const bytes = Buffer.concat([Buffer.from(head), body])
  return { bytes, idAt: head.length - 4 - idDigits }
}

let nextId = 1

/** Gives the request a webhook id that was not used before in this run. */
export function renew({ bytes, idAt }: Request): void {
  bytes.write(String(nextId++).padStart(idDigits, '0'), idAt, 'latin1')
}
