import type { HotDb, Statement } from './database.server.ts'

/**
 * SQL for every contact that counts against the budgets of some customers, as rows `"customerId", "at"`: touches since
 * the moment at which the budget let them go, and offers on the shop's pages since they were first seen. All that was
 * shown for one order counts once, however many of its pages had something to show. Both parameters are SQL themselves:
 * a `text[]` of ids, and the moment after which it counts.
 */
export const contactsSql = (customerIds: string, since: string): string => `
  select t."customerId", t."countsAt" as "at" from "Touch" t
   where t."customerId" = any(${customerIds}) and t."countsAt" > ${since}
  union all
  select o."customerId", min(o."shownAt") as "at" from "Offer" o
   where o."customerId" = any(${customerIds}) and o."shownAt" is not null
   group by o."customerId", coalesce(o."orderId", o."key") having min(o."shownAt") > ${since}`

const contactsOf: Statement = {
  name: 'contacts-of-customers',
  text: `select "customerId", array_agg("at" order by "at") as "at"
           from (${contactsSql('$1::text[]', '$2::timestamptz')}) c group by 1`,
}

/** When contacts with these customers counted after that moment, by customer, earliest first. */
export async function readContacts(
  db: HotDb,
  customerIds: readonly string[],
  since: Date,
): Promise<Map<string, Date[]>> {
  const { rows } = await db.run<{ customerId: string; at: Date[] }>(contactsOf, [customerIds, since])
  return new Map(rows.map(({ customerId, at }) => [customerId, at]))
}
