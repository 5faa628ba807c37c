import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const formatVersion = 1
const ivBytes = 12
const tagBytes = 16

/** A key for sealing, told apart by a short id that is kept beside what it sealed. */
export interface SealingKey {
  id: string
  /** 32 bytes. */
  key: Buffer
}

/** What came out of `open`. */
export type Opened =
  | { kind: 'opened'; text: string; isNewestKey: boolean }
  /** Sealed with a key that is no longer configured. */
  | { kind: 'key-gone'; keyId: string }
  /** Not ours, changed, or moved from where it belongs. */
  | { kind: 'forged' }

/**
 * Encrypts text with the first key so that it can be opened only together with the same `belongsTo`. The same text
 * sealed twice gives different bytes.
 */
export function seal(keys: readonly SealingKey[], text: string, belongsTo: string): Buffer {
  const [newest] = keys
  if (!newest) throw new Error('Sealing needs at least one key (ENCRYPTION_KEYS).')
  const keyId = Buffer.from(newest.id)
  const head = Buffer.concat([Buffer.from([formatVersion, keyId.length]), keyId])
  const iv = randomBytes(ivBytes)
  const sealing = createCipheriv(cipher, newest.key, iv).setAAD(associated(head, belongsTo))
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([head, iv, sealing.getAuthTag(), sealed])
}

/** Opens what `seal` made, with whichever of the keys it was sealed. */
export function open(keys: readonly SealingKey[], bytes: Uint8Array, belongsTo: string): Opened {
  const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headBytes = 2 + (sealed[1] ?? 0)
  if (sealed[0] !== formatVersion || sealed.length < headBytes + ivBytes + tagBytes) return { kind: 'forged' }
  const head = sealed.subarray(0, headBytes)
  const keyId = head.subarray(2).toString()
  const key = keys.find((one) => one.id === keyId)
  if (!key) return { kind: 'key-gone', keyId }
  const iv = sealed.subarray(headBytes, headBytes + ivBytes)
  const tag = sealed.subarray(headBytes + ivBytes, headBytes + ivBytes + tagBytes)
  const opening = createDecipheriv(cipher, key.key, iv, { authTagLength: tagBytes })
  opening.setAAD(associated(head, belongsTo)).setAuthTag(tag)
  try {
    const text = Buffer.concat([
      opening.update(sealed.subarray(headBytes + ivBytes + tagBytes)),
      opening.final(),
    ])
    return { kind: 'opened', text: text.toString('utf8'), isNewestKey: key === keys[0] }
  } catch {
    return { kind: 'forged' }
  }
}

function associated(head: Buffer, belongsTo: string): Buffer {
  return Buffer.concat([head, Buffer.from(belongsTo)])
}
