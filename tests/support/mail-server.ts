import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

interface Received {
  to: string[]
  from: string
  raw: string
}

/** What a mail server does with a recipient or a message: takes it, refuses it in its own words, or hangs up. */
export type Reply = 'take' | 'hang-up' | { code: number; words: string }

/** A real mail server on a free port; `replies` may be changed while it runs. */
export async function aMailServer(replies: { recipient: Reply; message: Reply }) {
  const received: Received[] = []
  const refusal = (reply: Reply) =>
    typeof reply === 'object' ? Object.assign(new Error(reply.words), { responseCode: reply.code }) : null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(_address, session, done) {
      if (replies.recipient === 'hang-up') hangUp(session.id)
      else done(refusal(replies.recipient))
    },
    async onData(stream, session, done) {
      const raw = await text(stream)
      if (replies.message !== 'take' && replies.message !== 'hang-up') return done(refusal(replies.message))
      const { mailFrom, rcptTo } = session.envelope
      received.push({ raw, to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '' })
      if (replies.message === 'hang-up') hangUp(session.id)
      else done(null)
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
    close: () => new Promise<void>((closed) => server.close(closed)),
  }
}
