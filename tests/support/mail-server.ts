import { EventEmitter } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

interface Received {
  to: string[]
  from: string
  raw: string
}

/** What a mail server does with a recipient or a message: takes it, refuses it in its own words, hangs up, or says nothing. */
export type Reply = 'take' | 'hang-up' | 'silence' | { code: number; words: string }

/** A real mail server on a free port; `replies` may be changed while it runs. */
export async function aMailServer(replies: { recipient: Reply; message: Reply }) {
  const received: Received[] = []
  const came = new EventEmitter()
  const refusal = (reply: Reply) =>
    typeof reply === 'object' ? Object.assign(new Error(reply.words), { responseCode: reply.code }) : null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 200,
    disableReverseLookup: true,
    onRcptTo(_address, session, done) {
      came.emit('recipient')
      if (replies.recipient === 'hang-up') hangUp(session.id)
      else if (replies.recipient === 'silence') return
      else done(refusal(replies.recipient))
    },
    async onData(stream, session, done) {
      const raw = await text(stream)
      if (typeof replies.message === 'object') return done(refusal(replies.message))
      const { mailFrom, rcptTo } = session.envelope
      received.push({ raw, to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '' })
      came.emit('message')
      if (replies.message === 'hang-up') hangUp(session.id)
      else if (replies.message === 'take') done(null)
    },
  })
  // What a client does that leaves in the middle is this server's daily bread.
  server.on('error', () => undefined)
  const hangUp = (id: string) => {
    for (const connection of server.connections) if (connection.id === id) connection.close()
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Says `recipient` and `message` as a program comes so far. */
    came,
    close: () => new Promise<void>((closed) => server.close(closed)),
  }
}
