import type { TieWord } from '../../domain/offers/tie.ts'
import { isShopifyId, shopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import { addTie, removeTies } from '../../store/ties.server.ts'
import { tiesMax } from './read-together.ts'

/** What a merchant says of two products, named by their digits; nothing takes back what was said. */
export interface Tying {
  product: string
  other: string
  tie: TieWord | undefined
}

/** What came of it. */
export type Tied =
  | { kind: 'kept'; other: string; tie: TieWord | undefined }
  | { kind: 'refused'; why: 'not-there' | 'too-many' }

/**
 * Keeps what the merchant says of `other` beside `product`, in the place of what was said before; alternatives stand
 * both ways. The next decision obeys. Saying the same again changes nothing. Refused for products that this shop has
 * not, for a product beside itself, and for more than 50 beside one.
 */
export async function tieProducts(db: Db, { product, other, tie }: Tying, now: Date): Promise<Tied> {
  const [productId, otherId] = [shopifyId('Product', product), shopifyId('Product', other)]
  if (!isShopifyId('Product', productId) || !isShopifyId('Product', otherId)) return notThere
  const ids = [productId, otherId]
  if ((await db.product.count({ where: { id: { in: ids }, deletedAt: null } })) !== 2) return notThere
  if (tie && (await isFull(db, productId, otherId, tie))) return { kind: 'refused', why: 'too-many' }
  await removeTies(db, productId, otherId)
  if (tie) {
    // An alternative is one both ways: what was said the other way before does not go with that.
    if (tie === 'alternative') await removeTies(db, otherId, productId)
    await addTie(db, { productId, otherId, kind: tie }, now)
    if (tie === 'alternative') await addTie(db, { productId: otherId, otherId: productId, kind: tie }, now)
  }
  return { kind: 'kept', other, tie }
}

const notThere: Tied = { kind: 'refused', why: 'not-there' }

async function isFull(db: Db, productId: string, otherId: string, tie: TieWord): Promise<boolean> {
  const ways = [[productId, otherId], ...(tie === 'alternative' ? [[otherId, productId]] : [])]
  for (const [from, to] of ways) {
    const where = { productId: from, otherProductId: { not: to }, kind: { not: 'suggested' as const } }
    if ((await db.productTie.count({ where })) >= tiesMax) return true
  }
  return false
}
