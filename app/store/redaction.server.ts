import { createHmac } from 'node:crypto'
import { type Trace, tracesIn } from '../domain/webhooks/traces.ts'
import type { Db, HotDb } from './database.server.ts'
import { bodyBytes, bodyOfD, noBody } from './delivery-bodies.server.ts'
import { needShopSecret, openShopSecret, readShopSecret } from './shop-secrets.server.ts'

/** What can be remembered as forgotten. */
export type ForgottenKind = Trace['kind']

/** Something that was redacted: a gid, an address or a number. */
export type Forgotten = Trace

const hashedMax = 2_000

/**
 * Remembers, as keyed hashes, what was redacted, so that a late webhook or import cannot bring it back. A plain hash
 * would not do: ids, addresses and numbers are few enough to try them all. The key is the shop's own and kept sealed.
 * Returns the hashes in the given order.
 */
export async function rememberForgotten(db: Db, forgotten: Forgotten[], now: Date): Promise<string[]> {
  const key = await needShopSecret(db, 'forget-key')
  const hashes = forgotten.map((each) => hashOf(key, forgottenKey(each)))
  await db.$executeRaw`
    insert into "RedactedCustomer" ("hash", "redactedAt")
    select distinct h, ${now}::timestamptz from unnest(${hashes}::text[]) as h on conflict do nothing`
  return hashes
}

/** Which of these were redacted, as `forgottenKey` names them. */
export async function findForgotten(db: Db, asked: Forgotten[]): Promise<Set<string>> {
  if (asked.length === 0) return new Set()
  // Whoever has forgotten nobody yet has no key either.
  const key = await readShopSecret(db, 'forget-key')
  if (!key) return new Set()
  const names = [...new Set(asked.map(forgottenKey))]
  const found = new Set<string>()
  // In parts: between them, others have their turn.
  for (let from = 0; from < names.length; from += hashedMax) {
    const part = names.slice(from, from + hashedMax)
    const byHash = new Map(part.map((name) => [hashOf(key, name), name] as const))
    const rows = await db.$queryRaw<{ hash: string }[]>`
      select "hash" from "RedactedCustomer" where "hash" = any(${[...byHash.keys()]})`
    for (const { hash } of rows) found.add(byHash.get(hash) ?? '')
  }
  return found
}

/** Which of these customers, by gid, were redacted. */
export async function findForgottenCustomers(db: Db, ids: string[]): Promise<Set<string>> {
  const found = await findForgotten(
    db,
    ids.map((value) => ({ kind: 'customer', value })),
  )
  return new Set(ids.filter((value) => found.has(forgottenKey({ kind: 'customer', value }))))
}

const isThere = {
  name: 'is-forgotten',
  text: `select exists (select from "RedactedCustomer" where "hash" = $1) as "isThere"`,
}

/** Whether this was redacted, on a hot path, with the sealed `forget-key` of the shop as it was just read. */
export async function isForgotten(
  db: HotDb,
  asked: Forgotten,
  { shop, forgetKey }: { shop: string; forgetKey: Uint8Array },
): Promise<boolean> {
  const key = openShopSecret({ shopId: shop, id: 'forget-key', sealed: forgetKey })
  const { rows } = await db.run<{ isThere: boolean }>(isThere, [hashOf(key, forgottenKey(asked))])
  return rows[0]?.isThere ?? false
}

/** How `findForgotten` names what it found. */
export function forgottenKey({ kind, value }: Forgotten): string {
  return `${kind} ${normal(kind, value)}`
}

function hashOf(key: Buffer, name: string): string {
  return createHmac('sha256', key).update(name).digest('base64url')
}

function normal(kind: ForgottenKind, value: string): string {
  if (kind === 'email') return value.trim().toLowerCase()
  if (kind === 'phone') return value.replaceAll(/[^\d+]/g, '')
  return value
}

/** A payload as text, and the gids it is known to be about. */
export interface Spoken {
  text: string
  about: (string | undefined)[]
}

/**
 * Which of these speak of somebody who was redacted: by id, address or number. What names more than can be looked up
 * is taken to.
 */
