import type { TieWord } from '../../domain/offers/tie.ts'
import { isShopifyId, type ShopifyId, shopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import { type AroundRow, readAround, readBestSeller, readOrdersWithBoth } from '../../store/ties.server.ts'

const pairsMax = 12
/** A merchant may say something of so many products beside one. */
export const tiesMax = 50
const ordersLookedAt = 2_000
const examplesMax = 3

type ProductId = ShopifyId<'Product'>

/** A product beside the one in the middle. */
export interface AroundProduct {
  id: ProductId
  title: string
  imageUrl: string | undefined
  /** How many different customers bought both in one order. */
  customers: number
  tie: TieWord | undefined
}

/** What goes with one product. */
export type Together =
  | {
      kind: 'there'
      product: { id: ProductId; title: string; imageUrl: string | undefined }
      around: AroundProduct[]
    }
  /** The shop has no such product. */
  | { kind: 'not-there' }
  /** No product is named, and none is known yet. */
  | { kind: 'nothing-yet' }

/**
 * What goes with a product, the strongest first: what was bought with it and what the merchant said. Without digits it
 * is the product in most of the last 2,000 orders. Another shop's product is not there.
 */
export async function readTogether(db: Db, digits: string | null): Promise<Together> {
  const id = digits === null ? await beginning(db) : shopifyId('Product', digits)
  if (!id) return { kind: 'nothing-yet' }
  const product = isShopifyId('Product', id) ? await readProduct(db, id) : undefined
  if (!product) return { kind: 'not-there' }
  const rows = await readAround(db, product.id, { pairsMax, tiesMax })
  return { kind: 'there', product, around: rows.map(aroundProduct) }
}

async function beginning(db: Db): Promise<ProductId | undefined> {
  const best = await readBestSeller(db, ordersLookedAt)
  if (best) return best
  const first = await db.product.findFirst({
    where: { deletedAt: null, isGiftCard: false },
    orderBy: { id: 'asc' },
  })
  return first && isShopifyId('Product', first.id) ? first.id : undefined
}

async function readProduct(db: Db, id: ProductId) {
  const where = { id, deletedAt: null }
  const found = await db.product.findFirst({ where, select: { title: true, imageUrl: true } })
  return found ? { id, title: found.title, imageUrl: found.imageUrl ?? undefined } : undefined
}

function aroundProduct({ imageUrl, tie, ...row }: AroundRow): AroundProduct {
  return { ...row, imageUrl: imageUrl ?? undefined, tie: tie ?? undefined }
}

/** The last orders that hold both products, at most three; none for products that are not this shop's. */
export async function readTogetherEvidence(
  db: Db,
  digits: [string, string],
): Promise<{ orders: { name: string; at: Date }[] }> {
  const [one, other] = [shopifyId('Product', digits[0]), shopifyId('Product', digits[1])]
  if (!isShopifyId('Product', one) || !isShopifyId('Product', other)) return { orders: [] }
  return { orders: await readOrdersWithBoth(db, [one, other], examplesMax) }
}
