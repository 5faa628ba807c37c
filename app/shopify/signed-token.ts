import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { isRecord } from '../domain/json-fields.ts'

/** What a token says, as it stands there. */
export type Claims = Record<string, unknown>

/**
 * The claims of a token that is signed with one of these secrets by HMAC-SHA256, the only algorithm that Shopify signs
 * with; nothing for any other token, whatever its header asks for. What the claims say is not looked at here.
 *
 * In one go and without a promise: a key of WebCrypto works on a thread of its own, which costs more than the signature
 * of a token (https://www.rfc-editor.org/rfc/rfc7515#section-5.2 are the steps).
 */
export function signedClaims(token: string, secrets: readonly string[]): Claims | undefined {
  const [header = '', body = '', signature = '', ...others] = token.split('.')
  const head = jsonIn(header)
  if (others.length > 0 || head?.alg !== 'HS256' || 'crit' in head || 'b64' in head) return undefined
  const signed = Buffer.from(signature, 'base64url')
  const isGenuine = secrets.some((secret) => {
    const own = createHmac('sha256', keyOf(secret)).update(`${header}.${body}`).digest()
    return own.length === signed.length && timingSafeEqual(own, signed)
  })
  return isGenuine ? jsonIn(body) : undefined
}

const keys = new Map<string, KeyObject>()

/** The secret as a key, made once: there are one or two of them. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret)
  if (known) return known
  const key = createSecretKey(secret, 'utf8')
  keys.set(secret, key)
  return key
}

const strictly = new TextDecoder('utf-8', { fatal: true })

/** The object that a part of a token holds, or nothing. */
function jsonIn(part: string): Claims | undefined {
  try {
    const json: unknown = JSON.parse(strictly.decode(Buffer.from(part, 'base64url')))
    return isRecord(json) ? json : undefined
  } catch {
    return undefined
  }
}
