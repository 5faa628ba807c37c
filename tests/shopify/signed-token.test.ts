import { createHmac } from 'node:crypto'
import { jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { verifyExtensionToken } from '../../app/shopify/session-token.ts'
import { signedClaims } from '../../app/shopify/signed-token.ts'
import { shop } from '../support/database.ts'

const secret = 'test-api-secret'
const now = new Date('2026-06-15T12:00:00.000Z')
const seconds = now.getTime() / 1000
const claims = { aud: 'test-api-key', dest: shop, iat: seconds, nbf: seconds, exp: seconds + 300 }

const encoded = (text: string | Buffer) => Buffer.from(text).toString('base64url')
const hmac = (content: string, key = secret, algorithm = 'sha256') =>
  createHmac(algorithm, key).update(content).digest('base64url')
function signedText(body: string | Buffer, header: string = '{"alg":"HS256","typ":"JWT"}'): string {
  const content = `${encoded(header)}.${encoded(body)}`
  return `${content}.${hmac(content)}`
}
const withClaims = (change: object) => signedText(JSON.stringify({ ...claims, ...change }))
const withHeader = (header: string) => signedText(JSON.stringify(claims), header)
const genuine = withClaims({})
const [head = '', body = '', signature = ''] = genuine.split('.')

/** Whether the library that we leave to the admin's tokens takes this one, by the same rules. */
const library = (token: string) =>
  jwtVerify(token, new TextEncoder().encode(secret), {
    algorithms: ['HS256'],
    audience: 'test-api-key',
    requiredClaims: ['aud', 'dest', 'exp', 'iat'],
    maxTokenAge: 900,
    clockTolerance: 10,
    currentDate: now,
  }).then(
    () => true,
    () => false,
  )
const ours = (token: string) =>
  !(
    'refused' in
    verifyExtensionToken(`Bearer ${token}`, { apiKey: 'test-api-key', apiSecrets: [secret] }, now)
  )

const taken: Record<string, string> = {
  'a genuine one': genuine,
  'one without a beginning': withClaims({ nbf: undefined }),
  'one of a type of its own': withHeader('{"typ":"at+jwt","alg":"HS256","kid":"7"}'),
  'one that ends within the tolerance': withClaims({ iat: seconds - 300, exp: seconds - 9 }),
  'one that begins within the tolerance': withClaims({ iat: seconds + 10, nbf: seconds + 10 }),
  'one as old as they get': withClaims({ iat: seconds - 899, exp: seconds + 1 }),
}
const refused: Record<string, string> = {
  'a header that asks for something critical': withHeader('{"alg":"HS256","crit":["exp"],"exp":1}'),
  'a payload that is not encoded': withHeader('{"alg":"HS256","crit":["b64"],"b64":false}'),
  'an algorithm in small letters': withHeader('{"alg":"hs256"}'),
  'no algorithm': withHeader('{"typ":"JWT"}'),
  'an algorithm that is a list': withHeader('{"alg":["HS256"]}'),
  'a header that is a list': withHeader('["HS256"]'),
  'a header that is no JSON': withHeader('HS256'),
  'a header of null': withHeader('null'),
  'claims that are a list': signedText('[]'),
  'claims of null': signedText('null'),
  'claims that are no JSON': signedText('{"aud"'),
  'claims that are no UTF-8': signedText(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
  'a signature of half the length': `${head}.${body}.${signature.slice(0, 22)}`,
  'a signature that is longer': `${head}.${body}.${signature}AAAA`,
  'the signature of another algorithm': `${head}.${body}.${hmac(`${head}.${body}`, secret, 'sha512')}`,
  'the signature of an empty secret': `${head}.${body}.${hmac(`${head}.${body}`, 'x').slice(1)}`,
  'another header than was signed': `${encoded('{"alg":"HS256"}')}.${body}.${signature}`,
  'an end that is text': withClaims({ exp: String(seconds + 300) }),
  'a beginning that is text': withClaims({ nbf: String(seconds) }),
  'a beginning of null': withClaims({ nbf: null }),
  'a moment of issue that is text': withClaims({ iat: String(seconds) }),
  'an end long ago': withClaims({ exp: seconds - 11 }),
  'an end that is just over': withClaims({ iat: seconds - 300, exp: seconds - 10 }),
  'a beginning in a time to come': withClaims({ nbf: seconds + 11 }),
  'a moment of issue in a time to come': withClaims({ iat: seconds + 11 }),
  'an issue too long ago': withClaims({ iat: seconds - 911, exp: seconds + 300 }),
  'no app': withClaims({ aud: undefined }),
  'no shop': withClaims({ dest: undefined }),
}

describe('a session token', () => {
  test.each(Object.entries(taken))('%s is taken, as the library takes it', async (_, token) => {
    expect([ours(token), await library(token)]).toEqual([true, true])
  })

  test.each(Object.entries(refused))('with %s is refused, as the library refuses it', async (_, token) => {
    expect([ours(token), await library(token)]).toEqual([false, false])
  })

  test('with an issuer that is no text is refused', () => {
    expect(ours(withClaims({ iss: 7 }))).toBe(false)
  })

  test('is of whichever of the secrets signed it, and of none without one', () => {
    expect(signedClaims(genuine, ['another', secret])).toEqual(claims)
    expect(signedClaims(genuine, ['another'])).toBeUndefined()
    expect(signedClaims(genuine, [])).toBeUndefined()
  })
})
