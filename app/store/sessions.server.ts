import { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import { isShopDomain } from '../domain/shopify-id.ts'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { log } from '../platform/log.ts'
import { open, seal } from '../platform/secrets.ts'
import { inShop } from './database.server.ts'

const sessionsPerShopMax = 200

/**
 * Keeps the sessions of shopify-app-remix, tokens and all, sealed for their shop and id. A row moved to another shop or
 * id, or sealed with a key that is gone, is as good as not there: Shopify is then asked for a new token at the next
 * admin visit. What an old key sealed is sealed anew with the newest when it is next read.
 */
export const sessions: SessionStorage = {
  storeSession,
  loadSession,
  async deleteSession(id) {
    return sessions.deleteSessions([id])
  },
  async deleteSessions(ids) {
    for (const id of ids) {
      const shop = shopOfSession(id)
      if (shop) await inShop(shop, (db) => db.session.deleteMany({ where: { id } }))
    }
    return true
  },
  async findSessionsByShop(shop) {
    if (!isShopDomain(shop)) return []
    const rows = await inShop(shop, (db) =>
      db.session.findMany({ select: { id: true }, take: sessionsPerShopMax, orderBy: { updatedAt: 'desc' } }),
    )
    const found = await Promise.all(rows.map((row) => loadSession(row.id)))
    return found.filter((session) => session !== undefined)
  },
}

async function storeSession(session: Session): Promise<boolean> {
  const { id, shop } = session
  if (shopOfSession(id) !== shop) return false
  const text = JSON.stringify(session.toPropertyArray(true))
  const sealed = new Uint8Array(seal(config().encryptionKeys, text, belongsTo(shop, id)))
  const row = { sealed, expiresAt: session.expires ?? null, updatedAt: now() }
  await inShop(shop, (db) =>
    db.session.upsert({
      where: { shopId_id: { shopId: shop, id } },
      create: { id, ...row },
      update: row,
    }),
  )
  return true
}

async function loadSession(id: string): Promise<Session | undefined> {
  const shop = shopOfSession(id)
  if (!shop) return undefined
  const row = await inShop(shop, (db) => db.session.findFirst({ where: { id } }))
  if (!row) return undefined
  const opened = open(config().encryptionKeys, row.sealed, belongsTo(shop, id))
  if (opened.kind !== 'opened') {
    log.warn(
      { shop, reason: opened.kind },
      'a session cannot be opened; a new token is asked for at the next visit',
    )
    return undefined
  }
  const session = Session.fromPropertyArray(JSON.parse(opened.text), true)
  if (!opened.isNewestKey) await storeSession(session)
  return session
}

/** The shop a session id names: `offline_<shop>` or `<shop>_<user>`. Nothing for any other text. */
function shopOfSession(id: string): string | undefined {
  const shop = id.startsWith('offline_') ? id.slice('offline_'.length) : id.replace(/_\d+$/, '')
  return isShopDomain(shop) ? shop : undefined
}

function belongsTo(shop: string, id: string): string {
  return `session\n${shop}\n${id}`
}
