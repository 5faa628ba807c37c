import type { Db } from './database.server.ts'

// Four kinds of locks of a shop, told apart by their first number.
const writerLock = 7_261_130
const workerLock = 7_261_131
const walksLock = 7_261_132
const startsLock = 7_261_133

/** The part of a statement that makes its unit of work the only one that works the shop's walks, or says that one does. */
export const tryLockWalks = `pg_try_advisory_xact_lock(${walksLock}, hashtext(current_setting('app.shop_id')))`

/**
 * Makes this unit of work the only one that writes the shop's mirror (orders, customers, products, pair counts) until
 * it ends; others wait in line. So what it reads before it writes stays true, and no two of them can deadlock.
 */
export async function lockMirror(db: Db): Promise<void> {
  await db.$queryRaw`
    select 1 from (select pg_advisory_xact_lock(${writerLock}::int, hashtext(current_setting('app.shop_id')))) taken`
}

/** Makes this unit of work the only one that works the shop's deliveries. Returns false when another one does. */
export async function tryLockDeliveries(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(${workerLock}::int, hashtext(current_setting('app.shop_id'))) as taken`
  return row?.taken ?? false
}

/** Has starts of journeys for one customer wait for one another: who comes second sees the walk of the first. */
export async function lockStarts(db: Db, customerId: string): Promise<void> {
  await db.$queryRaw`
    select 1 from (select pg_advisory_xact_lock(
      ${startsLock}::int, hashtext(current_setting('app.shop_id') || ${customerId}::text))) taken`
}
