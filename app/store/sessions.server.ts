import { setTimeout as pause } from 'node:timers/promises'
import { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import pg from 'pg'
import { isShopDomain } from '../domain/shopify-id.ts'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { Unavailable } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { open, type SealingKey, seal } from '../platform/secrets.ts'
import { createSlots } from '../platform/slots.ts'
import { acrossShops, inShop } from './database.server.ts'

const sessionsPerShopMax = 200
const lockClass = 7_261_122
const lockWaitMs = 20_000
const connectMs = 3_000
const answerMs = lockWaitMs + 2_000

/** Each holder of a lock takes one of the server's connections. */
const inLockSlot = createSlots({ slots: 8, waitMs: lockWaitMs })

/**
 * Keeps the sessions of shopify-app-remix, tokens and all, sealed for their shop and id. A row moved to another shop or
 * id, or sealed with a key that is gone, is as good as not there: Shopify is then asked for a new token at the next
 * admin visit. What an old key sealed is sealed anew with the newest when it is next read.
 */
export function sessionsWith(keys: () => readonly SealingKey[]): SessionStorage {
  const storeSession = (session: Session) => store(session, keys())
  const loadSession = (id: string) => load(id, keys())
  return {
    storeSession,
    loadSession,
    deleteSession: (id) => remove([id]),
    deleteSessions: remove,
    async findSessionsByShop(shop) {
      const found = await Promise.all((await idsOf(shop)).map(loadSession))
      return found.filter((session) => session !== undefined)
    },
  }
}

/** The sessions of this process, sealed with the configured keys. */
export const sessions = sessionsWith(() => config().encryptionKeys)

/**
 * Runs `work` while no other process does so for the same shop. The lock lives on a connection of its own, outside of
 * every transaction and of the pools, so that a slow answer from Shopify holds nothing but itself; it ends with the
 * process. This process holds eight at most. Throws `Unavailable` after 20 s of waiting.
 */
export async function withSessionLock<Result>(shop: string, work: () => Promise<Result>): Promise<Result> {
  return inLockSlot(async () => {
    const client = await lockedConnection(shop)
    try {
      return await work()
    } finally {
      await ended(client)
    }
  })
}

async function lockedConnection(shop: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: acrossShops().options.connectionString,
    application_name: 'encore session lock',
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
  })
  client.on('error', () => undefined) // A broken connection shows in the next query.
  try {
    await client.connect()
    await client.query(`select set_config('lock_timeout', $1, false)`, [`${lockWaitMs}ms`])
    await client.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, shop])
    return client
  } catch (error) {
    await ended(client)
    throw new Unavailable(`The token of ${shop} cannot be renewed now.`, { cause: error })
  }
}

/** Resolves when the connection has ended, or when it does not say so: a swallowed one never does. */
async function ended(client: pg.Client): Promise<void> {
  const end = client.end().catch(() => undefined)
  await Promise.race([end, pause(connectMs, undefined, { ref: false })])
}

async function store(session: Session, keys: readonly SealingKey[]): Promise<boolean> {
  const { id, shop } = session
  if (shopOfSession(id) !== shop) return false
  const sealed = sealSession(session, keys)
  // One statement: two first visits at once both store theirs, and the later stands.
  await inShop(
    shop,
    (db) => db.$executeRaw`
      insert into "Session" ("id", "sealed", "expiresAt", "updatedAt")
      values (${id}, ${sealed}, ${session.expires ?? null}, ${now()})
      on conflict ("shopId", "id") do update set "sealed" = excluded."sealed",
        "expiresAt" = excluded."expiresAt", "updatedAt" = excluded."updatedAt"`,
  )
  return true
}

async function load(id: string, keys: readonly SealingKey[]): Promise<Session | undefined> {
  const shop = shopOfSession(id)
  if (!shop) return undefined
  const row = await inShop(shop, (db) => db.session.findFirst({ where: { id } }))
  if (!row) return undefined
  const opened = open(keys, row.sealed, belongsTo(shop, id))
  if (opened.kind !== 'opened') {
    log.warn(
      { shop, reason: opened.kind },
      'a session cannot be opened; a token is asked for at the next visit',
    )
    return undefined
  }
  const session = Session.fromPropertyArray(JSON.parse(opened.text), true)
  if (!opened.isNewestKey) await sealAnew(session, row.sealed, keys)
  return session
}

/** Only over the very bytes that were read: a newer token stored meanwhile stays. */
async function sealAnew(
  session: Session,
  read: Uint8Array<ArrayBuffer>,
  keys: readonly SealingKey[],
): Promise<void> {
  const sealed = sealSession(session, keys)
  const { id, shop } = session
  await inShop(shop, (db) => db.session.updateMany({ where: { id, sealed: read }, data: { sealed } }))
}

function sealSession(session: Session, keys: readonly SealingKey[]): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(session.toPropertyArray(true))
  return new Uint8Array(seal(keys, text, belongsTo(session.shop, session.id)))
}

async function remove(ids: string[]): Promise<boolean> {
  for (const id of ids) {
    const shop = shopOfSession(id)
    if (shop) await inShop(shop, (db) => db.session.deleteMany({ where: { id } }))
  }
  return true
}

async function idsOf(shop: string): Promise<string[]> {
  if (!isShopDomain(shop)) return []
  const rows = await inShop(shop, (db) =>
    db.session.findMany({ select: { id: true }, take: sessionsPerShopMax, orderBy: { updatedAt: 'desc' } }),
  )
  return rows.map((row) => row.id)
}

/** The shop a session id names: `offline_<shop>` or `<shop>_<user>`. Nothing for any other text. */
function shopOfSession(id: string): string | undefined {
  const shop = id.startsWith('offline_') ? id.slice('offline_'.length) : id.replace(/_\d+$/, '')
  return isShopDomain(shop) ? shop : undefined
}

function belongsTo(shop: string, id: string): string {
  return `session\n${shop}\n${id}`
}
