import { isShopifyId, type ShopifyId } from '../domain/shopify-id.ts'
import { Unavailable } from '../platform/errors.ts'
import type { Db, HotDb, Statement } from './database.server.ts'
import { findHolder } from './preference-page.server.ts'
import { lockMirror } from './shop-lock.server.ts'

// Who writes of a customer holds their row with others; who forgets, merges or deletes them has it alone. What only
// changes the row (`for no key update`) waits for neither, so that news of a customer holds up nobody.
const holdThese: Statement = {
  name: 'hold-customers',
  text: `select "id" from "Customer" where "id" = any($1::text[]) and "deletedAt" is null and "mergedIntoId" is null
          order by "id" for key share`,
}

/**
 * Keeps those of these customers who are there from being forgotten, merged or deleted until this unit of work ends,
 * and returns them. Waits for whoever does that now. To be called before any row of theirs is locked.
 */
export async function holdCustomers(db: HotDb, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await db.run<{ id: string }>(holdThese, [ids])
  return new Set(rows.map(({ id }) => id))
}

/** Between finding who somebody is and holding them they may be merged again, but hardly so often. */
const looksMax = 5

/** As `holdCustomers`, for one whom others may know by an earlier id: who they are today; nothing where they are gone. */
export async function holdCustomer(
  db: HotDb,
  customerId: string,
): Promise<ShopifyId<'Customer'> | undefined> {
  for (let look = 0; look < looksMax; look += 1) {
    const holder = await findHolder(db, customerId)
    if (!isShopifyId('Customer', holder)) return undefined
    if ((await holdCustomers(db, [holder])).has(holder)) return holder
  }
  throw new Unavailable('The customer is merged again and again.')
}

/**
 * Has these customers to itself until this unit of work ends, to forget, merge or delete them: what others wrote of them
 * is there to be seen, and who comes later sees what became of them. Takes the lock of the mirror too. To be called
 * before any row of theirs is locked, for all of them at once.
 */
export async function takeCustomers(db: Db, ids: readonly string[]): Promise<void> {
  await lockMirror(db)
  await db.$queryRaw`select 1 from "Customer" where "id" = any(${[...ids]}::text[]) order by "id" for update`
}
