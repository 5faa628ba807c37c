import type { Product } from '../domain/products.ts'
import type { InventoryLevel } from '../domain/webhooks/product.ts'
import type { Db } from './database.server.ts'

/**
 * Writes products over what is known of them, if it is older and they are not deleted; returns the ids written. Each id
 * occurs once.
 */
export async function writeProducts(db: Db, products: Product[]): Promise<string[]> {
  const json = JSON.stringify(products.map((product) => ({ ...product, variants: undefined })))
  const written = await db.$queryRaw<{ id: string }[]>`
    insert into "Product" as p ("id", "title", "handle", "status", "publishedAt", "vendor", "productType", "tags",
      "imageUrl", "imageAlt", "isGiftCard", "updatedAt")
    select * from json_to_recordset(${json}::json) as r ("id" text, "title" text, "handle" text, "status" text,
      "publishedAt" timestamptz, "vendor" text, "productType" text, "tags" text[], "imageUrl" text, "imageAlt" text,
      "isGiftCard" boolean, "updatedAt" timestamptz)
    on conflict ("shopId", "id") do update set
      "title" = excluded."title", "handle" = excluded."handle", "status" = excluded."status",
      "publishedAt" = excluded."publishedAt", "vendor" = excluded."vendor", "productType" = excluded."productType",
      "tags" = excluded."tags", "imageUrl" = excluded."imageUrl", "imageAlt" = excluded."imageAlt",
      "isGiftCard" = excluded."isGiftCard", "updatedAt" = excluded."updatedAt"
    where excluded."updatedAt" > p."updatedAt" and p."deletedAt" is null
    returning "id"`
  return written.map(({ id }) => id)
}

/** Writes all variants of these products; those of them that are not named go. */
export async function writeVariants(db: Db, products: Product[]): Promise<void> {
  const json = JSON.stringify(
    products.flatMap((product) => product.variants.map((variant) => ({ productId: product.id, ...variant }))),
  )
  const ids = products.map((product) => product.id)
  await db.$executeRaw`
    delete from "Variant" v where v."productId" = any(${ids}) and v."id" not in (
      select r."id" from json_to_recordset(${json}::json) as r ("id" text))`
  await db.$executeRaw`
    insert into "Variant" ("id", "productId", "title", "sku", "priceMinor", "compareAtMinor", "position",
      "inventoryItemId", "inventory", "isOversold", "updatedAt")
    select * from json_to_recordset(${json}::json) as r ("id" text, "productId" text, "title" text, "sku" text,
      "priceMinor" bigint, "compareAtMinor" bigint, "position" int, "inventoryItemId" text, "inventory" int,
      "isOversold" boolean, "updatedAt" timestamptz)
    on conflict ("shopId", "id") do update set
      "productId" = excluded."productId", "title" = excluded."title", "sku" = excluded."sku",
      "priceMinor" = excluded."priceMinor", "compareAtMinor" = excluded."compareAtMinor",
      "position" = excluded."position", "inventoryItemId" = excluded."inventoryItemId",
      "inventory" = excluded."inventory", "isOversold" = excluded."isOversold", "updatedAt" = excluded."updatedAt"`
}

/** Marks a product as deleted, also one that nobody has told us of yet: a late word must not bring it back. */
export async function deleteProduct(db: Db, id: string, at: Date): Promise<void> {
  await db.$executeRaw`
    insert into "Product" as p ("id", "title", "handle", "status", "updatedAt", "deletedAt")
    values (${id}, '', '', 'archived', ${at}, ${at})
    on conflict ("shopId", "id") do update set "deletedAt" = coalesce(p."deletedAt", excluded."deletedAt")`
}

/** Writes what locations hold, each by its own time. */
export async function writeInventoryLevels(db: Db, levels: InventoryLevel[]): Promise<void> {
  await db.$executeRaw`
    insert into "InventoryLevel" as l ("inventoryItemId", "locationId", "available", "updatedAt")
    select distinct on ("inventoryItemId", "locationId") * from json_to_recordset(${JSON.stringify(levels)}::json)
      as r ("inventoryItemId" text, "locationId" text, "available" int, "updatedAt" timestamptz)
     order by "inventoryItemId", "locationId", "updatedAt" desc
    on conflict ("shopId", "inventoryItemId", "locationId") do update set
      "available" = excluded."available", "updatedAt" = excluded."updatedAt"
    where excluded."updatedAt" > l."updatedAt"`
}

/**
 * Brings the inventory of tracked variants up to what their locations hold, wherever a location was heard of after the
 * variant itself.
 */
export async function sumInventory(db: Db, inventoryItemIds: string[]): Promise<void> {
  await db.$executeRaw`
    update "Variant" v set "inventory" = s."available"
      from (select "inventoryItemId", sum("available")::int as "available", max("updatedAt") as "updatedAt"
              from "InventoryLevel" where "inventoryItemId" = any(${inventoryItemIds}) group by "inventoryItemId") s
     where v."inventoryItemId" = s."inventoryItemId" and v."inventory" is not null
       and s."updatedAt" > v."updatedAt" and v."inventory" <> s."available"`
}
