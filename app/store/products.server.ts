import type { Product } from '../domain/products.ts'
import type { Told } from '../domain/told.ts'
import type { InventoryLevel, ItemCost } from '../domain/webhooks/product.ts'
import type { Db } from './database.server.ts'

/**
 * Writes products over what is known of them, if it is older and they are not deleted; returns the ids written. Each id
 * occurs once.
 */
export async function writeProducts(db: Db, products: Told<Product>[]): Promise<string[]> {
  const json = JSON.stringify(products.map((product) => ({ ...product, variants: undefined })))
  const written = await db.$queryRaw<{ id: string }[]>`
    insert into "Product" as p ("id", "title", "handle", "status", "publishedAt", "vendor", "productType", "tags",
      "imageUrl", "imageAlt", "isGiftCard", "updatedAt", "toldAt")
    select * from json_to_recordset(${json}::json) as r ("id" text, "title" text, "handle" text, "status" text,
      "publishedAt" timestamptz, "vendor" text, "productType" text, "tags" text[], "imageUrl" text, "imageAlt" text,
      "isGiftCard" boolean, "updatedAt" timestamptz, "toldAt" timestamptz)
    on conflict ("shopId", "id") do update set
      "title" = excluded."title", "handle" = excluded."handle", "status" = excluded."status",
      "publishedAt" = excluded."publishedAt", "vendor" = excluded."vendor", "productType" = excluded."productType",
      "tags" = excluded."tags", "imageUrl" = excluded."imageUrl", "imageAlt" = excluded."imageAlt",
      "isGiftCard" = excluded."isGiftCard", "updatedAt" = excluded."updatedAt", "toldAt" = excluded."toldAt"
    where (excluded."updatedAt", excluded."toldAt") > (p."updatedAt", coalesce(p."toldAt", '-infinity'))
      and p."deletedAt" is null
    returning "id"`
  return written.map(({ id }) => id)
}

/** Writes all variants of these products; those of them that are not named go. */
export async function writeVariants(db: Db, products: Product[]): Promise<void> {
  const json = JSON.stringify(
    products.flatMap((product) =>
      product.variants.map(({ cost, ...variant }) => ({
        productId: product.id,
        ...variant,
        costMinor: cost?.minor,
        costUpdatedAt: cost?.updatedAt,
      })),
    ),
  )
  const ids = products.map((product) => product.id)
  await db.$executeRaw`
    delete from "Variant" v where v."productId" = any(${ids}) and v."id" not in (
      select r."id" from json_to_recordset(${json}::json) as r ("id" text))`
  await db.$executeRaw`
    insert into "Variant" as v ("id", "productId", "title", "sku", "priceMinor", "compareAtMinor", "position",
      "inventoryItemId", "inventory", "isOversold", "updatedAt", "costMinor", "costUpdatedAt")
    select * from json_to_recordset(${json}::json) as r ("id" text, "productId" text, "title" text, "sku" text,
      "priceMinor" bigint, "compareAtMinor" bigint, "position" int, "inventoryItemId" text, "inventory" int,
      "isOversold" boolean, "updatedAt" timestamptz, "costMinor" bigint, "costUpdatedAt" timestamptz)
    on conflict ("shopId", "id") do update set
      "productId" = excluded."productId", "title" = excluded."title", "sku" = excluded."sku",
      "priceMinor" = excluded."priceMinor", "compareAtMinor" = excluded."compareAtMinor",
      "position" = excluded."position", "inventoryItemId" = excluded."inventoryItemId",
      "inventory" = excluded."inventory", "isOversold" = excluded."isOversold", "updatedAt" = excluded."updatedAt",
      "costMinor" = case when excluded."costUpdatedAt" >= coalesce(v."costUpdatedAt", '-infinity')
                         then excluded."costMinor" else v."costMinor" end,
      "costUpdatedAt" = greatest(v."costUpdatedAt", excluded."costUpdatedAt")`
}

