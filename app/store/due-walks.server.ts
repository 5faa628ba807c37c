import type pg from 'pg'
import { holdoutArms } from '../domain/budget/holdout.ts'
import type { EndReason, Enrollment, StepMemory } from '../domain/journeys/enrollment.ts'
import { isCalledKey } from '../domain/journeys/triggers.ts'
import { wordIn } from '../domain/json-fields.ts'
import { isShopifyId, type ShopifyId } from '../domain/shopify-id.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, Statement } from './database.server.ts'
import { tryLockWalks } from './shop-lock.server.ts'

/** A walk in hand, with what the engine keeps beside it. */
export interface HeldEnrollment {
  enrollment: Enrollment
  key: string
  /** How often it failed by itself since it last came through. */
  attempts: number
}

/**
 * The shops with a walk that is due, at most `limit`, in order of their domain, beginning after `after` and going
 * round. Jumps from shop to shop in the index: a shop with a million waiting walks costs as much as one with a single
 * one.
 */
export async function findShopsWithDueWalks(
  pool: pg.Pool,
  { after, now, limit }: { after: string; now: Date; limit: number },
): Promise<string[]> {
  const { rows } = await pool.query<{ shopId: string }>({
    name: 'find-shops-with-due-walks',
    text: `with recursive shop as (
        (select "shopId", "dueAt" from "Enrollment" where "status" <> 'ended' order by "shopId", "dueAt" limit 1)
        union all
        select next.* from shop, lateral (
          select "shopId", "dueAt" from "Enrollment"
           where "status" <> 'ended' and "shopId" > shop."shopId" order by "shopId", "dueAt" limit 1) next)
      select "shopId" from shop where "dueAt" <= $1 order by "shopId" <= $2, "shopId" limit $3`,
    values: [now, after, limit],
  })
  return rows.map((row) => row.shopId)
}

const columns = `e."id", e."key", e."journeyId", e."version", e."customerId", e."orderId", e."productId", e."status",
  e."stepId", e."since", e."memory", e."dueAt", e."triggeredAt", e."enteredAt", e."endedAt", e."endedWhy", e."attempts",
  e."arm", e."armPercent"`

// Who shares a customer with one that is due comes along: the budget hears all that is wished for at once. The lock
// makes this unit of work the only one that works the shop's walks.
const claimDue: Statement = {
  name: 'claim-due-walks',
  text: `with lock as materialized (select ${tryLockWalks} as "taken"), due as materialized (
      select "id", "customerId" from "Enrollment" where "status" <> 'ended' and "dueAt" <= $1 and (select "taken" from lock)
       order by "dueAt" limit $2 for update skip locked)
    select ${columns} from "Enrollment" e
     where e."customerId" = any(array(select "customerId" from due)) and e."status" <> 'ended' and e."dueAt" <= $1
     order by e."dueAt", e."id" limit 4 * $2 for update skip locked`,
}

/**
 * Takes the shop's due walks into this unit of work, `limit` of the oldest and what else is due of their customers.
 * None while another unit of work has the shop's walks in hand.
 */
export async function claimDueWalks(
  db: HotDb,
  { now, limit }: { now: Date; limit: number },
): Promise<HeldEnrollment[]> {
  const { rows } = await db.run<EnrollmentRow>(claimDue, [now, limit])
  return rows.map(heldOf)
}

const claimThese: Statement = {
  name: 'claim-these-walks',
  text: `with lock as materialized (select ${tryLockWalks} as "taken")
    select ${columns} from "Enrollment" e
     where e."id" = any($1::text[]) and e."status" <> 'ended' and (select "taken" from lock)
          order by e."dueAt", e."id" for update skip locked`,
}

/** Takes exactly these walks into this unit of work, as far as they go on; none while another one has the shop's in hand. */
export async function claimTheseWalks(db: HotDb, ids: readonly string[]): Promise<HeldEnrollment[]> {
  const { rows } = await db.run<EnrollmentRow>(claimThese, [ids])
  return rows.map(heldOf)
}

