// PostgreSQL's binary form of one-dimensional arrays, so that thousands of rows travel as a handful of parameters of
// one prepared statement (https://www.postgresql.org/docs/18/protocol-overview.html#PROTOCOL-FORMAT-CODES; array_recv
// in the server's source): ndim, hasNull, element type; length, lower bound; then each element with its length.

const arrayHeaderBytes = 20
const nullLength = -1
const oid = { bytea: 17, integer: 23, text: 25, timestamptz: 1184, uuid: 2950 }
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

/** `bytea[]`, ready to be a parameter. */
export function bytesArray(values: Uint8Array[]): Buffer {
  return arrayOfBytes(oid.bytea, values)
}

/** `uuid[]` of 16 bytes each, ready to be a parameter. */
export function uuidsArray(values: (Uint8Array | undefined)[]): Buffer {
  return arrayOfBytes(oid.uuid, values)
}

/** `integer[]`, ready to be a parameter. */
export function integersArray(values: number[]): Buffer {
  const array = begin(arrayHeaderBytes + 8 * values.length, oid.integer, values.length)
  let offset = arrayHeaderBytes
  for (const value of values) offset = array.writeInt32BE(value, array.writeInt32BE(4, offset))
  return array
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

function arrayOfBytes(elementType: number, values: (Uint8Array | undefined)[]): Buffer {
  let size = arrayHeaderBytes
  for (const value of values) size += 4 + (value?.length ?? 0)
  const array = begin(size, elementType, values.length)
  let offset = arrayHeaderBytes
  for (const value of values) {
    offset = array.writeInt32BE(value?.length ?? nullLength, offset)
    if (value) array.set(value, offset)
    offset += value?.length ?? 0
  }
  return array
}

function begin(size: number, elementType: number, count: number): Buffer {
  const dimensions = 1
  const mayHoldNull = 1
  const firstIndex = 1
  const array = Buffer.allocUnsafe(size)
  array.writeInt32BE(dimensions, 0)
  array.writeInt32BE(mayHoldNull, 4)
  array.writeInt32BE(elementType, 8)
  array.writeInt32BE(count, 12)
  array.writeInt32BE(firstIndex, 16)
  return array
}

function sinceTheYear2000(time: Date): bigint {
  return BigInt(time.getTime()) * 1000n - microsecondsToTheYear2000
}
