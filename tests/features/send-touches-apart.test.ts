import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendingChannels } from '../../app/channels/all.ts'
import type { ChannelKind } from '../../app/channels/channel.ts'
import { stopEnrollment } from '../../app/features/journeys/stop-enrollment.ts'
import { sendTouches } from '../../app/features/messages/send-touches.ts'
import { Unavailable } from '../../app/platform/errors.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { withAda, withTouch } from '../support/touches.ts'

const database = withDatabase()

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, withAda)
})

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
const touch = (id: string) => inShop(shop, (db) => db.touch.findFirstOrThrow({ where: { id } }))

/** Email over a channel that does what the test wants, and counts. */
function emailThat(does: () => Promise<void>) {
  const sent: string[] = []
  const kind: ChannelKind = {
    ...sendingChannels.email,
    isConnected: () => true,
    async send({ touchId }) {
      await does()
      sent.push(touchId)
      return { providerId: touchId }
    },
  }
  const send = (now: Date) => sendTouches(shop, { now: () => now, channels: { email: kind } })
  return { sent, send }
}

test('a touch that cannot be written holds up no other, and is dropped when it is not worth saying any more', async () => {
  await inShop(shop, async (db) => {
    await withTouch(db, 'a', { content: { kind: 'message', template: 'of-old', texts: {} } })
    await withTouch(db, 'b')
  })
  const { sent, send } = emailThat(async () => undefined)
  await send(noon)
  expect(sent).toEqual(['b'])
  expect(await touch('a')).toMatchObject({
    status: 'queued',
    dueAt: later(60),
    attempts: 1,
    error: 'It could not be written: TypeError',
  })
  await send(later(8 * 86_400))
  expect(await touch('a')).toMatchObject({ status: 'dropped', verdict: { why: { kind: 'too-late' } } })
})

test('a touch that was in hand when its walk was stopped, and came back unsent, is not sent after all', async () => {
  await inShop(shop, (db) => withTouch(db, 'a'))
  const stop = () => inShop(shop, (db) => stopEnrollment(db, 'walk-1', { by: 'merchant', now: noon }))
  const away = emailThat(async () => {
    await stop()
    throw new Unavailable('away')
  })
  await away.send(noon)
  const back = emailThat(async () => undefined)
  await back.send(later(3_600))
  expect(back.sent).toEqual([])
  expect(await touch('a')).toMatchObject({
    status: 'dropped',
    verdict: { kind: 'never', why: { kind: 'walk-ended', end: 'stopped-by-merchant' } },
    countsAt: null,
  })
})
