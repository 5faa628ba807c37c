import { returnDaysMax } from '../domain/budget/open-matter.ts'
import { type LeftOffer, leftOfferPrefix } from '../domain/offers/left-offer.ts'
import { windowDays } from '../domain/proof/window.ts'
import { contactsSql } from './contacts.server.ts'
import type { HotDb, Statement } from './database.server.ts'
import { returnIsOpen } from './returns.server.ts'

const daysOfMonth = 30
const parcelDaysMax = 45
const helpDaysMax = 60

/** What is kept of a customer that decides whether an offer may stand on a page they look at. */
export interface PageBudgetRow {
  /** When contacts of the last 30 days counted. */
  counted: Date[]
  /** Whether an offer was shown for this order before. */
  isSeen: boolean
  weekMax: number | null
  monthMax: number | null
  pausedUntil: Date | null
  neverAt: Date | null
  channelsOff: string[]
  topicsOff: string[]
  isOffersOff: boolean
  /** The journey that they entered last leaves them alone, and what they buy since is still counted. */
  isLeftAlone: boolean
  /** Of the last 60 days, times as ISO text. */
  refunds: { orderId: string; at: string }[]
  /** Not settled, and told of in the last 60 days. */
  returns: { orderId: string; at: string }[]
  /** Sent in the last 45 days, and not known to have arrived. */
  parcels: { orderId: string; sentAt: string; hasFailed: boolean }[]
  /** The most useful offer that a journey left for them: still worth saying, not answered on any page, its walk not ended early. */
  left: LeftOffer | null
}

/** The row as JSON has it. */
export type PageBudgetJson = Omit<PageBudgetRow, 'counted' | 'pausedUntil' | 'neverAt'> & {
  counted: string[]
  pausedUntil: string | null
  neverAt: string | null
}

/** The row that a statement took along as JSON. */
export function pageBudgetOf(json: PageBudgetJson): PageBudgetRow {
  const moment = (text: string | null) => (text === null ? null : new Date(text))
  return {
    ...json,
    counted: json.counted.map((at) => new Date(at)),
    pausedUntil: moment(json.pausedUntil),
    neverAt: moment(json.neverAt),
  }
}

/**
 * SQL for one row of a customer, with an order that may be null and the present moment: all three are SQL themselves.
 * Everything is found by key, so that a statement which has the customer anyway can take it along.
 */
export const pageBudgetSql = (customerId: string, orderId: string, now: string): string => `
  select array(select c."at" from (${contactsSql(`array[${customerId}]`, `${now} - interval '${daysOfMonth} days'`)}) c) as "counted",
    exists (select from "Offer" o where o."orderId" = ${orderId} and o."customerId" = ${customerId}
       and o."shownAt" is not null) as "isSeen",
    p."weekMax", p."monthMax", p."pausedUntil", p."neverAt", coalesce(p."channelsOff", '{}') as "channelsOff",
    coalesce(p."topicsOff", '{}') as "topicsOff", c."offersOffAt" is not null as "isOffersOff",
    coalesce((select e."arm" = 'left-alone' from "Enrollment" e where e."customerId" = ${customerId} and e."arm" is not null
       and e."enteredAt" > ${now} - interval '${windowDays} days'
      order by e."enteredAt" desc, e."id" limit 1), false) as "isLeftAlone",
    (select coalesce(json_agg(json_build_object('orderId', r."orderId", 'at', r."createdAt")), '[]')
       from "Order" o join "Refund" r on r."orderId" = o."id"
      where o."customerId" = ${customerId} and r."createdAt" > ${now} - interval '${helpDaysMax} days') as "refunds",
    (select coalesce(json_agg(json_build_object('orderId', r."orderId", 'at', r."updatedAt")), '[]')
       from "Order" o join "Return" r on r."orderId" = o."id"
      where o."customerId" = ${customerId} and ${returnIsOpen('r')}
        and r."updatedAt" > ${now} - interval '${returnDaysMax} days') as "returns",
    (select coalesce(json_agg(json_build_object('orderId', f."orderId", 'sentAt', f."createdAt",
        'hasFailed', coalesce(f."shipmentStatus" = 'failure', false))), '[]')
       from "Order" o join "Fulfillment" f on f."orderId" = o."id"
      where o."customerId" = ${customerId} and f."deliveredAt" is null and coalesce(f."status", 'success') = 'success'
        and f."createdAt" > ${now} - interval '${parcelDaysMax} days') as "parcels",
    (select json_build_object('touchId', t."id", 'content', t."content", 'journey', j."name") from "Touch" t
       left join "Enrollment" e on e."id" = t."enrollmentId" left join "Journey" j on j."id" = e."journeyId"
      where t."customerId" = ${customerId} and t."channel" = 'page' and t."status" in ('queued', 'sent')
        and t."validUntil" > ${now} and coalesce(e."endedWhy", 'completed') = 'completed' and not exists (select from "Offer" o
          where o."ruleId" = '${leftOfferPrefix}' || t."id" and o."answeredAt" is not null)
      order by t."usefulness" desc, t."wishedAt", t."id" limit 1) as "left"
    from "Customer" c left join "Preference" p on p."customerId" = c."id" where c."id" = ${customerId}`

const readOne: Statement = {
  name: 'page-budget-of-customer',
  text: pageBudgetSql('$1::text', '$2::text', '$3::timestamptz'),
}

/** What decides whether an offer may stand on a page that this customer looks at; nothing for who is not known. */
export async function readPageBudget(
  db: HotDb,
  customerId: string,
  orderId: string | undefined,
  now: Date,
): Promise<PageBudgetRow | undefined> {
  const { rows } = await db.run<PageBudgetRow>(readOne, [customerId, orderId ?? null, now])
  return rows[0]
}
