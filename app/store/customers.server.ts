import { Prisma } from '../../prisma/generated/client.ts'
import type { Customer } from '../domain/customers.ts'
import type { CustomerRef } from '../domain/orders.ts'
import { searchTextOf } from '../domain/search-text.ts'
import type { Told } from '../domain/told.ts'
import type { ConsentChange } from '../domain/webhooks/customer.ts'
import type { Db } from './database.server.ts'

// Someone we only know by name: whatever Shopify says of them itself is newer than this.
const heardOnlyByName = new Date(0)

/** Writes customers over what is known of them, if it is older and they are not deleted. Each id occurs once. */
export async function writeCustomers(db: Db, customers: Told<Customer>[]): Promise<void> {
  if (customers.length === 0) return
  const json = JSON.stringify(
    customers.map((customer) => ({
      ...customer,
      emailConsent: undefined,
      smsConsent: undefined,
      searchText: searchTextOf(customer),
    })),
  )
  await db.$executeRaw`
    insert into "Customer" ("id", "email", "phone", "firstName", "lastName", "locale", "countryCode", "tags", "createdAt",
      "updatedAt", "toldAt", "searchText")
    select r."id", r."email", r."phone", r."firstName", r."lastName", r."locale", r."countryCode",
           coalesce(r."tags", '{}'), r."createdAt", r."updatedAt", r."toldAt", r."searchText"
      from json_to_recordset(${json}::json) as r ("id" text, "email" text, "phone" text, "firstName" text, "lastName" text,
           "locale" text, "countryCode" text, "tags" text[], "createdAt" timestamptz, "updatedAt" timestamptz,
           "toldAt" timestamptz, "searchText" text)
    on conflict do nothing`
  await db.$executeRaw`
    update "Customer" c set "email" = r."email", "phone" = r."phone", "firstName" = r."firstName",
           "lastName" = r."lastName", "locale" = coalesce(r."locale", c."locale"),
           "countryCode" = coalesce(r."countryCode", c."countryCode"), "tags" = coalesce(r."tags", c."tags"),
           "createdAt" = r."createdAt", "updatedAt" = r."updatedAt", "toldAt" = r."toldAt",
           "searchText" = r."searchText"
      from json_to_recordset(${json}::json) as r ("id" text, "email" text, "phone" text, "firstName" text, "lastName" text,
           "locale" text, "countryCode" text, "tags" text[], "createdAt" timestamptz, "updatedAt" timestamptz,
           "toldAt" timestamptz, "searchText" text)
     where c."id" = r."id" and c."id" = any(${customers.map(({ id }) => id)}) and c."deletedAt" is null
       and (r."updatedAt", r."toldAt") > (c."updatedAt", coalesce(c."toldAt", '-infinity'))`
  await writeConsents(db, customers.flatMap(consentsOf))
}

function consentsOf(customer: Customer): ConsentChange[] {
  const { id: customerId, emailConsent, smsConsent } = customer
  return [
    ...(emailConsent ? [{ customerId, channel: 'email' as const, consent: emailConsent }] : []),
    ...(smsConsent ? [{ customerId, channel: 'sms' as const, consent: smsConsent }] : []),
  ]
}

/**
 * Writes what customers said about being written to, each channel by its own time. A consent without a time only
 * counts where nothing is known. Customers that are not there are passed over.
 */
export async function writeConsents(db: Db, changes: ConsentChange[]): Promise<void> {
  for (const channel of ['email', 'sms'] as const) {
    const said = changes.filter((change) => change.channel === channel)
    if (said.length > 0) await writeChannel(db, channel, said)
  }
}

const consentColumns = {
  email: { state: '"emailConsent"', at: '"emailConsentAt"', otherAt: '"smsConsentAt"' },
  sms: { state: '"smsConsent"', at: '"smsConsentAt"', otherAt: '"emailConsentAt"' },
}

