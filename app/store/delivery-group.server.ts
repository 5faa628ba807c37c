import type pg from 'pg'
import { arrayHeaderBytes, textArray, timesArray, writeBytesHeader } from './binary-arrays.server.ts'

/** A webhook as it came through the door, its signature proven. */
export interface ReceivedDelivery {
  shopId: string
  /** X-Shopify-Webhook-Id. */
  id: string
  topic: string
  apiVersion: string | undefined
  eventId: string | undefined
  triggeredAt: Date | undefined
  receivedAt: Date
  body: Uint8Array
}

/** Deliveries that are to be kept together. */
export interface DeliveryGroup {
  readonly count: number
  /** What the bodies come to. */
  readonly bytes: number
  /** Takes a delivery in; its body is copied and free again. False when there is no room for it. */
  add(delivery: ReceivedDelivery): boolean
  /**
   * Keeps all of them in one statement that is its own transaction: when it returns, all are committed. One that is
   * there already (same shop, same webhook id) stays as it is. Throws after `waitMs` without an answer; the rows may
   * then be there or not, and the connection must not be used again.
   */
  insert(client: pg.ClientBase, waitMs: number): Promise<void>
}

const rowsMax = 500

/**
 * An empty group over `memory`, which it uses until it is kept. Bodies are laid down there just as PostgreSQL reads
 * them, so that each is copied once between the door and the database.
 */
export function createDeliveryGroup(memory: Buffer): DeliveryGroup {
  const deliveries: Omit<ReceivedDelivery, 'body'>[] = []
  let end = arrayHeaderBytes
  let bytes = 0
  return {
    get count() {
      return deliveries.length
    },
    get bytes() {
      return bytes
    },
    add({ body, ...said }) {
      if (deliveries.length >= rowsMax || end + 4 + body.length > memory.length) return false
      end = memory.writeInt32BE(body.length, end)
      memory.set(body, end)
      end += body.length
      bytes += body.length
      deliveries.push(said)
      return true
    },
    insert: (client, waitMs) => {
      writeBytesHeader(memory, deliveries.length)
      const small = [
        textArray(deliveries.map((each) => each.shopId)),
        textArray(deliveries.map((each) => each.id)),
        textArray(deliveries.map((each) => each.topic)),
        textArray(deliveries.map((each) => each.apiVersion)),
        textArray(deliveries.map((each) => each.eventId)),
        timesArray(deliveries.map((each) => each.triggeredAt)),
        timesArray(deliveries.map((each) => each.receivedAt)),
      ]
      return submit(client, [...small, memory.subarray(0, end)], waitMs)
    },
  }
}

/** The memory that a group needs to hold one body of this size. */
export function memoryFor(bytes: number): number {
  return arrayHeaderBytes + 4 + bytes
}

const statement = {
  name: 'keep-deliveries',
  text: `insert into "Delivery" ("shopId", "id", "topic", "apiVersion", "eventId", "triggeredAt", "receivedAt", "dueAt", "body")
    select "shopId", "id", "topic", "apiVersion", "eventId", "triggeredAt", "receivedAt", "receivedAt", "body"
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::bytea[])
        as row ("shopId", "id", "topic", "apiVersion", "eventId", "triggeredAt", "receivedAt", "body")
    on conflict do nothing`,
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
 * Runs the statement with binary parameters. node-postgres would copy all of them once more into one message; as a
 * "submittable" (https://node-postgres.com/apis/client#clientquery) they are written to the socket as they lie.
 */
function submit(client: pg.ClientBase, parameters: Buffer[], waitMs: number): Promise<void> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error('the database does not answer')), waitMs)
    let error: Error | undefined
    client.query({
      ...statement,
      submit: (connection: unknown) => {
        const wire = connection as Wire // What `Client.query` hands to every submittable.
        wire.stream.cork()
        if (wire.parsedStatements[statement.name] === undefined) wire.parse(statement)
        wire.stream.write(bindHead(parameters))
        for (const parameter of parameters) {
          wire.stream.write(lengthOf(parameter))
          wire.stream.write(parameter)
        }
        wire.stream.write(bindTail)
        wire.execute()
        wire.sync()
        wire.stream.uncork()
      },
      handleError: (cause: Error) => {
        error = cause
        clearTimeout(timer)
        failed(cause)
      },
      handleReadyForQuery: () => {
        clearTimeout(timer)
        if (!error) done()
      },
      handleCommandComplete: () => undefined,
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleEmptyQuery: () => undefined,
      handlePortalSuspended: () => undefined,
      handleCopyInResponse: () => undefined,
      handleCopyData: () => undefined,
    })
  })
}

const formatBinary = 1
// No portal of a name, and all results as text.
const bindTail = Buffer.from([0, 1, 0, 0])

/** A Bind message up to its parameters (https://www.postgresql.org/docs/18/protocol-message-formats.html). */
function bindHead(parameters: Buffer[]): Buffer {
  const name = Buffer.from(`\0${statement.name}\0`)
  const values = parameters.reduce((sum, each) => sum + 4 + each.length, 0)
  const head = Buffer.alloc(1 + 4 + name.length + 2 + 2 + 2)
  head.write('B')
  head.writeInt32BE(head.length - 1 + values + bindTail.length, 1)
  const at = head.writeUInt16BE(1, 5 + name.copy(head, 5))
  head.writeUInt16BE(parameters.length, head.writeUInt16BE(formatBinary, at))
  return head
}

function lengthOf(parameter: Buffer): Buffer {
  const length = Buffer.allocUnsafe(4)
  length.writeInt32BE(parameter.length)
  return length
}
