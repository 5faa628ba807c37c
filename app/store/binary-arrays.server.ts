// PostgreSQL's binary form of one-dimensional arrays, so that thousands of rows travel as a handful of parameters of
// one prepared statement (https://www.postgresql.org/docs/18/protocol-overview.html#PROTOCOL-FORMAT-CODES; array_recv
// in the server's source): ndim, hasNull, element type; length, lower bound; then each element with its length.

/** How many bytes stand before the first element. */
export const arrayHeaderBytes = 20
const nullLength = -1
const oid = { bytea: 17, text: 25, timestamptz: 1184 }
const microsecondsToTheYear2000 = 946_684_800_000_000n

/** `text[]`, ready to be a parameter. The strings hold no zero byte, which PostgreSQL refuses. */
export function textArray(values: (string | undefined)[]): Buffer {
  let size = arrayHeaderBytes
  for (const value of values) size += 4 + (value === undefined ? 0 : Buffer.byteLength(value))
  const array = begin(size, oid.text, values.length)
  let offset = arrayHeaderBytes
  for (const value of values) {
    const length = value === undefined ? nullLength : array.write(value, offset + 4)
    offset = array.writeInt32BE(length, offset) + Math.max(length, 0)
  }
  return array
}

/**
 * Writes what stands before the elements of a `bytea[]` of `count` elements into the beginning of `memory`; behind it
 * each element stands as the four bytes of its length and its own.
 */
export function writeBytesHeader(memory: Buffer, count: number): void {
  writeHeader(memory, oid.bytea, count)
}

/** `timestamptz[]`, ready to be a parameter. */
export function timesArray(values: (Date | undefined)[]): Buffer {
  let size = arrayHeaderBytes
  for (const value of values) size += 4 + (value === undefined ? 0 : 8)
  const array = begin(size, oid.timestamptz, values.length)
  let offset = arrayHeaderBytes
  for (const value of values) {
    offset = array.writeInt32BE(value === undefined ? nullLength : 8, offset)
    if (value) offset = array.writeBigInt64BE(sinceTheYear2000(value), offset)
  }
  return array
}

function begin(size: number, elementType: number, count: number): Buffer {
  const array = Buffer.allocUnsafe(size)
  writeHeader(array, elementType, count)
  return array
}

function writeHeader(array: Buffer, elementType: number, count: number): void {
  const dimensions = 1
  const mayHoldNull = 1
  const firstIndex = 1
  array.writeInt32BE(dimensions, 0)
  array.writeInt32BE(mayHoldNull, 4)
  array.writeInt32BE(elementType, 8)
  array.writeInt32BE(count, 12)
  array.writeInt32BE(firstIndex, 16)
}

function sinceTheYear2000(time: Date): bigint {
  return BigInt(time.getTime()) * 1000n - microsecondsToTheYear2000
}
