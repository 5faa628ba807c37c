import { Session } from '@shopify/shopify-api'
import { shop as mainShop, noon } from './database.ts'

/** An offline session as token exchange gives it, fresh at `now`. */
export function anOfflineSession({
  shop = mainShop,
  now = noon,
  expiresInSeconds = 3_600,
  accessToken = 'shpat_canary-access',
  refreshToken = 'shprt_canary-refresh',
  scope = 'read_orders,read_products',
} = {}): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope,
    accessToken,
    expires: new Date(now.getTime() + expiresInSeconds * 1000),
    refreshToken,
    refreshTokenExpires: new Date(now.getTime() + 90 * 86_400_000),
  })
}
