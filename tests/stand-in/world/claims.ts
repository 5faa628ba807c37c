import { randomUUID } from 'node:crypto'
import type { State } from './state.ts'
import type { Gid } from './types/shop.ts'

/** https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens#payload */
export function adminClaims(state: State, apiKey: string, nowMs: number) {
  const seconds = Math.floor(nowMs / 1000)
  return {
    iss: `https://${state.shop.domain}/admin`,
    dest: `https://${state.shop.domain}`,
    aud: apiKey,
    sub: state.shop.owner.userId,
    exp: seconds + 60,
    nbf: seconds - 1,
    iat: seconds - 1,
    jti: randomUUID(),
    sid: randomUUID(),
  }
}

/** https://shopify.dev/docs/api/checkout-ui-extensions/latest/apis/session-token */
export function checkoutClaims(
  state: State,
  apiKey: string,
  nowMs: number,
  customerId: Gid<'Customer'> | null,
) {
  const seconds = Math.floor(nowMs / 1000)
  return {
    dest: state.shop.domain,
    aud: apiKey,
    exp: seconds + 300,
    nbf: seconds - 1,
    iat: seconds - 1,
    jti: randomUUID(),
    ...(customerId ? { sub: customerId } : {}),
  }
}
