import type { ArmMoney, JourneyMoney } from '../domain/proof/lift.ts'
import { windowDays } from '../domain/proof/window.ts'
import { dayMs } from '../domain/time-zone.ts'
import type { HotDb, Statement } from './database.server.ts'
import { orderStands } from './journey-facts.server.ts'

/** No customer counts with more than what so many of those who bought stay below. */
const capShare = 0.99

// Each customer once for each journey, by the first walk that was given an arm. What they brought: orders that stand,
// placed in the window after they entered, after discounts, less refunds and the cost of gifts of Encore; the order that
// began the walk is no consequence of it. One statement for all journeys of the shop: every row is read once.
const readMoney: Statement = {
  name: 'read-journey-money',
  text: `
  with first as materialized (
    select distinct on (e."journeyId", e."customerId") e."journeyId", e."customerId", e."arm", e."armPercent",
           e."enteredAt", e."orderId"
      from "Enrollment" e where e."arm" is not null
     order by e."journeyId", e."customerId", e."enteredAt", e."id"),
  gifts as (
    select i."boughtOrderId" as "orderId", sum(i."giftCostMinor") as "minor" from "OfferItem" i
     where i."boughtOrderId" is not null and i."giftCostMinor" is not null and i."boughtQuantity" > 0 group by 1),
  orders as (
    select o."id", o."customerId", o."processedAt", o."totalMinor" - o."refundedMinor" - coalesce(g."minor", 0) as "minor"
      from "Order" o left join gifts g on g."orderId" = o."id"
     where o."customerId" is not null and o."processedAt" > (select min("enteredAt") from first) and ${orderStands('o')}),
  brought as materialized (
    select f."journeyId", f."customerId", f."arm", f."armPercent", coalesce(sum(o."minor"), 0)::float8 as "minor",
           count(o."id") > 0 as "isBuyer"
      from first f left join orders o on o."customerId" = f."customerId" and o."processedAt" > f."enteredAt"
       and o."processedAt" <= f."enteredAt" + interval '${windowDays} days' and o."id" is distinct from f."orderId"
     where f."enteredAt" <= $1
     group by f."journeyId", f."customerId", f."arm", f."armPercent"),
  caps as (
    select "journeyId", greatest(0, percentile_disc(${capShare}) within group (order by "minor")) as "minor"
      from brought where "isBuyer" group by 1),
  counted as (
    select b."journeyId", b."arm", b."armPercent", b."isBuyer", coalesce(c."minor", 0) as "capMinor",
           greatest(least(b."minor", coalesce(c."minor", 0)), -coalesce(c."minor", 0)) as "minor"
      from brought b left join caps c on c."journeyId" = b."journeyId"),
  sums as (
    select "journeyId", "arm", "armPercent" as "percent", max("capMinor") as "capMinor", count(*)::int as "customers",
           (count(*) filter (where "isBuyer"))::int as "buyers", sum("minor") as "totalMinor",
           sum("minor" * "minor") as "squares"
      from counted group by 1, 2, 3),
  known as materialized (select s."journeyId", json_agg(s) as "sums" from sums s group by 1),
  ever as (
    select "journeyId", (count(*) filter (where "arm" = 'left-alone'))::int as "leftAloneEver", min("enteredAt") as "since"
      from first group by 1)
  select e."journeyId", e."leftAloneEver", e."since", k."sums"
    from ever e left join known k on k."journeyId" = e."journeyId"`,
}

interface LiftRow {
  journeyId: string
  leftAloneEver: number
  since: Date
  sums: (ArmMoney & { arm: string; percent: number; capMinor: number })[] | null
}

/**
 * What customers brought who entered each of the shop's journeys, by arm and by how many were left alone then. A journey
 * whose customers were given no arms is not there. Reads every walk that was: remember it for a while.
 */
export async function readJourneyMoney(db: HotDb, now: Date): Promise<Map<string, JourneyMoney>> {
  const passed = new Date(now.getTime() - windowDays * dayMs)
  const { rows } = await db.run<LiftRow>(readMoney, [passed])
  return new Map(rows.map((row) => [row.journeyId, moneyOf(row)]))
}

function moneyOf({ leftAloneEver, since, sums }: LiftRow): JourneyMoney {
  const known = sums ?? []
  const percents = [...new Set(known.map(({ percent }) => percent))]
  const armAt = (percent: number, arm: string): ArmMoney =>
    known.find((each) => each.percent === percent && each.arm === arm) ?? nobody
  return {
    strata: percents.map((percent) => ({
      percent,
      reached: armAt(percent, 'reached'),
      leftAlone: armAt(percent, 'left-alone'),
    })),
    capMinor: known[0]?.capMinor ?? 0,
    leftAloneEver,
    since,
  }
}

const nobody: ArmMoney = { customers: 0, buyers: 0, totalMinor: 0, squares: 0 }
