import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { AddressRefused } from '../../app/channels/channel.ts'
import { email } from '../../app/channels/email.server.ts'
import { messageIdOf, touchOfMessageId } from '../../app/channels/message-id.ts'
import { config } from '../../app/platform/config.ts'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { withMail } from '../support/mail.ts'
import { outgoing } from './outgoing.ts'

const { mail, replies } = withMail()

const context = { now: new Date('2026-11-22T09:00:00Z'), key: undefined }
const send = (changes: Parameters<typeof outgoing>[0] = {}) => email.send(outgoing(changes), context)
const parsed = () => PostalMime.parse(mail.received.at(-1)?.raw ?? '')

describe('an email', () => {
  test('arrives as one person’s, in both parts, from the shop', async () => {
    await send()
    const mail = await parsed()
    expect(mail.from).toMatchObject({ name: 'Roast & Co.', address: 'post@encore.example' })
    expect(mail.replyTo).toMatchObject([{ address: 'hello@roast.example' }])
    expect(mail.to).toMatchObject([{ address: 'ada@example.com' }])
    expect(mail.subject).toBe('Ein guter Anfang: Chemex')
    expect(mail.html).toContain('<p>Hallo</p>')
    expect(mail.text?.trim()).toBe('Hallo')
  })

  test('can be unsubscribed from by one click, and is no call for absence notes', async () => {
    await send()
    const { raw = '' } = mail.received[0] ?? {}
    expect(raw).toContain('List-Unsubscribe: <https://encore.example/unsubscribe/token>\r\n')
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
    expect(raw).toContain('Auto-Submitted: auto-generated\r\n')
    expect(raw).toMatch(/^Precedence: bulk\r$/m)
  })

  test('has the same name each time, which tells the touch', async () => {
    const first = await send()
    const again = await send()
    expect(again).toEqual(first)
    expect((await parsed()).messageId).toBe(first.providerId)
    expect(touchOfMessageId(first.providerId)).toEqual({
      shop: 'roast-and-co.myshopify.com',
      touchId: 'touch-1',
    })
  })

  test('keeps to its headers whatever somebody is called', async () => {
    const bad = 'Ada\r\nBcc: all@example.com'
    await send({ subject: bad, from: { name: `"${bad}" <x@evil.example>`, replyTo: undefined } })
    const { raw = '', to } = mail.received[0] ?? {}
    expect(to).toEqual(['ada@example.com'])
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im)
    expect((await parsed()).from?.address).toBe('post@encore.example')
  })

  test.each([
    'ada@example.com, eve@example.com',
    'ada',
    'a b@example.com',
    '<ada@example.com>',
    'x@y\nz',
    '',
  ])('is sent to no such address as %j', async (address) => {
    const customer = { ...outgoing().customer, email: address }
    await expect(send({ customer })).rejects.toBeInstanceOf(AddressRefused)
    expect(email.reaches(customer)).toBe(false)
    expect(mail.received).toEqual([])
  })
})

describe('what the mail server says', () => {
  test.each<[string, Partial<typeof replies>, typeof Unavailable | typeof Rejected]>([
    [
      'a mailbox that is not there',
      { recipient: { code: 550, words: '5.1.1 no such user' } },
      AddressRefused,
    ],
    ['a recipient refused without more', { recipient: { code: 550, words: 'no' } }, AddressRefused],
    ['a closed mailbox', { message: { code: 550, words: '5.2.1 disabled' } }, AddressRefused],
    ['a message taken for spam', { message: { code: 554, words: '5.7.1 spam' } }, Rejected],
    ['a recipient of another policy', { recipient: { code: 550, words: '5.7.1 denied' } }, Rejected],
    ['a full mailbox', { recipient: { code: 452, words: '4.2.2 full' } }, Unavailable],
    ['a busy server', { message: { code: 451, words: '4.3.0 later' } }, Unavailable],
    ['silence before the message', { recipient: 'hang-up' }, Unavailable],
  ])('%s is told as what it is', async (_name, reply, kind) => {
    Object.assign(replies, reply)
    const error = await send().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(kind)
    if (kind === Rejected) expect(error).not.toBeInstanceOf(AddressRefused)
    expect(String(error)).not.toContain('ada@')
  })

  test('nothing after the whole message is neither a yes nor a no', async () => {
    replies.message = 'hang-up'
    const error = await send().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(Unavailable)
    expect(error).not.toBeInstanceOf(Rejected)
  })

  test('no server at all is one to be tried again', async () => {
    const { smtp } = config()
    config().smtp = { url: 'smtp://127.0.0.1:1', from: 'post@encore.example' }
    await expect(send()).rejects.toBeInstanceOf(Unavailable)
    config().smtp = smtp
  })
})

test.each(['', '<x@y>', 'nonsense', `<${'A'.repeat(500)}@y>`, '<cm9hc3Q@encore.example>'])(
  '%s names no touch',
  (messageId) => {
    expect(touchOfMessageId(messageId)).toBeUndefined()
  },
)

test('a Message-ID names its touch whatever the touch is called', () => {
  const id = messageIdOf('roast-and-co.myshopify.com', 'wäre/das?', 'post@encore.example')
  expect(id).toMatch(/^<[\w-]+@encore\.example>$/)
  expect(touchOfMessageId(id)).toEqual({ shop: 'roast-and-co.myshopify.com', touchId: 'wäre/das?' })
})
