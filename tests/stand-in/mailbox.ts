import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { EventLog } from './world/types/log.ts'

const messagesMax = 500
const bytesMax = 1_000_000

/** One message as it arrived. */
export interface ArrivedMail {
  /** Counts up from 1. */
  id: number
  /** By the store's clock. */
  atMs: number
  /** Whom the mail program named, whatever the headers say. */
  to: string[]
  raw: string
  mail: Email
}

/** Everybody's mailbox: whatever address a message is for, it arrives here. */
export interface Mailbox {
  /** `smtp://127.0.0.1:<port>`, for the app's SMTP_URL. */
  readonly smtpUrl: string
  /** The newest first, at most 500. */
  messages(): ArrivedMail[]
  message(id: number): ArrivedMail | undefined
  close(): Promise<void>
}

type Kept = Pick<ArrivedMail, 'id' | 'atMs' | 'to' | 'raw'>

/** Opens a real mail server on a free port of this machine. With a file, what arrived outlives the process. */
export async function openMailbox({
  port = 0,
  file,
  log,
  shop,
  nowMs,
}: {
  port?: number
  file: string | undefined
  log: EventLog
  shop: string
  nowMs: () => number
}): Promise<Mailbox> {
  const arrived = await Promise.all(keptIn(file).map(read))
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: bytesMax,
    logger: false,
    closeTimeout: 200,
    disableReverseLookup: true,
    async onData(stream, { envelope }, done) {
      const raw = await text(stream)
      if (stream.sizeExceeded) return done(Object.assign(new Error('5.3.4 too large'), { responseCode: 552 }))
      const to = envelope.rcptTo.map(({ address }) => address)
      const kept = { id: (arrived.at(-1)?.id ?? 0) + 1, atMs: nowMs(), to, raw }
      const mail = await read(kept)
      arrived.push(mail)
      arrived.splice(0, arrived.length - messagesMax)
      if (file) appendFileSync(file, `${JSON.stringify(kept)}\n`)
      log.add({
        shop,
        kind: 'email',
        text: `Email to ${to.join(', ')} arrived: ${mail.mail.subject ?? 'without a subject'}`,
        mailId: kept.id,
      })
      done(null)
    },
  })
  // A program that leaves in the middle of a sentence is no reason to close.
  server.on('error', () => undefined)
  await new Promise<void>((listening, failed) => {
    server.server.once('error', failed)
    server.listen(port, '127.0.0.1', listening)
  })
  const address = server.server.address()
  const opened = typeof address === 'object' && address ? address.port : port
  return {
    smtpUrl: `smtp://127.0.0.1:${opened}`,
    messages: () => [...arrived].reverse(),
    message: (id) => arrived.find((each) => each.id === id),
    close: () => new Promise((closed) => server.close(closed)),
  }
}

async function read(kept: Kept): Promise<ArrivedMail> {
  return { ...kept, mail: await PostalMime.parse(kept.raw) }
}

/** What an earlier process kept; a line cut short by its end never arrived. */
function keptIn(file: string | undefined): Kept[] {
  if (!file || !existsSync(file)) return []
  const kept: Kept[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line) continue
    try {
      kept.push(JSON.parse(line) as Kept) // Written below.
    } catch {
      break
    }
  }
  rmSync(file)
  const last = kept.slice(-messagesMax)
  for (const each of last) appendFileSync(file, `${JSON.stringify(each)}\n`)
  return last
}
