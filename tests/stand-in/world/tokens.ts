import { createHmac, timingSafeEqual } from 'node:crypto'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An HS256 JSON web token, as Shopify signs session tokens with the app's secret. */
export function signToken(claims: Record<string, unknown>, secret: string): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

/** The claims when the signature holds and the time fits; nothing otherwise. */
export function readToken(token: string, secret: string, nowMs: number): Record<string, unknown> | null {
  const [header, payload, signature] = token.split('.')
  if (!header || !payload || !signature) return null
  const wanted = createHmac('sha256', secret).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  const nowSeconds = nowMs / 1000
  const isInTime = Number(claims.exp) > nowSeconds - 10 && Number(claims.nbf ?? 0) < nowSeconds + 10
  return isInTime ? claims : null
}
