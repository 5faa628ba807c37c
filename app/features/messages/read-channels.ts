import { sendingChannels } from '../../channels/all.ts'
import { parseSettings } from '../../domain/settings.ts'
import { config } from '../../platform/config.ts'
import type { Db } from '../../store/database.server.ts'
import { isKlaviyoConnected } from './connect-klaviyo.ts'

/** By what a shop can reach its customers, and what is missing where it cannot. */
export interface ChannelsNow {
  email: {
    isConnected: boolean
    /** The address that emails are sent from; nothing where there is no mail server. */
    from: string | undefined
    /** Where answers go, and a test message. */
    replyTo: string | undefined
  }
  klaviyo: { isConnected: boolean }
}

/** Reads which channels a shop can use. No key is among it. */
export async function readChannels(db: Db): Promise<ChannelsNow> {
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const { sender } = parseSettings(shop?.settings)
  return {
    email: {
      isConnected: sendingChannels.email.isConnected(undefined),
      from: config().smtp?.from,
      replyTo: sender.replyTo,
    },
    klaviyo: { isConnected: await isKlaviyoConnected(db) },
  }
}
