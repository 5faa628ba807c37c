import type { ChannelKind, SendingChannel } from './channel.ts'
import { email } from './email.server.ts'
import { flow } from './flow.server.ts'
import { klaviyo } from './klaviyo.server.ts'

/** Every channel that messages are sent through, by its name. */
export const sendingChannels: Readonly<Record<SendingChannel, ChannelKind>> = { email, klaviyo, flow }

/** Whether text names a channel that messages are sent through. */
export function isSendingChannel(name: string): name is SendingChannel {
  return Object.hasOwn(sendingChannels, name)
}
