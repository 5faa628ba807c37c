import type { ShopifyId } from '../domain/shopify-id.ts'
import type { Db } from './database.server.ts'

/** A pool that is not full yet, and how far it has come. */
export interface OpenPool {
  id: string
  key: string
  discountId: string | null
  creationId: string | null
  createdAt: Date
  endsAt: Date | null
  /** None before they were drawn. */
  codes: string[]
}

/** What a rule that is on says, and the definition of its running test. */
export interface RunningRule {
  definition: unknown
  tests: unknown[]
}

/** The rules that are on, in their order, with their running tests. */
export async function readRunningRules(db: Db): Promise<RunningRule[]> {
  return db.$queryRaw<RunningRule[]>`
    select r."definition", coalesce((select json_agg(t."definition") from "RuleTest" t
             where t."ruleId" = r."id" and t."status" = 'running'), '[]'::json) as "tests"
      from "Rule" r where r."status" = 'on' order by r."position", r."id"`
}

/** The products that are most often bought with others: what Encore offers when it chooses itself. */
export async function readOftenPaired(db: Db, limit: number): Promise<ShopifyId<'Product'>[]> {
  const rows = await db.$queryRaw<{ id: ShopifyId<'Product'> }[]>`
    select p."otherProductId" as "id" from "ProductPair" p
     group by 1 order by sum(p."buyers") desc, 1 limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Products of a collection. */
export async function readSomeOfCollection(
  db: Db,
  collectionId: string,
  limit: number,
): Promise<ShopifyId<'Product'>[]> {
  const rows = await db.$queryRaw<{ id: ShopifyId<'Product'> }[]>`
    select "productId" as "id" from "CollectionProduct" where "collectionId" = ${collectionId} order by 1 limit ${limit}`
  return rows.map(({ id }) => id)
}

/** The codes of one key: how many may still be given, and whether someone was given one or asked for one lately. */
export interface Stock {
  key: string
  free: number
  isOpen: boolean
  isAskedFor: boolean
  hasFailedLately: boolean
}

/** What there is of each key. Codes count that are good at `goodUntil`; lately is since `since`. */
export async function readStock(
  db: Db,
  { goodUntil, since, failedSince }: { goodUntil: Date; since: Date; failedSince: Date },
): Promise<Stock[]> {
  return db.$queryRaw<Stock[]>`
    select p."key",
           coalesce(sum(s."free") filter (where p."status" = 'ready' and p."endsAt" >= ${goodUntil}), 0)::int as "free",
           bool_or(p."status" = 'wanted') as "isOpen",
           bool_or(p."status" = 'wanted' or s."givenAt" >= ${since}) as "isAskedFor",
           bool_or(p."status" = 'failed' and p."createdAt" >= ${failedSince}) as "hasFailedLately"
      from "DiscountPool" p left join lateral (
        select count(*) filter (where c."givenAt" is null) as "free", max(c."givenAt") as "givenAt"
          from "DiscountCode" c where c."poolId" = p."id") s on true
     group by p."key"`
}

/** Wants a pool for each of these keys that has none open. */
export async function wantPools(db: Db, keys: string[], now: Date): Promise<void> {
  await db.$executeRaw`
    insert into "DiscountPool" ("id", "key", "incentive", "createdAt")
    select gen_random_uuid()::text, k, k::jsonb, ${now} from unnest(${keys}::text[]) k on conflict do nothing`
}

/** Ends what is over, and the wishes for these keys; the codes that were never given go. */
export async function endPools(db: Db, unwantedKeys: string[], now: Date): Promise<void> {
  await db.$executeRaw`
    update "DiscountPool" set "status" = 'ended'
     where ("status" = 'ready' and "endsAt" < ${now}) or ("status" = 'wanted' and "key" = any(${unwantedKeys}))`
  await db.$executeRaw`
    delete from "DiscountCode" c using "DiscountPool" p
     where c."poolId" = p."id" and p."status" = 'ended' and c."givenAt" is null`
}

/** The pools that wait to be filled, the oldest first. */
export async function readOpenPools(db: Db, limit: number): Promise<OpenPool[]> {
  return db.$queryRaw<OpenPool[]>`
    select p."id", p."key", p."discountId", p."creationId", p."createdAt", p."endsAt",
           array(select c."code" from "DiscountCode" c where c."poolId" = p."id" order by c."code") as "codes"
      from "DiscountPool" p where p."status" = 'wanted' order by p."createdAt", p."id" limit ${limit}`
}

/** Keeps the codes drawn for a pool, and until when they are good. Nobody is given one before the pool is ready. */
export async function keepDrawn(
  db: Db,
  id: string,
  { codes, endsAt }: { codes: string[]; endsAt: Date },
): Promise<void> {
  await db.discountPool.updateMany({ where: { id }, data: { endsAt } })
  await db.discountCode.createMany({ data: codes.map((code) => ({ code, poolId: id })) })
}

/** Notes how far the filling has come. */
export async function notePool(
  db: Db,
  id: string,
  step: { discountId?: string; creationId?: string | null },
): Promise<void> {
  await db.discountPool.updateMany({ where: { id }, data: step })
}

/** Lets the codes of this pool be given, but for those that Shopify refused. */
export async function readyPool(db: Db, id: string, refused: string[]): Promise<void> {
  await db.discountCode.deleteMany({ where: { poolId: id, code: { in: refused } } })
  await db.discountPool.updateMany({ where: { id }, data: { status: 'ready', error: null } })
}

/** Gives a pool up, with why: a code and a sentence of ours. Its codes go. */
export async function failPool(db: Db, id: string, error: string): Promise<void> {
  await db.discountCode.deleteMany({ where: { poolId: id } })
  await db.discountPool.updateMany({ where: { id }, data: { status: 'failed', error } })
}
