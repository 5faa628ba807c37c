import { touchOfMessageId } from '../../channels/message-id.ts'
import { inShopHot } from '../../store/database.server.ts'
import { noteReturned, type StopReason, stopChannel } from '../../store/outbox.server.ts'

/** What a mail provider tells of a message. */
export interface Returned {
  messageId: string
  kind: StopReason
  at: Date
}

/**
 * Notes that an email came back for good or was complained about, and sends this customer no more by that channel. Told
 * twice, it is noted once. `unknown` for a message that Encore did not send.
 */
export async function noteReturnedMessage({ messageId, kind, at }: Returned): Promise<'noted' | 'unknown'> {
  const named = touchOfMessageId(messageId)
  if (!named) return 'unknown'
  return inShopHot(named.shop, async (db) => {
    const touch = await noteReturned(db, named.touchId, kind, at)
    if (!touch) return 'unknown'
    await stopChannel(db, { ...touch, why: kind, at })
    return 'noted'
  })
}
