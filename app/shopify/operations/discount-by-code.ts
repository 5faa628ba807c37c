import type { ShopifyId } from '../../domain/shopify-id.ts'
import { DiscountByCodeDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { idOf } from '../read-fields.ts'

/** The discount that has this code: the one whose making was not answered. Nothing when there is none. */
export async function findDiscount(
  admin: Admin,
  code: string,
): Promise<ShopifyId<'DiscountCodeNode'> | undefined> {
  const { codeDiscountNodeByCode: found } = await admin.ask(DiscountByCodeDocument, { code })
  return found ? idOf('DiscountCodeNode', found.id) : undefined
}
