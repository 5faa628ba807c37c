import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFaces } from './faces/faces.ts'
import { aStandIn } from './testing.ts'
import type { StandIn } from './types.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'mailbox-'))
let standIn: StandIn

const open = () => aStandIn({ dataDir, customers: 20, days: 30, faces: openFaces() })
beforeAll(async () => {
  standIn = await open()
})
afterAll(async () => {
  await standIn?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function send(change: object = {}): Promise<void> {
  const transport = createTransport({ url: standIn.mailbox.smtpUrl })
  await transport.sendMail({
    from: { name: 'Roast & Co.', address: 'post@encore.local.example' },
    to: 'ada@example.com',
    subject: 'How is <b>it</b>?',
    html: `<!doctype html><p>Hello</p><script>alert(1)</script><a href="https://${standIn.world.shop.domain}/cart/1:1">Buy</a>`,
    text: 'Hello in text',
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    ...change,
  })
  transport.close()
}
const page = async (path: string) => {
  const answer = await fetch(standIn.url + path)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test('an empty mailbox says how mail comes into it', async () => {
  expect((await page('/mailbox')).text).toContain('No email has arrived yet')
})

test('an email to anybody arrives, is told in the log, and can be read as a person would', async () => {
  await send()
  const [mail] = standIn.mailbox.messages()
  expect(mail).toMatchObject({ id: 1, to: ['ada@example.com'] })
  expect(standIn.log.recent().at(-1)).toMatchObject({
    kind: 'email',
    text: 'Email to ada@example.com arrived: How is <b>it</b>?',
    mailId: 1,
  })
  expect((await page('/mailbox')).text).toContain('How is &lt;b&gt;it&lt;/b&gt;?')
  expect((await page('/mailbox/1')).text).toContain('sandbox="allow-popups')
  expect((await page('/mailbox/1?view=phone')).text).toContain('class="mail phone"')
  expect((await page('/mailbox/1?view=text')).text).toContain('Hello in text')
  expect((await page('/mailbox/1?view=headers')).text).toContain(
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  )
})

test('no script of an email runs, and its links to the shop lead to this shop', async () => {
  const { headers, text } = await page('/mailbox/1/body')
  expect(headers.get('content-security-policy')).toMatch(/script-src 'none'; sandbox(?!.*allow-scripts)/)
  expect(text).toContain(`href="${standIn.url}/cart/1:1"`)
})

test('what is not there is said so', async () => {
  for (const path of ['/mailbox/99', '/mailbox/99/body']) expect((await page(path)).status).toBe(404)
})

test('the front page and every page lead to the mailbox', async () => {
  expect((await page('/')).text).toContain('href="/mailbox"')
  expect((await page('/shop')).text).toContain('href="/mailbox"')
})

test('mail outlives the store’s process, and a line cut short by its end does no harm', async () => {
  const { appendFileSync } = await import('node:fs')
  await standIn.close()
  appendFileSync(join(dataDir, 'mailbox.jsonl'), '{"id":2,"atMs":1')
  standIn = await open()
  await send({ subject: 'Later' })
  expect(standIn.mailbox.messages().map(({ id, mail }) => [id, mail.subject])).toEqual([
    [2, 'Later'],
    [1, 'How is <b>it</b>?'],
  ])
})