/** Writes what items cost, over what is not newer. Each item occurs once. */
export async function writeCosts(db: Db, costs: ItemCost[]): Promise<void> {
  const rows = costs.map(({ inventoryItemId, cost }) => ({ inventoryItemId, ...cost }))
  await db.$executeRaw`
    update "Variant" v set "costMinor" = r."minor", "costUpdatedAt" = r."updatedAt"
      from json_to_recordset(${JSON.stringify(rows)}::json)
           as r ("inventoryItemId" text, "minor" bigint, "updatedAt" timestamptz)
     where v."inventoryItemId" = r."inventoryItemId"
       and r."updatedAt" >= coalesce(v."costUpdatedAt", '-infinity')
       and (v."costMinor" is distinct from r."minor" or v."costUpdatedAt" is distinct from r."updatedAt")`
}

/** Marks a product as deleted, also one that nobody has told us of yet: a late word must not bring it back. */
export async function deleteProduct(db: Db, id: string, at: Date): Promise<void> {
  await db.$executeRaw`
    insert into "Product" as p ("id", "title", "handle", "status", "updatedAt", "deletedAt")
    values (${id}, '', '', 'archived', ${at}, ${at})
    on conflict ("shopId", "id") do update set "deletedAt" = coalesce(p."deletedAt", excluded."deletedAt")`
}

/** Writes what locations hold, each by its own time and, within a second, by when it was told. */
export async function writeInventoryLevels(db: Db, levels: Told<InventoryLevel>[]): Promise<void> {
  await db.$executeRaw`
    insert into "InventoryLevel" as l ("inventoryItemId", "locationId", "available", "updatedAt", "toldAt")
    select distinct on ("inventoryItemId", "locationId") * from json_to_recordset(${JSON.stringify(levels)}::json)
      as r ("inventoryItemId" text, "locationId" text, "available" int, "updatedAt" timestamptz, "toldAt" timestamptz)
     order by "inventoryItemId", "locationId", "updatedAt" desc, "toldAt" desc
    on conflict ("shopId", "inventoryItemId", "locationId") do update set
      "available" = excluded."available", "updatedAt" = excluded."updatedAt", "toldAt" = excluded."toldAt"
    where (excluded."updatedAt", excluded."toldAt") > (l."updatedAt", coalesce(l."toldAt", '-infinity'))`
}

/** Empties the levels of these items that are not named, where nothing was heard of them since `askedAt`. */
export async function emptyOtherLevels(
  db: Db,
  inventoryItemIds: string[],
  named: InventoryLevel[],
  askedAt: Date,
): Promise<void> {
  await db.$executeRaw`
    update "InventoryLevel" l set "available" = 0, "updatedAt" = ${askedAt}, "toldAt" = ${askedAt}
     where l."inventoryItemId" = any(${inventoryItemIds}) and l."updatedAt" < ${askedAt} and l."available" <> 0
       and (l."inventoryItemId", l."locationId") not in (
         select r."inventoryItemId", r."locationId" from json_to_recordset(${JSON.stringify(named)}::json)
           as r ("inventoryItemId" text, "locationId" text))`
}

/**
 * Brings the inventory of tracked variants up to what their locations hold, wherever a location speaks of the same
 * second as the variant itself or a later one.
 */
export async function sumInventory(db: Db, inventoryItemIds: string[]): Promise<void> {
  await db.$executeRaw`
    update "Variant" v set "inventory" = s."available"
      from (select "inventoryItemId", sum("available")::int as "available", max("updatedAt") as "updatedAt"
              from "InventoryLevel" where "inventoryItemId" = any(${inventoryItemIds}) group by "inventoryItemId") s
     where v."inventoryItemId" = s."inventoryItemId" and v."inventory" is not null
       and s."updatedAt" >= v."updatedAt" and v."inventory" <> s."available"`
}
