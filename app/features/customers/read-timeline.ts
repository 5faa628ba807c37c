import { Prisma } from '../../../prisma/generated/client.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { type TimelineEntry, type TimelineFilter, timelineKinds } from '../../domain/timeline.ts'
import type { Db } from '../../store/database.server.ts'
import { timelineEntry } from './timeline-entry.ts'
import type { TimelineRow } from './timeline-row.ts'

const pageMax = 30

/** A part of a timeline, newest first. `next` asks for the older part; nothing at its end. */
export interface TimelinePage {
  entries: TimelineEntry[]
  next: string | undefined
}

/**
 * Reads at most 30 entries of a customer's timeline, only those of one filter if given, older than the cursor if
 * given. A cursor that does not fit is read as none. A customer who is not there has an empty timeline.
 */
export async function readTimeline(
  db: Db,
  {
    customerId,
    filter,
    cursor,
  }: { customerId: ShopifyId<'Customer'>; filter: TimelineFilter | undefined; cursor: string | null },
): Promise<TimelinePage> {
  // First which entries, then what they say: the evidence of all the others is never put together.
  const rows = await db.$queryRaw<TimelineRow[]>`
    with picked as (
      select t."at", t."kind", t."subjectId", t."orderId" from "Timeline" t
       where t."customerId" = ${customerId}
         ${filter ? Prisma.sql`and t."kind" = any(${[...timelineKinds[filter]]})` : Prisma.empty}
         ${olderThan(cursor)}
       order by t."at" desc, ${order} desc, t."subjectId" desc
       limit ${pageMax + 1})
    select t."at", t."kind", t."subjectId", t."orderId", told."detail",
           coalesce(o."name", linked."name") as "orderName",
           case when t."kind" = 'order-refunded' then (${refundedLines}) end as "refunded"
      from picked t
      join lateral (select same."detail" from "Timeline" same
             where same."customerId" = ${customerId} and same."kind" = t."kind" and same."subjectId" = t."subjectId"
               and same."orderId" is not distinct from t."orderId" limit 1) told on true
      left join "Order" o on o."id" = t."orderId"
      left join lateral (${orderOfCheckout(customerId)}) linked on true
     order by t."at" desc, ${order} desc, t."subjectId" desc`
  const page = rows.slice(0, pageMax)
  const last = page.at(-1)
  return {
    entries: page.flatMap((row) => timelineEntry(row) ?? []),
    next: rows.length > pageMax && last ? writeCursor(last) : undefined,
  }
}

// The titles of what was refunded: the refund itself only knows line ids.
const refundedLines = Prisma.sql`
  select jsonb_agg(jsonb_build_object('title', l."title", 'variantTitle', l."variantTitle",
           'quantity', (r.line ->> 'quantity')::int, 'currentQuantity', l."currentQuantity") order by l."position")
    from jsonb_array_elements(told."detail" -> 'lines') r(line)
    join "OrderLine" l on l."orderId" = t."orderId" and l."id" = r.line ->> 'lineId'`

/** The customer's order that came of the checkout an offer was made in, which knew no order yet (decision 14). */
function orderOfCheckout(customerId: string): Prisma.Sql {
  return Prisma.sql`
    select b."name" from "Offer" f join "Order" b on b."checkoutToken" = f."reference" and b."customerId" = ${customerId}
     where t."orderId" is null and t."kind" like 'offer-%'
       and f."id" = coalesce((select i."offerId" from "OfferItem" i where i."id" = t."subjectId"), t."subjectId")
     limit 1`
}

// What happened at the same moment, in the order in which it must have.
const inOrder = [
  'customer-joined',
  'consent-changed',
  'order-placed',
  'offer-decided',
  'offer-held',
  'offer-shown',
  'offer-accepted',
  'offer-declined',
  'offer-disliked',
  'offer-postponed',
  'offer-bought',
  'journey-entered',
  'step-passed',
  'touch-held',
  'touch-sent',
  'touch-dropped',
  'intent-said',
  'terms-changed',
  'journey-ended',
  'order-shipped',
  'order-delivered',
  'order-cancelled',
  'order-refunded',
]
const order = Prisma.sql`array_position(${inOrder}, t."kind")`

function writeCursor({ at, kind, subjectId }: TimelineRow): string {
  return `${at.getTime()}~${inOrder.indexOf(kind) + 1}~${subjectId}`
}

function olderThan(cursor: string | null): Prisma.Sql {
  const match = /^(\d{1,15})~(\d{1,2})~([\w:/-]{1,200})$/.exec(cursor ?? '')
  if (!match) return Prisma.empty
  const [, ms, rank, subjectId] = match
  return Prisma.sql`and (t."at", ${order}, t."subjectId") <
    (${new Date(Number(ms))}::timestamptz, ${Number(rank)}, ${subjectId})`
}
