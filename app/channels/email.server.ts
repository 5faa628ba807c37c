import { Readable } from 'node:stream'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { config } from '../platform/config.ts'
import { Rejected, Unavailable } from '../platform/errors.ts'
import { AddressRefused, type ChannelKind, type OutgoingMessage, type Sent } from './channel.ts'
import { messageIdOf } from './message-id.ts'

const connectMsMax = 10_000
const silenceMsMax = 60_000

/** Email over SMTP. The protocol cannot tell a repetition: what may have been taken is never sent again. */
export const email: ChannelKind = {
  channel: 'email',
  knowsRepeats: false,
  isConnected: () => config().smtp !== undefined,
  reaches: ({ email: address }) => address !== undefined && isAddress(address),
  send: sendEmail,
}

/** One plain address of one mailbox: nothing that a header or an envelope could read as more than that. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),;:\\[\]\p{Cc}]{1,64}@[^\s@<>"(),;:\\[\]\p{Cc}]+$/u.test(text)
}

async function sendEmail(message: OutgoingMessage): Promise<Sent> {
  const { smtp } = config()
  const to = message.customer.email
  if (!smtp) throw new Rejected('There is no mail server: SMTP_URL is not set.')
  if (!to || !isAddress(to)) throw new AddressRefused('The address is none.')
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: connectMsMax,
    greetingTimeout: connectMsMax,
    socketTimeout: silenceMsMax,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const handed = { isBegun: false }
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((content) => Readable.from(noting(content, handed)))
    done()
  })
  try {
    await transport.sendMail(emailOf(message, to, smtp.from))
    return { providerId: messageIdOf(message.shop, message.touchId, smtp.from) }
  } catch (error) {
    throw troubleOf(error, handed.isBegun)
  } finally {
    transport.close()
  }
}

/** The content is asked for once the server has agreed to take it: from then on it may have taken it. */
async function* noting(content: AsyncIterable<Buffer>, handed: { isBegun: boolean }): AsyncGenerator<Buffer> {
  handed.isBegun = true
  yield* content
}

function emailOf(message: OutgoingMessage, to: string, from: string): SendMailOptions {
  const { subject, html, text, unsubscribeUrl, isAsked, language } = message
  return {
    messageId: messageIdOf(message.shop, message.touchId, from),
    from: { name: message.from.name, address: from },
    to: { name: '', address: to },
    ...(message.from.replyTo && { replyTo: { name: message.from.name, address: message.from.replyTo } }),
    subject,
    html,
    text,
    // Who wrote it is known; that it was not typed for this one person keeps absence notes away (RFC 3834).
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      ...(!isAsked && { Precedence: 'bulk' }),
      'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

interface SmtpTrouble {
  code?: string
  responseCode?: number
  response?: string
  command?: string
}

/** What an error means for the message: refused for good, to be tried again, or unknown. Quotes no address. */
function troubleOf(error: unknown, mayBeTaken: boolean): unknown {
  const { code = '', responseCode, response = '', command = '' } = error as SmtpTrouble // Of nodemailer, or a plain error.
  const said = `SMTP ${command.split(' ', 1)[0]} ${responseCode ?? code}`
  if (responseCode !== undefined && responseCode >= 500) {
    if (isForTheAddress(command, response)) return new AddressRefused(said)
    // Of our own sign-in or of the whole server: not this message's doing, and mended by the operator.
    return command.startsWith('DATA') || command.startsWith('RCPT')
      ? new Rejected(said)
      : new Unavailable(said)
  }
  if (responseCode !== undefined || !mayBeTaken) return new Unavailable(said, { cause: error })
  return new Error(`${said}: it may have been sent`)
}

/** By the code of RFC 3463: 5.1 the address, 5.2.1 a mailbox that is closed. Without one, a recipient that was refused. */
function isForTheAddress(command: string, response: string): boolean {
  const [, enhanced] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})/.exec(response) ?? []
  if (enhanced) return /^5\.(1\.|2\.1$)/.test(enhanced)
  return command.startsWith('RCPT')
}