export async function findForgottenTraces(db: Db, spoken: Spoken[]): Promise<boolean[]> {
  if (!(await readShopSecret(db, 'forget-key'))) return spoken.map(() => false)
  const traces = spoken.map(({ text, about }) => {
    const inText = tracesIn(text)
    return inText && [...inText, ...(tracesIn(about.join('\n')) ?? [])]
  })
  const found = await findForgotten(
    db,
    traces.flatMap((each) => each ?? []),
  )
  return traces.map((each) => each === undefined || each.some((trace) => found.has(forgottenKey(trace))))
}

// A unit of work reads these bodies through a pattern, and a pattern takes its time.
const bodiesMax = 1_000
const bodyBytesMax = 8 * 1024 * 1024

/** Empties the worked deliveries that are known to be about these gids, and says of none that it was. */
export async function emptyDeliveriesAbout(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`
    update "Delivery" set ${noBody}, "subjectId" = null, "customerId" = null
     where "subjectId" = any(${ids}) or "customerId" = any(${ids})`
}

/**
 * Takes these customers, and who placed these orders as a guest, out of what was offered: whose it was, in which
 * checkout, what the page and the rules said of them, what they dislike, and whom a code was given to. What was offered
 * and sold stays, as anybody's. To be called while the orders still name their checkout.
 */
export async function forgetOffersOf(
  db: Db,
  { customerIds, orderIds }: { customerIds: string[]; orderIds: string[] },
): Promise<void> {
  await db.$executeRaw`
    with forgotten as (
      update "Offer" set "customerId" = null, "considered" = null, "asked" = null, "reference" = null
       where "customerId" = any(${customerIds}) or "reference" in (
         select o."checkoutToken" from "Order" o where o."id" = any(${orderIds}))
      returning "id"
    )
    update "PurchaseTerms" t set "reference" = t."offerId" from forgotten where t."offerId" = forgotten."id"`
  await db.$executeRaw`delete from "Dislike" where "customerId" = any(${customerIds})`
  await db.$executeRaw`update "DiscountCode" set "customerId" = null where "customerId" = any(${customerIds})`
}

/** What a kept body would hold, if it spoke of somebody. */
export interface BodyTraces {
  /** Addresses and numbers, in any case of letters. */
  texts: string[]
  /** The digits of ids, as whole numbers. */
  digits: string[]
}

/**
 * Empties the bodies of deliveries, of those after the id `after`, that hold one of the traces; those still to be
 * worked are left to the worker, which knows who is forgotten. Looks at no more than 1,000 bodies or 8 MB in one unit
 * of work, but at least at one: returns the last id looked at, or nothing when there is none after `after`.
 */
export async function emptyBodiesAbout(
  db: Db,
  { texts, digits }: BodyTraces,
  after: string,
): Promise<string | undefined> {
  const written = texts.map((text) => [...text.toLowerCase()].map(patternOf).join(''))
  const numbers = digits.length > 0 ? [`(^|[^0-9])(${digits.join('|')})([^0-9]|$)`] : []
  const pattern = [...written, ...numbers].join('|')
  const [row] = await db.$queryRaw<{ last: string | null }[]>`
    with next as (select "shopId", "id", "status", ${bodyBytes} as "bytes" from "Delivery"
      where "id" > ${after} order by "id" limit ${bodiesMax}),
    page as (select * from (select *, sum("bytes") over (order by "id") - "bytes" as "before" from next) n
      where n."before" = 0 or n."before" + n."bytes" <= ${bodyBytesMax}),
    emptied as (update "Delivery" d set ${noBody}, "subjectId" = null, "customerId" = null from page p
      where d."shopId" = p."shopId" and d."id" = p."id" and p."status" <> 'waiting' and p."bytes" > 0
        and lower(encode(${bodyOfD}, 'escape')) ~ ${pattern})
    select max("id") as last from page`
  return row?.last ?? undefined
}

/** What finds a character in a body: as it is, or as JSON may escape it. */
function patternOf(char: string): string {
  if (/^[a-z0-9 ]$/.test(char)) return char
  const plain = escapeForm(char).replaceAll(/[^a-z0-9]/g, '\\$&')
  const units = char.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  const escaped = units.map((unit) => `\\\\\\\\u${unit}`).join('')
  return `(${plain}|${escaped})`
}

/** Text as PostgreSQL's `encode(..., 'escape')` writes its bytes. */
function escapeForm(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      if (byte === 0x5c) return '\\\\'
      const isWrittenOut = byte === 0 || byte > 0x7f
      return isWrittenOut ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte)
    })
    .join('')
}
