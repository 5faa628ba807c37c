// Webhook bodies as Shopify writes them, as small as a test needs: only what matters is spelled out.

const noonText = '2026-06-15T12:00:00Z'

/** A line of an order payload. */
export function aLine(product: number, overrides: object = {}) {
  const id = 100 + product
  return {
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    product_id: product,
    variant_id: product * 10,
    title: `Product ${product}`,
    variant_title: null,
    quantity: 1,
    current_quantity: 1,
    price: '10.00',
    total_discount: '0.00',
    discount_allocations: [],
    ...overrides,
  }
}

/** An order payload: paid, by customer 7, with products 1 and 2, unless said otherwise. */
export function anOrderPayload(overrides: { id?: number; [key: string]: unknown } = {}) {
  const id = overrides.id ?? 1
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${1000 + id}`,
    currency: 'EUR',
    created_at: noonText,
    processed_at: noonText,
    updated_at: noonText,
    cancelled_at: null,
    cancel_reason: null,
    financial_status: 'paid',
    fulfillment_status: null,
    subtotal_price: '20.00',
    total_price: '24.90',
    total_discounts: '0.00',
    source_name: 'web',
    test: false,
    customer: { id: 7, email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace', phone: null },
    line_items: [aLine(1), aLine(2)],
    refunds: [],
    fulfillments: [],
    ...overrides,
  }
}

/** A refund payload of order 1 over 10.00. */
export function aRefundPayload(overrides: { id?: number; amount?: string; [key: string]: unknown } = {}) {
  const { id = 1, amount = '10.00', ...rest } = overrides
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: 1,
    created_at: '2026-06-15T13:00:00Z',
    refund_line_items: [{ line_item_id: 101, quantity: 1 }],
    transactions: [{ kind: 'refund', status: 'success', amount, currency: 'EUR' }],
    ...rest,
  }
}

/** A return payload of order 1 as it is requested or approved, with the order as an object in it. */
export function aReturnPayload(overrides: { id?: number; [key: string]: unknown } = {}) {
  const id = overrides.id ?? 1
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Return/${id}`,
    status: 'requested',
    order: { id: 1, admin_graphql_api_id: 'gid://shopify/Order/1' },
    name: '#1001-R1',
    total_return_line_items: 1,
    return_line_items: [{ id: 1, quantity: 1, return_reason: 'unwanted', customer_note: 'Too loud.' }],
    ...overrides,
  }
}

/** The same as it is closed, reopened or cancelled: no more than its order and its state. */
export function aSettledReturnPayload(overrides: { id?: number; [key: string]: unknown } = {}) {
  const id = overrides.id ?? 1
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Return/${id}`,
    order_id: 1,
    status: 'closed',
    ...overrides,
  }
}

/** A fulfilment payload of order 1. */
export function aFulfillmentPayload(overrides: { id?: number; [key: string]: unknown } = {}) {
  const id = overrides.id ?? 1
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${id}`,
    order_id: 1,
    status: 'success',
    shipment_status: null,
    tracking_company: 'DHL',
    created_at: '2026-06-15T14:00:00Z',
    updated_at: '2026-06-15T14:00:00Z',
    ...overrides,
  }
}

/** A fulfilment event payload: fulfilment 1 of order 1 was delivered. */
export function aFulfillmentEventPayload(overrides: { id?: number; [key: string]: unknown } = {}) {
  return {
    id: 1,
    order_id: 1,
    fulfillment_id: 1,
    status: 'delivered',
    happened_at: '2026-06-17T09:00:00Z',
    ...overrides,
  }
}

/** A customer payload. */
export function aCustomerPayload(overrides: { id?: number; [key: string]: unknown } = {}) {
  const id = overrides.id ?? 7
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    email: 'ada@example.com',
    phone: '+49301234567',
    first_name: 'Ada',
    last_name: 'Lovelace',
    created_at: '2026-01-01T10:00:00Z',
    updated_at: noonText,
    default_address: { country_code: 'DE' },
    ...overrides,
  }
}

/** A product payload with one tracked variant, five in stock. */
export function aProductPayload(overrides: { id?: number; variant?: object; [key: string]: unknown } = {}) {
  const { id = 1, variant = {}, ...rest } = overrides
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    title: `Product ${id}`,
    handle: `product-${id}`,
    status: 'active',
    published_at: '2026-01-01T00:00:00Z',
    vendor: 'Roast & Co.',
    product_type: 'Coffee',
    tags: 'beans, dark',
    image: { src: `https://cdn.example/${id}.png`, alt: 'A bag' },
    updated_at: noonText,
    variants: [
      {
        id: id * 10,
        admin_graphql_api_id: `gid://shopify/ProductVariant/${id * 10}`,
        title: '250 g',
        price: '9.50',
        compare_at_price: null,
        position: 1,
        inventory_item_id: id * 100,
        inventory_management: 'shopify',
        inventory_policy: 'deny',
        inventory_quantity: 5,
        updated_at: noonText,
        ...variant,
      },
    ],
    ...rest,
  }
}
