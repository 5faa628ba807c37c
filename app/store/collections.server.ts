import type { Collection } from '../domain/collections.ts'
import type { Told } from '../domain/told.ts'
import type { Db } from './database.server.ts'

/**
 * Writes collections over what is known of them, if it is older. What was deleted stays deleted, unless Shopify named
 * it (`isListed`) when it was asked later than that. Each id occurs once.
 */
export async function writeCollections(
  db: Db,
  collections: Told<Collection>[],
  { isListed }: { isListed: boolean },
): Promise<void> {
  const rows = collections.map(({ id, title, updatedAt, toldAt }) => ({ id, title, updatedAt, toldAt }))
  await db.$executeRaw`
    insert into "Collection" as c ("id", "title", "updatedAt", "toldAt")
    select * from json_to_recordset(${JSON.stringify(rows)}::json)
      as r ("id" text, "title" text, "updatedAt" timestamptz, "toldAt" timestamptz)
    on conflict ("shopId", "id") do update set
      "title" = excluded."title", "updatedAt" = excluded."updatedAt", "toldAt" = excluded."toldAt", "deletedAt" = null
    where (excluded."updatedAt", excluded."toldAt") > (c."updatedAt", coalesce(c."toldAt", '-infinity'))
      and (c."deletedAt" is null or ${isListed} and c."deletedAt" < excluded."toldAt")`
}

/**
 * Writes which products collections held at `readAt`, where that was not read later already and the collection is not
 * deleted; products that are not named leave it. Each id occurs once.
 */
export async function writeMembers(
  db: Db,
  collections: { id: string; productIds: string[] }[],
  readAt: Date,
): Promise<void> {
  const ids = collections.map(({ id }) => id)
  const written = await db.$queryRaw<{ id: string }[]>`
    update "Collection" set "productsReadAt" = ${readAt}
     where "id" = any(${ids}) and "deletedAt" is null and coalesce("productsReadAt", '-infinity') <= ${readAt}
    returning "id"`
  const news = new Set(written.map(({ id }) => id))
  const members = collections.flatMap(({ id, productIds }) =>
    news.has(id) ? productIds.map((productId) => ({ collectionId: id, productId })) : [],
  )
  const json = JSON.stringify(members)
  await db.$executeRaw`
    delete from "CollectionProduct" m where m."collectionId" = any(${[...news]}) and not exists (
      select from json_to_recordset(${json}::json) as r ("collectionId" text, "productId" text)
       where r."collectionId" = m."collectionId" and r."productId" = m."productId")`
  await db.$executeRaw`
    insert into "CollectionProduct" ("collectionId", "productId")
    select * from json_to_recordset(${json}::json) as r ("collectionId" text, "productId" text)
    on conflict do nothing`
}

/** Marks a collection as deleted, also one that nobody has told us of yet, and empties it. */
export async function deleteCollection(db: Db, id: string, at: Date): Promise<void> {
  await db.$executeRaw`
    insert into "Collection" as c ("id", "title", "updatedAt", "deletedAt") values (${id}, '', ${at}, ${at})
    on conflict ("shopId", "id") do update set "deletedAt" = coalesce(c."deletedAt", excluded."deletedAt")`
  await db.$executeRaw`delete from "CollectionProduct" where "collectionId" = ${id}`
}

/** Marks as deleted, and empties, every collection of which nothing was heard from `askedAt` on. */
export async function deleteUnheardCollections(db: Db, askedAt: Date): Promise<void> {
  const gone = await db.$queryRaw<{ id: string }[]>`
    update "Collection" set "deletedAt" = ${askedAt}
     where "deletedAt" is null
       and greatest("updatedAt", "toldAt", "productsReadAt") < ${askedAt}
    returning "id"`
  if (gone.length === 0) return
  await db.collectionProduct.deleteMany({ where: { collectionId: { in: gone.map(({ id }) => id) } } })
}
