import { randomBytes } from 'node:crypto'

// Without the letters I, L, O and U, which are misread or make words (https://www.crockford.com/base32.html).
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const characters = 17

/** A code nobody can guess: 17 characters a person can read out, 85 random bits. */
export function randomCode(): string {
  return Array.from(randomBytes(characters), (byte) => alphabet.charAt(byte % alphabet.length)).join('')
}
