import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/** The app's secrets as keys: two while one is being rotated. */
export function signingKeys(secrets: readonly string[]): KeyObject[] {
  return secrets.map((secret) => createSecretKey(secret, 'utf8'))
}

/**
 * Whether the header is Shopify's signature of exactly these bytes by one of the keys: HMAC with SHA-256 in base64
 * (https://shopify.dev/docs/apps/build/webhooks/subscribe/https). Compared in constant time.
 */
export function isSigned(
  keys: readonly KeyObject[],
  header: string | string[] | undefined,
  body: Buffer,
): boolean {
  if (typeof header !== 'string') return false
  const claimed = Buffer.from(header, 'latin1')
  return keys.some((key) => {
    const right = Buffer.from(createHmac('sha256', key).update(body).digest('base64'), 'latin1')
    return claimed.length === right.length && timingSafeEqual(right, claimed)
  })
}
