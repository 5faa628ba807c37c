import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { orderedId, orderedIdsMax } from '../platform/ordered-id.ts'
import { bytesArray, integersArray, textArray, timesArray, uuidsArray } from './binary-arrays.server.ts'
import {
  bytesInPieces,
  copyBytesMin,
  copyOfPieces,
  layPieces,
  piecesAt,
  wholeBytesMax,
} from './delivery-pieces.server.ts'
import { keepTogether } from './keep-together.server.ts'

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
   * Keeps all of them in one transaction: when it returns, all are committed. One that is there already (same shop,
   * same webhook id) stays as it is, body and all. Of two groups with the same deliveries one waits for the other, and
   * never both. Throws after `waitMs` without an answer; the rows may then be there or not, and the connection must not
   * be used again.
   */
  insert(client: pg.ClientBase, waitMs: number): Promise<void>
}

// Short bodies never fill a group by their bytes.
const rowsMax = Math.min(128, orderedIdsMax)
const noBytes = Buffer.alloc(0)

/** A delivery whose body was laid down: whole, to stay in the row, or in pieces. */
interface Laid extends Omit<ReceivedDelivery, 'body'> {
  whole: Buffer
  bodyId: Buffer | undefined
  pieceBytes: number
}

/**
 * An empty group over `memory`, which it uses until it is kept: pieces from the front, laid down just as PostgreSQL
 * reads them, and short bodies, which stay whole, from the back.
 */
export function createDeliveryGroup(memory: Buffer): DeliveryGroup {
  const deliveries: Laid[] = []
  const chance = randomBytes(8)
  let end = piecesAt
  let wholeAt = memory.length
  let bytes = 0
  const layDown = ({ body, ...said }: ReceivedDelivery): Laid => {
    if (body.length <= wholeBytesMax) {
      wholeAt -= body.length
      memory.set(body, wholeAt)
      const whole = memory.subarray(wholeAt, wholeAt + body.length)
      return { ...said, whole, bodyId: undefined, pieceBytes: 0 }
    }
    const bodyId = orderedId(said.receivedAt, deliveries.length, chance)
    end = layPieces(memory, end, { shopId: said.shopId, bodyId, body })
    return { ...said, whole: noBytes, bodyId, pieceBytes: body.length }
  }
  return {
    get count() {
      return deliveries.length
    },
    get bytes() {
      return bytes
    },
    add(delivery) {
      const needed = memoryFor(delivery.body.length) - piecesAt
      if (deliveries.length >= rowsMax || end + needed > wholeAt) return false
      deliveries.push(layDown(delivery))
      bytes += delivery.body.length
      return true
    },
    insert(client, waitMs) {
      const data = end > piecesAt ? copyOfPieces(memory, end) : undefined
      const parameters = parametersOf(deliveries.sort(inOneOrder))
      const together = { copy: { text: copy, data }, statement: { ...statement, parameters } }
      return keepTogether(client, together, waitMs)
    },
  }
}

/** Groups that hold the same deliveries insert them in the same order, so that no two wait for each other crosswise. */
function inOneOrder(a: Laid, b: Laid): number {
  if (a.shopId !== b.shopId) return a.shopId < b.shopId ? -1 : 1
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

/** The memory that a group needs to hold one body of this size. */
export function memoryFor(bytes: number): number {
  return copyBytesMin + (bytes <= wholeBytesMax ? bytes : bytesInPieces(bytes))
}

function parametersOf(deliveries: Laid[]): Buffer[] {
  return [
    textArray(deliveries.map((each) => each.shopId)),
    textArray(deliveries.map((each) => each.id)),
    textArray(deliveries.map((each) => each.topic)),
    textArray(deliveries.map((each) => each.apiVersion)),
    textArray(deliveries.map((each) => each.eventId)),
    timesArray(deliveries.map((each) => each.triggeredAt)),
    timesArray(deliveries.map((each) => each.receivedAt)),
    bytesArray(deliveries.map((each) => each.whole)),
    uuidsArray(deliveries.map((each) => each.bodyId)),
    integersArray(deliveries.map((each) => each.pieceBytes)),
  ]
}

const copy = 'copy "DeliveryPiece" ("shopId", "bodyId", "position", "bytes") from stdin (format binary)'

// The pieces are there before anybody knows whether their delivery is: those of one that came before are dropped again.
const statement = {
  name: 'keep-deliveries',
  text: `with kept as (
    insert into "Delivery" ("shopId", "id", "topic", "apiVersion", "eventId", "triggeredAt", "receivedAt", "dueAt", "body", "bodyId", "pieceBytes")
    select "shopId", "id", "topic", "apiVersion", "eventId", "triggeredAt", "receivedAt", "receivedAt", "body", "bodyId", "pieceBytes"
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
        $8::bytea[], $9::uuid[], $10::integer[])
      as row ("shopId", "id", "topic", "apiVersion", "eventId", "triggeredAt", "receivedAt", "body", "bodyId", "pieceBytes")
    on conflict do nothing
    returning "bodyId")
  select drop_pieces("shopId", "bodyId") from unnest($1::text[], $9::uuid[]) as sent ("shopId", "bodyId")
   where sent."bodyId" is not null and not exists (select from kept where kept."bodyId" = sent."bodyId")`,
}
