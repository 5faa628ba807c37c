import type { SendingChannel } from '../../channels/channel.ts'
import type { Db } from '../../store/database.server.ts'
import { readShopSecret, type ShopSecretId } from '../../store/shop-secrets.server.ts'

/** As what the merchant's own key for each channel is kept; nothing where a channel needs none. */
export const channelKeyIds: Readonly<Record<SendingChannel, ShopSecretId | undefined>> = {
  email: undefined,
  klaviyo: 'klaviyo-key',
  flow: undefined,
}

/** The merchant's own keys, of the channels for which there is one. Throws as `readShopSecret`. */
export async function readChannelKeys(db: Db): Promise<Partial<Record<SendingChannel, string>>> {
  const keys: Partial<Record<SendingChannel, string>> = {}
  for (const channel of Object.keys(channelKeyIds) as SendingChannel[]) {
    const id = channelKeyIds[channel]
    const key = id && (await readShopSecret(db, id))
    if (key) keys[channel] = key.toString('utf8')
  }
  return keys
}