async function writeChannel(
  db: Db,
  channel: ConsentChange['channel'],
  changes: ConsentChange[],
): Promise<void> {
  const names = consentColumns[channel]
  const [state, at, otherAt] = [names.state, names.at, names.otherAt].map((name) => Prisma.raw(name))
  const json = JSON.stringify(
    changes.map(({ customerId: id, consent }) => ({ id, state: consent.state, at: consent.updatedAt })),
  )
  const ids = changes.map(({ customerId }) => customerId)
  await db.$executeRaw`
    update "Customer" c set ${state} = r."state", ${at} = r."at", "consentUpdatedAt" = greatest(r."at", c.${otherAt})
      from (select distinct on ("id") * from json_to_recordset(${json}::json)
              as r ("id" text, "state" text, "at" timestamptz) order by "id", "at" desc nulls last) r
     where c."id" = r."id" and c."id" = any(${ids}) and c."deletedAt" is null
       and (c.${state} is null or r."at" > c.${at} or (r."at" is not null and c.${at} is null))`
}

/** Makes sure that these customers are there, known by what is said of them in passing. Those there stay as they are. */
export async function ensureCustomers(db: Db, refs: (CustomerRef & { createdAt: Date })[]): Promise<void> {
  if (refs.length === 0) return
  const json = JSON.stringify(refs.map((ref) => ({ ...ref, searchText: searchTextOf(ref) })))
  await db.$executeRaw`
    insert into "Customer" ("id", "email", "phone", "firstName", "lastName", "createdAt", "searchText", "updatedAt")
    select r.*, ${heardOnlyByName}::timestamptz from json_to_recordset(${json}::json) as r ("id" text, "email" text,
      "phone" text, "firstName" text, "lastName" text, "createdAt" timestamptz, "searchText" text)
    on conflict do nothing`
}

/** The customers with this address, in any case of letters. */
export async function findByEmail(db: Db, email: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select "id" from "Customer" where lower("email") = lower(${email.trim()})`
  return rows.map(({ id }) => id)
}

/** The customers with this number, however it is written. */
export async function findByPhone(db: Db, phone: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select "id" from "Customer"
     where regexp_replace("phone", '[^0-9+]', '', 'g') = regexp_replace(${phone}, '[^0-9+]', '', 'g')`
  return rows.map(({ id }) => id)
}

/** Whom each of these customers was merged into, where they were. */
export async function readMerges(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.customer.findMany({
    where: { id: { in: ids }, mergedIntoId: { not: null } },
    select: { id: true, mergedIntoId: true },
  })
  return new Map(rows.flatMap(({ id, mergedIntoId }) => (mergedIntoId ? [[id, mergedIntoId]] : [])))
}

/** Marks a customer as gone, with nothing personal left, and where they went if they were merged. */
export async function deleteCustomer(db: Db, id: string, at: Date, mergedIntoId?: string): Promise<void> {
  await db.$executeRaw`
    update "Customer" set "email" = null, "phone" = null, "firstName" = null, "lastName" = null, "locale" = null,
           "countryCode" = null, "tags" = '{}', "emailConsent" = null, "smsConsent" = null, "consentUpdatedAt" = null,
           "emailConsentAt" = null, "smsConsentAt" = null, "searchText" = '', "deletedAt" = coalesce("deletedAt", ${at}),
           "mergedIntoId" = coalesce(${mergedIntoId}, "mergedIntoId")
     where "id" = ${id}`
  await db.$executeRaw`delete from "Dislike" where "customerId" = ${id}`
}

/** Hands everything that hangs on one customer over to another, including those merged into them earlier. */
export async function handOver(db: Db, fromId: string, toId: string): Promise<void> {
  await db.$executeRaw`update "Order" set "customerId" = ${toId} where "customerId" = ${fromId}`
  await db.$executeRaw`update "Offer" set "customerId" = ${toId} where "customerId" = ${fromId}`
  await db.$executeRaw`update "DiscountCode" set "customerId" = ${toId} where "customerId" = ${fromId}`
  await db.$executeRaw`
    with theirs as (delete from "Dislike" where "customerId" = ${fromId} returning "productId", "at")
    insert into "Dislike" ("customerId", "productId", "at") select ${toId}, "productId", "at" from theirs
    on conflict do nothing`
  // Who wanted no offers wants none under the other name either.
  await db.$executeRaw`
    update "Customer" kept set "offersOffAt" = least(kept."offersOffAt", gone."offersOffAt") from "Customer" gone
     where kept."id" = ${toId} and gone."id" = ${fromId}`
  await db.$executeRaw`update "Customer" set "mergedIntoId" = ${toId} where "mergedIntoId" = ${fromId}`
}
