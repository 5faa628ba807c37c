import type { State } from '../world/state.ts'
import { bare, stamp } from './json.ts'

/** `app/uninstalled` carries the shop. */
export function shopBody(state: State, atMs: number) {
  const { shop } = state
  return {
    id: bare(shop.id),
    name: shop.name,
    email: shop.email,
    domain: null,
    province: null,
    country: shop.country,
    address1: 'Kastanienallee 1',
    zip: '10435',
    city: 'Berlin',
    source: null,
    phone: null,
    latitude: null,
    longitude: null,
    primary_locale: shop.locale,
    created_at: '2024-05-01T09:00:00+02:00',
    updated_at: stamp(atMs, shop.timeZone),
    country_code: shop.country,
    country_name: 'Germany',
    currency: shop.currency,
    customer_email: shop.email,
    timezone: `(GMT+01:00) ${shop.timeZone}`,
    iana_timezone: shop.timeZone,
    shop_owner: `${shop.owner.firstName} ${shop.owner.lastName}`,
    money_format: '€{{amount}}',
    weight_unit: 'kg',
    taxes_included: true,
    plan_display_name: 'Basic',
    plan_name: 'basic',
    myshopify_domain: shop.domain,
    primary_location_id: 655441491,
    enabled_presentment_currencies: shop.markets.map((market) => market.currency),
  }
}

export function shopRedactBody(state: State) {
  return { shop_id: bare(state.shop.id), shop_domain: state.shop.domain }
}

export function scopesBody(state: State, previous: string[], atMs: number) {
  return {
    id: bare(state.shop.id),
    previous,
    current: state.installation.scopes,
    updated_at: new Date(atMs).toISOString(),
  }
}

export function bulkFinishedBody(
  state: State,
  operation: { operationId: string; type: string; status: string; errorCode: string | null },
  atMs: number,
) {
  return {
    admin_graphql_api_id: operation.operationId,
    completed_at: stamp(atMs, state.shop.timeZone),
    created_at: stamp(atMs, state.shop.timeZone),
    error_code: operation.errorCode,
    status: operation.status,
    type: operation.type,
  }
}
