import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type ApiScope, apiScopesIn, apiTokenNameMax, apiTokensMax } from '../../domain/api-token.ts'
import { countTokens, findToken, writeToken } from '../../store/api-tokens.server.ts'

export { readTokens, revokeToken } from '../../store/api-tokens.server.ts'

import type { Db } from '../../store/database.server.ts'

const randomBytesOfToken = 32
const prefix = 'encore_'
const tokenShape = /^encore_[A-Za-z0-9_-]{43}$/

/** What came of making a token; the token itself is told this once and is nowhere kept. */
export type TokenMade =
  | { kind: 'made'; token: string }
  | { kind: 'refused'; field: 'name' | 'scopes' }
  | { kind: 'refused'; field: 'count'; max: number }

/** Makes a token for the shop's HTTP interface that may do what it is given scopes for. Each call makes another. */
export async function makeToken(
  db: Db,
  form: { name: unknown; scopes: readonly unknown[] },
  now: Date,
): Promise<TokenMade> {
  const name = typeof form.name === 'string' ? form.name.trim() : ''
  if (name === '' || name.length > apiTokenNameMax) return { kind: 'refused', field: 'name' }
  const scopes = apiScopesIn(form.scopes)
  if (scopes.length === 0) return { kind: 'refused', field: 'scopes' }
  if ((await countTokens(db)) >= apiTokensMax) return { kind: 'refused', field: 'count', max: apiTokensMax }
  const token = `${prefix}${randomBytes(randomBytesOfToken).toString('base64url')}`
  await writeToken(db, { id: randomUUID(), name, hash: hashOf(token), scopes, createdAt: now })
  return { kind: 'made', token }
}

/** Who asks with this `Authorization` header; nothing where it names no token in use. */
export async function whoAsks(
  authorization: string | undefined,
  now: Date,
): Promise<{ shop: string; scopes: ApiScope[] } | undefined> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  return token && tokenShape.test(token) ? findToken(hashOf(token), now) : undefined
}

/** A token has 256 random bits, so that a plain hash cannot be guessed backwards. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
