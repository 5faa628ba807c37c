import { randomBytes } from 'node:crypto'
import { config } from '../platform/config.ts'
import { Unavailable } from '../platform/errors.ts'
import { log } from '../platform/log.ts'
import { open, seal } from '../platform/secrets.ts'
import { acrossShops, type Db, inShop } from './database.server.ts'

/**
 * What a shop has a secret for: `forget-key` names who was forgotten, `preference-key` signs the links that customers
 * choose by what they hear, `klaviyo-key` is the merchant's own for Klaviyo.
 */
export type ShopSecretId = 'forget-key' | 'preference-key' | 'klaviyo-key'

const secretBytes = 32

interface Sealed {
  shopId: string
  id: string
  sealed: Uint8Array
}

interface Row extends Sealed {
  sealed: Uint8Array<ArrayBuffer>
}

/**
 * The shop's secret, or nothing where none was made yet. What an older encryption key sealed is sealed anew with the
 * newest. Throws `Unavailable` when its key is gone: put it back into ENCRYPTION_KEYS.
 */
export async function readShopSecret(db: Db, id: ShopSecretId): Promise<Buffer | undefined> {
  const row = await db.shopSecret.findFirst({ where: { id } })
  if (!row) return undefined
  const { text, isNewestKey } = opened(row)
  if (!isNewestKey) await sealAnew(db, row, text)
  return Buffer.from(text, 'base64')
}

/** The shop's secret, 32 random bytes made at the first call. Throws as `readShopSecret`. */
export async function needShopSecret(db: Db, id: ShopSecretId): Promise<Buffer> {
  const known = await readShopSecret(db, id)
  if (known) return known
  const text = randomBytes(secretBytes).toString('base64')
  const [shop] = await db.$queryRaw<{ id: string }[]>`select current_setting('app.shop_id') as "id"`
  const sealed = seal(config().encryptionKeys, text, belongsTo(shop?.id ?? '', id))
  // Of two units of work at once one is first, and both use its secret.
  const made = await db.$executeRaw`
    insert into "ShopSecret" ("id", "sealed") values (${id}, ${sealed}) on conflict do nothing`
  return made > 0 ? Buffer.from(text, 'base64') : needShopSecret(db, id)
}

/** Keeps a secret that somebody gave the shop, in place of the one before. */
export async function keepShopSecret(db: Db, id: ShopSecretId, secret: Buffer): Promise<void> {
  const [shop] = await db.$queryRaw<{ id: string }[]>`select current_setting('app.shop_id') as "id"`
  const sealed = seal(config().encryptionKeys, secret.toString('base64'), belongsTo(shop?.id ?? '', id))
  await db.$executeRaw`
    insert into "ShopSecret" ("id", "sealed") values (${id}, ${sealed})
    on conflict ("shopId", "id") do update set "sealed" = excluded."sealed"`
}

/** Forgets a secret: what it signed is no longer good, and `needShopSecret` makes another. */
export async function dropShopSecret(db: Db, id: ShopSecretId): Promise<void> {
  await db.shopSecret.deleteMany({ where: { id } })
}

/** What `readShopSecret` gives, of a row that was read on a hot path; seals nothing anew. Throws as it does. */
export function openShopSecret(row: { shopId: string; id: ShopSecretId; sealed: Uint8Array }): Buffer {
  return Buffer.from(opened(row).text, 'base64')
}

/** The shops that have this secret. */
export async function listShopsWithSecret(id: ShopSecretId): Promise<string[]> {
  const { rows } = await acrossShops().query<{ shopId: string }>(
    'select "shopId" from "ShopSecret" where "id" = $1 order by 1',
    [id],
  )
  return rows.map(({ shopId }) => shopId)
}

/** Seals every shop's secrets with the newest key, so that older ones can be dropped. Again, it changes nothing. */
export async function sealSecretsAnew(): Promise<void> {
  const { rows } = await acrossShops().query<Row>('select "shopId", "id", "sealed" from "ShopSecret"')
  for (const row of rows) {
    const found = open(config().encryptionKeys, row.sealed, belongsTo(row.shopId, row.id))
    if (found.kind !== 'opened') log.error({ shop: row.shopId, reason: found.kind }, complaint)
    else if (!found.isNewestKey)
      await inShop(row.shopId, (db) =>
        sealAnew(db, { ...row, sealed: new Uint8Array(row.sealed) }, found.text),
      )
  }
}

const complaint = "a shop's secret cannot be opened: put the key that sealed it back into ENCRYPTION_KEYS"

function opened({ shopId, id, sealed }: Sealed): { text: string; isNewestKey: boolean } {
  const found = open(config().encryptionKeys, sealed, belongsTo(shopId, id))
  if (found.kind === 'opened') return found
  // Going on with another secret would bring back everybody who was forgotten.
  log.error({ shop: shopId, reason: found.kind }, complaint)
  throw new Unavailable(`The ${id} of ${shopId} cannot be opened: ${found.kind}.`)
}

/** Only over the very bytes that were read. */
async function sealAnew(db: Db, { shopId, id, sealed }: Row, text: string): Promise<void> {
  const anew = new Uint8Array(seal(config().encryptionKeys, text, belongsTo(shopId, id)))
  await db.shopSecret.updateMany({ where: { id, sealed }, data: { sealed: anew } })
}

function belongsTo(shop: string, id: string): string {
  return `secret\n${shop}\n${id}`
}
