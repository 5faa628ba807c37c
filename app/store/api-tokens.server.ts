import { type ApiScope, type ApiToken, apiScopesIn } from '../domain/api-token.ts'
import { acrossShops, type Db } from './database.server.ts'

/** A token as it is kept. */
export interface NewToken {
  id: string
  name: string
  /** SHA-256 in hex. */
  hash: string
  scopes: ApiScope[]
  createdAt: Date
}

/** The shop's tokens in use, the newest first. */
export async function readTokens(db: Db): Promise<ApiToken[]> {
  const rows = await db.apiToken.findMany({
    where: { revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ id, name, scopes, createdAt, lastUsedAt }) => ({
    id,
    name,
    scopes: apiScopesIn(scopes),
    createdAt,
    lastUsedAt: lastUsedAt ?? undefined,
  }))
}

/** How many of the shop's tokens are in use. */
export function countTokens(db: Db): Promise<number> {
  return db.apiToken.count({ where: { revokedAt: null } })
}

/** Keeps a token. */
export async function writeToken(db: Db, token: NewToken): Promise<void> {
  await db.apiToken.create({ data: token })
}

/** Takes a token out of use for good. Returns false where none of that id is in use. */
export async function revokeToken(db: Db, id: string, now: Date): Promise<boolean> {
  const { count } = await db.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } })
  return count > 0
}

/** Whose token has this hash, and what it may; nothing where none is in use or the app is no longer installed there. */
export async function findToken(
  hash: string,
  now: Date,
): Promise<{ shop: string; scopes: ApiScope[] } | undefined> {
  // Written at most once an hour: a token that is asked with a thousand times is no thousand rows.
  const { rows } = await acrossShops().query<{ shopId: string; scopes: string[] }>({
    name: 'find-api-token',
    text: `with found as (
        select t."shopId", t."id", t."scopes", t."lastUsedAt" from "ApiToken" t join "Shop" s on s."id" = t."shopId"
         where t."hash" = $1 and t."revokedAt" is null and s."uninstalledAt" is null),
      used as (
        update "ApiToken" t set "lastUsedAt" = date_trunc('hour', $2::timestamptz) from found
         where t."shopId" = found."shopId" and t."id" = found."id"
           and found."lastUsedAt" is distinct from date_trunc('hour', $2::timestamptz))
      select "shopId", "scopes" from found`,
    values: [hash, now],
  })
  const [row] = rows
  return row && { shop: row.shopId, scopes: apiScopesIn(row.scopes) }
}
