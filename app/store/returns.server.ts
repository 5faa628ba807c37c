import { openStatuses, type Return, returnStatuses } from '../domain/returns.ts'
import type { Told } from '../domain/told.ts'
import type { Db } from './database.server.ts'

/** How one telling of a return lies there for its order: each for itself, since the earliest and the latest count. */
export function returnDetail({ id, orderId, status, toldAt }: Told<Return>) {
  return { orderId, id: `${id} ${status} ${toldAt.toISOString()}`, detail: { id, status, toldAt } }
}

/**
 * Takes the returns that lie there for these orders into them, where the orders are known. Each keeps the latest that
 * was told of it; of the same moment what comes later in the life of a return, so that it does not matter what arrived
 * first.
 */
export async function takeInReturns(db: Db, orderIds: string[]): Promise<void> {
  await db.$executeRaw`
    with taken as (delete from "EarlyArrival" e using "Order" o
      where o."id" = e."orderId" and e."kind" = 'return' and e."orderId" = any(${orderIds})
      returning e."orderId", e."detail" ->> 'id' as "id", e."detail" ->> 'status' as "status",
                (e."detail" ->> 'toldAt')::timestamptz as "at"),
    summed as (
      select "orderId", "id", min("at") as "firstAt", max("at") as "lastAt",
             (array_agg("status" order by "at" desc, array_position(${statuses}::text[], "status") desc))[1] as "status"
        from taken group by "orderId", "id")
    insert into "Return" as r ("orderId", "id", "status", "requestedAt", "updatedAt")
    select "orderId", "id", "status", "firstAt", "lastAt" from summed
    on conflict ("shopId", "orderId", "id") do update set
      "status" = case when (excluded."updatedAt", array_position(${statuses}::text[], excluded."status"))
                         > (r."updatedAt", array_position(${statuses}::text[], r."status"))
                      then excluded."status" else r."status" end,
      "requestedAt" = least(r."requestedAt", excluded."requestedAt"),
      "updatedAt" = greatest(r."updatedAt", excluded."updatedAt")`
}

const statuses: string[] = [...returnStatuses]

/** That a return is not settled, as SQL. */
export const returnIsOpen = (returned: string) =>
  `${returned}."status" in (${openStatuses.map((each) => `'${each}'`).join(', ')})`
