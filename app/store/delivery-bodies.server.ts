// Where a delivery's body lies: in its row, or in the pieces of its `bodyId`. Only the intake and this file know.
import { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from './database.server.ts'
import { pieceBytesMax } from './delivery-pieces.server.ts'

/** The whole body of the delivery that the statement calls `d`. */
export const bodyOfD = Prisma.sql`
  case when d."bodyId" is null then d."body" else ${piecesOfD(Prisma.empty)} end`

/** How many bytes the body has: 0 when it was erased. */
export const bodyBytes = Prisma.sql`octet_length("body") + "pieceBytes"`

/** What an UPDATE sets to erase a body; the database drops its pieces. */
export const noBody = Prisma.sql`"body" = ''::bytea, "bodyId" = null, "pieceBytes" = 0`

/** Erases the bodies of these deliveries. */
export async function emptyBodies(db: Db, ids: string[]): Promise<void> {
  if (ids.length > 0) await db.$executeRaw`update "Delivery" set ${noBody} where "id" = any(${ids})`
}

/** The first `bytesMax` bytes of a delivery's body, and how many it has; nothing when there is no such delivery. */
export async function readBodyStart(
  db: Db,
  id: string,
  bytesMax: number,
): Promise<{ start: Uint8Array; bytes: number } | undefined> {
  const first = Prisma.sql`and p."position" < ${Math.ceil(bytesMax / pieceBytesMax)}`
  const [row] = await db.$queryRaw<{ start: Uint8Array; bytes: number }[]>`
    select substr(case when d."bodyId" is null then d."body" else ${piecesOfD(first)} end, 1, ${bytesMax}) as "start",
           ${bodyBytes} as "bytes"
      from "Delivery" d where d."id" = ${id}`
  return row
}

/** A body without its pieces, which nobody can make, would be set aside as one that cannot be read. */
function piecesOfD(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((
    select string_agg(p."bytes", ''::bytea order by p."position") from "DeliveryPiece" p
     where p."shopId" = d."shopId" and p."bodyId" = d."bodyId" ${which}), ''::bytea)`
}
