import type pg from 'pg'

/** What is sent to the database in one go, as one transaction: rows for a COPY, if there are any, and a statement. */
export interface Together {
  copy: { text: string; data: Buffer | undefined }
  /** Its parameters are in binary form. */
  statement: { name: string; text: string; parameters: Buffer[] }
}

/** What node-postgres knows of a connection and its types do not. */
interface Wire {
  stream: { cork(): void; uncork(): void; write(bytes: Uint8Array): void }
  parsedStatements: Record<string, string | undefined>
  parse(statement: { name: string; text: string }): void
  execute(): void
  sync(): void
}

/**
 * Sends all of it and waits once. What goes out before one Sync is one transaction
 * (https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-PIPELINING). node-postgres would copy parameters
 * once more into one message; as a "submittable" (https://node-postgres.com/apis/client#clientquery) they are written to
 * the socket as they lie. Throws after `waitMs` without an answer: the connection must not be used again then.
 */
export function keepTogether(client: pg.ClientBase, together: Together, waitMs: number): Promise<void> {
  const { name, text } = together.statement
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error('the database does not answer')), waitMs)
    let error: Error | undefined
    const query = {
      name,
      text,
      // Where node-postgres has a time-out of its own, it ends with this call, and would else hold the group until then.
      callback: undefined as (() => void) | undefined,
      submit: (connection: unknown) => {
        const wire = connection as Wire // What `Client.query` hands to every submittable.
        wire.stream.cork()
        send(wire, together)
        wire.stream.uncork()
      },
      handleError: (cause: Error) => {
        error = cause
        clearTimeout(timer)
        failed(cause)
      },
      handleReadyForQuery: () => {
        clearTimeout(timer)
        query.callback?.()
        if (!error) done()
      },
      handleCommandComplete: () => undefined,
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleEmptyQuery: () => undefined,
      handlePortalSuspended: () => undefined,
      handleCopyInResponse: () => undefined,
      handleCopyData: () => undefined,
    }
    client.query(query)
  })
}

function send(wire: Wire, { copy, statement: { name, text, parameters } }: Together): void {
  if (wire.parsedStatements[name] === undefined) wire.parse({ name, text })
  if (copy.data) {
    wire.parse({ name: '', text: copy.text })
    bind(wire, '', [])
    wire.execute()
    sendCopy(wire, copy.data)
  }
  bind(wire, name, parameters)
  wire.execute()
  wire.sync()
}

// PostgreSQL takes a message in as a whole before it reads it: while it writes one down, the next comes.
const copyMessageBytes = 256 * 1024
const copyDone = Buffer.from([...Buffer.from('c'), 0, 0, 0, 4])

/** All of a COPY's data without waiting to be asked for it: if the COPY fails, the server passes it over. */
function sendCopy(wire: Wire, data: Buffer): void {
  for (let from = 0; from < data.length; from += copyMessageBytes) {
    const part = data.subarray(from, from + copyMessageBytes)
    const head = Buffer.allocUnsafe(5)
    head.write('d')
    head.writeInt32BE(4 + part.length, 1)
    wire.stream.write(head)
    wire.stream.write(part)
  }
  wire.stream.write(copyDone)
}

function bind(wire: Wire, name: string, parameters: Buffer[]): void {
  wire.stream.write(bindHead(name, parameters))
  for (const parameter of parameters) {
    wire.stream.write(lengthOf(parameter))
    wire.stream.write(parameter)
  }
  wire.stream.write(bindTail)
}

const formatBinary = 1
// No portal of a name, and all results as text.
const bindTail = Buffer.from([0, 1, 0, 0])

/** A Bind message up to its parameters (https://www.postgresql.org/docs/18/protocol-message-formats.html). */
function bindHead(name: string, parameters: Buffer[]): Buffer {
  const names = Buffer.from(`\0${name}\0`)
  const values = parameters.reduce((sum, each) => sum + 4 + each.length, 0)
  const head = Buffer.alloc(1 + 4 + names.length + 2 + 2 + 2)
  head.write('B')
  head.writeInt32BE(head.length - 1 + values + bindTail.length, 1)
  const at = head.writeUInt16BE(1, 5 + names.copy(head, 5))
  head.writeUInt16BE(parameters.length, head.writeUInt16BE(formatBinary, at))
  return head
}

function lengthOf(parameter: Buffer): Buffer {
  const length = Buffer.allocUnsafe(4)
  length.writeInt32BE(parameter.length)
  return length
}
