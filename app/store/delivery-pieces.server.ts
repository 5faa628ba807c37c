// Bodies in pieces, laid down as `COPY "DeliveryPiece" FROM STDIN (FORMAT binary)` takes them in
// (https://www.postgresql.org/docs/18/sql-copy.html): a head, then for each row the number of its fields and each field
// with its length, and an end.

/** A body up to this size stays in its delivery's row: PostgreSQL keeps a row of 2 KB in one piece, keys and all. */
export const wholeBytesMax = 1_700
/** What fits on a page of 8 KB beside the longest key. */
export const pieceBytesMax = 7_900

const shopIdBytesMax = 74
const fieldsOfPiece = 4
const headOfCopy = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const endOfCopy = Buffer.from([0xff, 0xff])

/** Where the first piece begins. */
export const piecesAt = headOfCopy.length
/** The copy of no piece at all needs so much. */
export const copyBytesMin = headOfCopy.length + endOfCopy.length

/** How much a body takes in pieces, at most. */
export function bytesInPieces(bytes: number): number {
  return bytes + Math.ceil(bytes / pieceBytesMax) * headBytes(shopIdBytesMax)
}

/** What a body is, and whose. `bodyId` is the 16 bytes of a UUID. */
export interface BodyInPieces {
  shopId: string
  bodyId: Buffer
  body: Uint8Array
}

/** Lays the body down in pieces from `at` on. Returns where they end. */
export function layPieces(memory: Buffer, at: number, { shopId, bodyId, body }: BodyInPieces): number {
  const headSize = layHead(memory, at, shopId, bodyId) - at
  let end = at
  for (let from = 0, position = 0; from < body.length; from += pieceBytesMax, position++) {
    const piece = body.subarray(from, from + pieceBytesMax)
    if (position > 0) memory.copyWithin(end, at, at + headSize)
    end = memory.writeInt32BE(position, end + headSize - 8)
    end = memory.writeInt32BE(piece.length, end)
    memory.set(piece, end)
    end += piece.length
  }
  return end
}

/** The copy of all pieces that lie in `memory` up to `end`. */
export function copyOfPieces(memory: Buffer, end: number): Buffer {
  headOfCopy.copy(memory)
  return memory.subarray(0, end + endOfCopy.copy(memory, end))
}

/** What stands before the bytes of a piece; its position and its length are the last eight bytes. */
function layHead(memory: Buffer, at: number, shopId: string, bodyId: Buffer): number {
  let end = memory.writeInt16BE(fieldsOfPiece, at)
  end = memory.writeInt32BE(shopId.length, end)
  end += memory.write(shopId, end, 'latin1')
  end = memory.writeInt32BE(bodyId.length, end)
  end += bodyId.copy(memory, end)
  end = memory.writeInt32BE(4, end)
  return end + 8
}

function headBytes(shopIdBytes: number): number {
  return 2 + (4 + shopIdBytes) + (4 + 16) + (4 + 4) + 4
}
