/** How many ids of one millisecond and one chance are told apart. */
export const orderedIdsMax = 4_096

/**
 * An id as the 16 bytes of a UUID of version 7 (https://www.rfc-editor.org/rfc/rfc9562#section-5.7): ids sort by when
 * they were made, so that a table keyed by them grows at one end. `count`, below `orderedIdsMax`, tells those of one
 * `chance` apart, eight random bytes that nobody else has. The same again gives the same id.
 */
export function orderedId(at: Date, count: number, chance: Uint8Array): Buffer {
  const id = Buffer.allocUnsafe(16)
  id.writeUIntBE(at.getTime(), 0, 6)
  id.writeUInt16BE(0x7000 | count, 6)
  id.set(chance, 8)
  id.writeUInt8(0x80 | (id.readUInt8(8) & 0x3f), 8)
  return id
}