const readOne: Statement = {
  name: 'read-walk',
  text: `select ${columns} from "Enrollment" e where e."id" = $1 and e."status" <> 'ended'`,
}

/** A walk that goes on, without taking it: for the unit of work that began it, in whose hands it is already. */
export async function readWalk(db: HotDb, id: string): Promise<HeldEnrollment | undefined> {
  const { rows } = await db.run<EnrollmentRow>(readOne, [id])
  return rows.map(heldOf)[0]
}

const dueIds: Statement = {
  name: 'due-walk-ids',
  text: `select "id" from "Enrollment" where "status" <> 'ended' and "dueAt" <= $1 order by "dueAt" limit $2`,
}

/** The oldest due walks of the shop, without taking them. */
export async function findDueWalkIds(db: HotDb, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.run<{ id: string }>(dueIds, [now, limit])
  return rows.map(({ id }) => id)
}

const fail: Statement = {
  name: 'put-off-walk',
  text: `update "Enrollment" set "attempts" = "attempts" + 1, "error" = $2, "dueAt" = $3
          where "id" = $1 and "status" <> 'ended'`,
}

/** Puts a walk that failed by itself off until `dueAt`, and counts it. */
export async function putOffWalk(db: HotDb, id: string, error: string, dueAt: Date): Promise<void> {
  await db.run(fail, [id, error, dueAt])
}

const breakOff: Statement = {
  name: 'break-walk',
  text: `update "Enrollment" set "status" = 'ended', "dueAt" = null, "endedAt" = $3, "endedWhy" = 'broken',
                "attempts" = "attempts" + 1, "error" = $2
          where "id" = $1 and "status" <> 'ended'`,
}

/** Ends a walk that fails whenever it is looked at. */
export async function breakWalk(db: HotDb, id: string, error: string, now: Date): Promise<void> {
  await db.run(breakOff, [id, error, now])
}

interface EnrollmentRow {
  id: string
  key: string
  journeyId: string
  version: number
  customerId: string
  orderId: string | null
  productId: string | null
  status: 'entering' | 'active' | 'ended'
  stepId: string | null
  since: Date | null
  memory: StepMemory
  dueAt: Date | null
  triggeredAt: Date
  enteredAt: Date | null
  endedAt: Date | null
  endedWhy: string | null
  attempts: number
  arm: string | null
  armPercent: number | null
}

function heldOf(row: EnrollmentRow): HeldEnrollment {
  const { id, key, journeyId, version, customerId, orderId, productId, attempts, triggeredAt } = row
  const enrollment: Enrollment = {
    id,
    journeyId,
    version,
    customerId: gid('Customer', customerId),
    orderId: orderId === null ? undefined : gid('Order', orderId),
    productId: productId === null ? undefined : gid('Product', productId),
    isCalled: isCalledKey(journeyId, key),
    triggeredAt,
    enteredAt: row.enteredAt ?? undefined,
    arm: armOf(row),
    standing: standingOf(row),
  }
  return { enrollment, key, attempts }
}

function armOf({ arm: kept, armPercent: percent }: EnrollmentRow): Enrollment['arm'] {
  const arm = wordIn(holdoutArms, kept)
  return arm && percent !== null ? { arm, percent } : undefined
}

function gid<Kind extends 'Customer' | 'Order' | 'Product'>(kind: Kind, id: string): ShopifyId<Kind> {
  assert(isShopifyId(kind, id), `a walk names its ${kind} by Shopify's id`)
  return id
}

function standingOf({
  status,
  stepId,
  since,
  dueAt,
  memory,
  endedAt,
  endedWhy,
}: EnrollmentRow): Enrollment['standing'] {
  if (status === 'ended') {
    assert(endedAt && endedWhy, 'a walk that ended says when and why')
    return { status, at: endedAt, why: endedWhy as EndReason }
  }
  assert(dueAt, 'a walk that goes on says when it is looked at')
  if (status === 'entering') return { status, dueAt }
  assert(stepId && since, 'a walk under way says where it stands and since when')
  return { status, stepId, since, dueAt, memory }
}
