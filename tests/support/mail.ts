import { afterAll, beforeAll, beforeEach } from 'vitest'
import { config } from '../../app/platform/config.ts'
import { aMailServer, type Reply } from './mail-server.ts'

/**
 * Has the app send what this test file sends by email to a mail server of its own. Each test finds it empty, and taking
 * all that comes until `replies` say otherwise.
 */
export function withMail() {
  const replies: { recipient: Reply; message: Reply } = { recipient: 'take', message: 'take' }
  const mail = {} as Awaited<ReturnType<typeof aMailServer>> // Filled before the first test.
  beforeAll(async () => {
    Object.assign(mail, await aMailServer(replies))
  })
  afterAll(async () => {
    config().smtp = undefined
    await mail.close()
  })
  beforeEach(() => {
    Object.assign(replies, { recipient: 'take', message: 'take' })
    mail.received.length = 0
    config().smtp = { url: mail.url, from: 'post@encore.example' }
  })
  return { mail, replies }
}
