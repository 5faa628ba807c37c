import type { State } from '../world/state.ts'
import type { Fulfilment, FulfilmentEvent, Order } from '../world/types/orders.ts'
import { addressBody, bare, stamp } from './json.ts'
import { lineBody } from './line.ts'

/** A fulfilment as it stands inside its order. */
export function fulfilmentInside(state: State, order: Order, fulfilment: Fulfilment) {
  const numbers = fulfilment.trackingNumber ? [fulfilment.trackingNumber] : []
  const urls = numbers.map((number) => `https://parcels.example.com/${number}`)
  return {
    id: bare(fulfilment.id),
    admin_graphql_api_id: fulfilment.id,
    created_at: stamp(fulfilment.createdAtMs, state.shop.timeZone),
    location_id: 655441491,
    name: fulfilment.name,
    order_id: bare(order.id),
    origin_address: {},
    receipt: {},
    service: 'manual',
    shipment_status: fulfilment.events.at(-1)?.status ?? null,
    status: fulfilment.status,
    tracking_company: fulfilment.trackingCompany,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    updated_at: stamp(fulfilment.updatedAtMs, state.shop.timeZone),
    line_items: fulfilment.lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find((each) => each.id === lineId)
      return line ? [{ ...lineBody(state, order, line), quantity }] : []
    }),
  }
}

/** `fulfillments/create` and `fulfillments/update`. */
export function fulfilmentBody(state: State, order: Order, fulfilment: Fulfilment) {
  return {
    ...fulfilmentInside(state, order, fulfilment),
    email: order.email,
    destination: addressBody(order.shippingAddress),
  }
}

/** `fulfillment_events/create`. */
export function fulfilmentEventBody(
  state: State,
  order: Order,
  fulfilment: Fulfilment,
  event: FulfilmentEvent,
) {
  const at = stamp(event.atMs, state.shop.timeZone)
  const isNear = event.status === 'out_for_delivery' || event.status === 'delivered'
  const place = isNear ? order.shippingAddress : null
  return {
    id: bare(event.id),
    fulfillment_id: bare(fulfilment.id),
    status: event.status,
    message: null,
    happened_at: at,
    city: place?.city ?? null,
    province: place?.province ?? null,
    country: place?.country ?? null,
    zip: place?.zip ?? null,
    address1: null,
    latitude: null,
    longitude: null,
    shop_id: bare(state.shop.id),
    created_at: at,
    updated_at: at,
    estimated_delivery_at: null,
    order_id: bare(order.id),
    admin_graphql_api_id: event.id,
  }
}
