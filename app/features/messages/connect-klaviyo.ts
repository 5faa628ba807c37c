import type { Db } from '../../store/database.server.ts'
import { dropShopSecret, keepShopSecret, readShopSecret } from '../../store/shop-secrets.server.ts'

/** Private keys of Klaviyo begin so (https://developers.klaviyo.com/en/docs/retrieve_api_credentials). */
const shape = /^pk_[A-Za-z0-9_]{8,120}$/

/**
 * Keeps the merchant's private key for Klaviyo, sealed, in place of the one before. Refuses what cannot be one, such as
 * the public key. It needs the scope `events:write` there; whether it has it shows when the first touch goes.
 */
export async function connectKlaviyo(db: Db, key: string): Promise<'connected' | 'no-key'> {
  const typed = key.trim()
  if (!shape.test(typed)) return 'no-key'
  await keepShopSecret(db, 'klaviyo-key', Buffer.from(typed, 'utf8'))
  return 'connected'
}

/** Forgets the key: touches that wait for Klaviyo are dropped when their turn comes. */
export async function disconnectKlaviyo(db: Db): Promise<void> {
  await dropShopSecret(db, 'klaviyo-key')
}

/** Whether there is a key. It is never shown again. */
export async function isKlaviyoConnected(db: Db): Promise<boolean> {
  return (await readShopSecret(db, 'klaviyo-key')) !== undefined
}

/** Makes every link of preferences that was sent so far useless, and has new ones be made; for when links leaked. */
export async function renewPreferenceLinks(db: Db): Promise<void> {
  await dropShopSecret(db, 'preference-key')
}
