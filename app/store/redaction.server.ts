import { createHmac } from 'node:crypto'
import { config } from '../platform/config.ts'
import type { Db } from './database.server.ts'

/** What can be remembered as forgotten. */
export type ForgottenKind = 'customer' | 'order' | 'email' | 'phone'

/** Something that was redacted: a gid, an address or a number. */
export interface Forgotten {
  kind: ForgottenKind
  value: string
}

/**
 * Remembers, as keyed hashes, what was redacted, so that a late webhook or import cannot bring it back. A plain hash
 * would not do: ids, addresses and numbers are few enough to try them all. The key comes from the sealing keys, which
 * are not in the database. Returns the hashes in the given order.
 */
export async function rememberForgotten(db: Db, forgotten: Forgotten[], now: Date): Promise<string[]> {
  const hashes = forgotten.flatMap((each) => hashesOf(each).slice(0, 1))
  await db.$executeRaw`
    insert into "RedactedCustomer" ("hash", "redactedAt")
    select distinct h, ${now}::timestamptz from unnest(${hashes}::text[]) as h on conflict do nothing`
  return hashes
}

/** Which of these were redacted, as `kind value`. */
export async function findForgotten(db: Db, asked: Forgotten[]): Promise<Set<string>> {
  const [any] = await db.$queryRaw<
    { any: boolean }[]
  >`select exists (select from "RedactedCustomer") as "any"`
  if (!any?.any || asked.length === 0) return new Set()
  const byHash = new Map(asked.flatMap((each) => hashesOf(each).map((hash) => [hash, each] as const)))
  const rows = await db.$queryRaw<{ hash: string }[]>`
    select "hash" from "RedactedCustomer" where "hash" = any(${[...byHash.keys()]})`
  return new Set(
    rows.flatMap(({ hash }) => {
      const found = byHash.get(hash)
      return found ? [forgottenKey(found)] : []
    }),
  )
}

/** How `findForgotten` names what it found. */
export function forgottenKey({ kind, value }: Forgotten): string {
  return `${kind} ${normal(kind, value)}`
}

/** The hash under every sealing key, the newest first: what was written under an older key is still found. */
function hashesOf({ kind, value }: Forgotten): string[] {
  return config().encryptionKeys.map(({ key }) =>
    createHmac('sha256', derived(key))
      .update(`${kind} ${normal(kind, value)}`)
      .digest('base64url'),
  )
}

const derivedKeys = new WeakMap<Buffer, Buffer>()

function derived(key: Buffer): Buffer {
  const known = derivedKeys.get(key) ?? createHmac('sha256', key).update('encore/forgotten').digest()
  derivedKeys.set(key, known)
  return known
}

function normal(kind: ForgottenKind, value: string): string {
  if (kind === 'email') return value.trim().toLowerCase()
  if (kind === 'phone') return value.replaceAll(/[^\d+]/g, '')
  return value
}

const addressShape = /"([^"\s@\\]{1,128}@[^"\s@\\]{1,255})"/g
const numberShape = /"(\+?[\d][\d\s().-]{5,30})"/g
const personShape = /gid:\/\/shopify\/(Customer|Order)\/\d{1,25}/g

/** Which of these payloads speak of somebody who was redacted: by id, address or number. */
export async function findForgottenTraces(db: Db, payloads: string[]): Promise<boolean[]> {
  const [any] = await db.$queryRaw<
    { any: boolean }[]
  >`select exists (select from "RedactedCustomer") as "any"`
  if (!any?.any) return payloads.map(() => false)
  const traces = payloads.map(tracesIn)
  const found = await findForgotten(db, traces.flat())
  return traces.map((each) => each.some((trace) => found.has(forgottenKey(trace))))
}

function tracesIn(payload: string): Forgotten[] {
  const traces: Forgotten[] = []
  for (const [, value = ''] of payload.matchAll(addressShape)) traces.push({ kind: 'email', value })
  for (const [, value = ''] of payload.matchAll(numberShape)) traces.push({ kind: 'phone', value })
  for (const [value, kind] of payload.matchAll(personShape))
    traces.push({ kind: kind === 'Order' ? 'order' : 'customer', value })
  return traces
}

const bodiesMax = 1_000

/** What a kept body would hold, if it spoke of somebody. */
export interface BodyTraces {
  /** Addresses and numbers, in any case of letters. */
  texts: string[]
  /** The digits of ids, as whole numbers. */
  digits: string[]
}

/**
 * Empties the bodies of deliveries, of those after the id `after`, that hold one of the traces; those still to be
 * worked are left to the worker, which knows who is forgotten. Looks at 1,000 in one unit of work: returns the last id
 * looked at, or nothing at the end.
 */
export async function emptyBodiesAbout(
  db: Db,
  { texts, digits }: BodyTraces,
  after: string,
): Promise<string | undefined> {
  const written = texts.map((text) => escapeForm(text.toLowerCase()).replaceAll(/[^a-z0-9 ]/g, '\\$&'))
  const numbers = digits.length > 0 ? [`(^|[^0-9])(${digits.join('|')})([^0-9]|$)`] : []
  const pattern = [...written, ...numbers].join('|')
  const [row] = await db.$queryRaw<{ last: string | null; looked: bigint }[]>`
    with page as (select "id", "status", "body" from "Delivery" where "id" > ${after} order by "id" limit ${bodiesMax}),
    emptied as (update "Delivery" d set "body" = ''::bytea, "subjectId" = null, "customerId" = null from page p
      where d."id" = p."id" and p."status" <> 'waiting' and octet_length(p."body") > 0
        and lower(encode(p."body", 'escape')) ~ ${pattern})
    select max("id") as last, count(*) as looked from page`
  return row && Number(row.looked) === bodiesMax ? (row.last ?? undefined) : undefined
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
