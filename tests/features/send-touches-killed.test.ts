import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendTouches } from '../../app/features/messages/send-touches.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { withMail } from '../support/mail.ts'
import { withAda, withTouch } from '../support/touches.ts'

const database = withDatabase()
const program = join(import.meta.dirname, '..', 'support', 'send-touches.child.ts')
const { mail, replies } = withMail()

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, withAda)
  await inShop(shop, (db) => withTouch(db, 'a'))
})

/** Starts a process that sends, and kills it as soon as the mail server hears so much of it. */
async function killAt(moment: 'recipient' | 'message'): Promise<void> {
  const child = spawn(process.execPath, [program, database.url, shop, noon.toISOString()], {
    stdio: 'ignore',
    env: { ...process.env, SMTP_URL: mail.url, MAIL_FROM: 'post@encore.example', LOG_LEVEL: 'silent' },
  })
  const ended = once(child, 'exit')
  await Promise.race([once(mail.came, moment), ended])
  child.kill('SIGKILL')
  await ended
}

const later = (seconds: number) => ({ now: () => new Date(noon.getTime() + seconds * 1000) })
const touch = () => inShop(shop, (db) => db.touch.findFirstOrThrow())

describe('a process that is killed', { timeout: 60_000 }, () => {
  test('while the mail server ponders the message has sent it once or not: nobody sends it again', async () => {
    replies.message = 'silence'
    await killAt('message')
    expect((await touch()).status).toBe('sending')
    replies.message = 'take'
    for (const seconds of [1, 121, 500, 5_000]) await sendTouches(shop, later(seconds))
    expect(mail.received.length).toBe(1)
    expect(await touch()).toMatchObject({ status: 'unknown', countsAt: noon, attempts: 1 })
  })

  test('before the message was handed over leaves it unsent for good, and says so', async () => {
    replies.recipient = 'silence'
    await killAt('recipient')
    replies.recipient = 'take'
    for (const seconds of [1, 121, 5_000]) await sendTouches(shop, later(seconds))
    expect(mail.received).toEqual([])
    expect(await touch()).toMatchObject({ status: 'unknown', error: 'The process ended while it was sent.' })
  })

  test('after the server took it, and before it was noted, has sent it once', async () => {
    await killAt('message')
    for (const seconds of [1, 121, 5_000]) await sendTouches(shop, later(seconds))
    expect(mail.received.length).toBe(1)
    expect(['sent', 'unknown']).toContain((await touch()).status)
  })
})
