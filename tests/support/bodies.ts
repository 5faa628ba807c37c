import { acrossShops } from '../../app/store/database.server.ts'
import {
  createDeliveryGroup,
  memoryFor,
  type ReceivedDelivery,
} from '../../app/store/delivery-group.server.ts'

/** The whole body of the delivery `d`, wherever it lies, in SQL. */
export const wholeBody = `coalesce((select string_agg(p."bytes", ''::bytea order by p."position") from "DeliveryPiece" p
  where p."shopId" = d."shopId" and p."bodyId" = d."bodyId"), d."body")`

/** Keeps deliveries as the door does, together. */
export async function keepDeliveries(...deliveries: ReceivedDelivery[]): Promise<void> {
  const bytes = deliveries.reduce((sum, { body }) => sum + memoryFor(body.length), 0)
  const group = createDeliveryGroup(Buffer.alloc(bytes))
  for (const each of deliveries) if (!group.add(each)) throw new Error('The group has no room.')
  const client = await acrossShops().connect()
  await group.insert(client, 5_000).finally(() => client.release())
}

/** A delivery's body, byte for byte; nothing where there is no such delivery. */
export async function bodyOf(shopId: string, id: string): Promise<Buffer | undefined> {
  const { rows } = await acrossShops().query<{ body: Buffer }>(
    `select ${wholeBody} as "body" from "Delivery" d where "shopId" = $1 and "id" = $2`,
    [shopId, id],
  )
  return rows[0]?.body
}

/** The lengths of all pieces of all deliveries, those that no delivery has among them, in order. */
export async function pieceLengths(): Promise<number[]> {
  const { rows } = await acrossShops().query<{ length: number }>(
    `select octet_length("bytes") as "length" from "DeliveryPiece" order by "shopId", "bodyId", "position"`,
  )
  return rows.map(({ length }) => length)
}
