import type { Condition } from '../../domain/conditions/condition.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'

/** What the editor shows of a product. Amounts are in the shop's currency, one entry for each variant. */
export interface Goods {
  id: ShopifyId<'Product'>
  title: string
  imageUrl: string | undefined
  isOnSale: boolean
  variants: {
    id: ShopifyId<'ProductVariant'>
    title: string
    priceMinor: number
    costMinor: number | undefined
  }[]
}

/** Titles of all products and collections that these rules name, by id; what is not there any more is missing. */
export async function readTitles(db: Db, definitions: RuleDefinition[]): Promise<Record<string, string>> {
  return titlesOf(db, definitions.flatMap(idsOf))
}

/** Titles of these products and collections, by id; what is not there any more is missing, and other ids are none. */
export async function titlesOf(db: Db, named: string[]): Promise<Record<string, string>> {
  const ids = [...new Set(named)]
  const products = await db.product.findMany({
    where: { id: { in: ids.filter((id) => isShopifyId('Product', id)) }, deletedAt: null },
    select: { id: true, title: true },
  })
  const collections = await db.collection.findMany({
    where: { id: { in: ids.filter((id) => isShopifyId('Collection', id)) }, deletedAt: null },
    select: { id: true, title: true },
  })
  return Object.fromEntries([...products, ...collections].map(({ id, title }) => [id, title]))
}

/** These products, in this order, as far as they are there. */
export async function readGoods(db: Db, ids: string[]): Promise<Goods[]> {
  const rows = await db.product.findMany({
    where: { id: { in: ids }, deletedAt: null },
    include: { variants: { orderBy: { position: 'asc' } } },
  })
  const known = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = known.get(id)
    return row && isShopifyId('Product', id) ? [goodsOf(id, row)] : []
  })
}

interface Row {
  title: string
  imageUrl: string | null
  status: string
  publishedAt: Date | null
  variants: { id: string; title: string; priceMinor: bigint; costMinor: bigint | null }[]
}

function goodsOf(id: Goods['id'], row: Row): Goods {
  return {
    id,
    title: row.title,
    imageUrl: row.imageUrl ?? undefined,
    isOnSale: row.status.toLowerCase() === 'active' && row.publishedAt !== null,
    variants: row.variants.flatMap((variant) =>
      isShopifyId('ProductVariant', variant.id)
        ? [
            {
              id: variant.id,
              title: variant.title,
              priceMinor: Number(variant.priceMinor),
              costMinor: variant.costMinor === null ? undefined : Number(variant.costMinor),
            },
          ]
        : [],
    ),
  }
}

/** All products that a rule offers or gives, for their prices and pictures. */
export function offeredIds({ result, incentive, second }: RuleDefinition): string[] {
  const gifts = [incentive, second?.incentive].flatMap((each) =>
    each?.kind === 'gift' ? [each.productId] : [],
  )
  return [...(result.kind === 'products' ? result.productIds : []), ...gifts]
}

function idsOf(definition: RuleDefinition): string[] {
  const { result, when } = definition
  const collections = result.kind === 'collection' ? [result.collectionId] : []
  return [...offeredIds(definition), ...collections, ...valuesIn(when)]
}

function valuesIn(condition: Condition): string[] {
  if (condition.kind === 'group') return condition.of.flatMap(valuesIn)
  return 'values' in condition.test ? condition.test.values : []
}
