import type { MarginCosts, MarginLine } from '../domain/offers/margin.ts'
import type { OfferableVariant } from '../domain/offers/offerable.ts'
import type { ProductId, VariantId } from '../domain/offers/reason.ts'
import { parseSettings } from '../domain/settings.ts'
import type { HotDb, Statement } from './database.server.ts'

const floor: Statement = {
  name: 'floor-of-shop',
  text: `select "settings", "currency" from "Shop"`,
}

/** What the shop's margin floor is reckoned from, and the currency of all its prices as far as it is known. */
export async function readFloor(db: HotDb): Promise<{ costs: MarginCosts; currency: string | undefined }> {
  const { rows } = await db.run<{ settings: unknown; currency: string | null }>(floor, [])
  const [shop] = rows
  return { costs: parseSettings(shop?.settings).margin, currency: shop?.currency ?? undefined }
}

const onSale: Statement = {
  name: 'variant-on-sale',
  text: `
    select v."id", v."title", v."position", v."inventory", v."isOversold", v."priceMinor"::float8 as "priceMinor",
           v."costMinor"::float8 as "costMinor"
      from "Variant" v join "Product" p on p."id" = v."productId"
     where v."id" = $1 and p."id" = $2 and p."deletedAt" is null and lower(p."status") = 'active'
       and p."publishedAt" is not null and p."publishedAt" <= $3`,
}

/** A variant as it is now, sold out or not; nothing where its product is not on sale. */
export async function readVariantOnSale(
  db: HotDb,
  { variantId, productId, now }: { variantId: string; productId: ProductId; now: Date },
): Promise<OfferableVariant | undefined> {
  const { rows } = await db.run<VariantRow>(onSale, [variantId, productId, now])
  const [row] = rows
  return row && { ...row, inventory: row.inventory ?? undefined, costMinor: row.costMinor ?? undefined }
}

interface VariantRow extends Omit<OfferableVariant, 'id' | 'inventory' | 'costMinor'> {
  id: VariantId
  inventory: number | null
  costMinor: number | null
}

const lines: Statement = {
  name: 'lines-of-products',
  text: `
    select distinct v."productId", v."priceMinor"::float8 as "priceMinor", v."costMinor"::float8 as "costMinor"
      from "Variant" v where v."productId" = any($1::text[])`,
}

/** Every price and cost that a variant of these products has, in stock or not. */
export async function readLines(db: HotDb, productIds: ProductId[]): Promise<Map<ProductId, MarginLine[]>> {
  const { rows } = await db.run<LineRow>(lines, [productIds])
  const byProduct = new Map<ProductId, MarginLine[]>()
  for (const { productId, priceMinor, costMinor } of rows) {
    const line = { priceMinor, costMinor: costMinor ?? undefined }
    byProduct.set(productId, [...(byProduct.get(productId) ?? []), line])
  }
  return byProduct
}

interface LineRow {
  productId: ProductId
  priceMinor: number
  costMinor: number | null
}
