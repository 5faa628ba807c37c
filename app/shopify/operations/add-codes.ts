import type { ShopifyId } from '../../domain/shopify-id.ts'
import { Rejected } from '../../platform/errors.ts'
import { AddCodesDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { refuseUserErrors } from '../answers.ts'
import { idOf } from '../read-fields.ts'

/** Shopify takes so many codes in one call. */
export const codesPerCallMax = 250

/**
 * Begins to give a discount more codes, at most 250; `readCodeCreation` says when Shopify is done. Called twice it
 * finds the codes of the first call taken, which harms nothing.
 */
export async function addCodes(
  admin: Admin,
  discountId: ShopifyId<'DiscountCodeNode'>,
  codes: string[],
): Promise<ShopifyId<'DiscountRedeemCodeBulkCreation'>> {
  const variables = { discountId, codes: codes.map((code) => ({ code })) }
  const { discountRedeemCodeBulkAdd: answer } = await admin.ask(AddCodesDocument, variables)
  refuseUserErrors('discountRedeemCodeBulkAdd', answer?.userErrors ?? [])
  if (!answer?.bulkCreation) throw new Rejected('Shopify began to add no codes.')
  return idOf('DiscountRedeemCodeBulkCreation', answer.bulkCreation.id)
}
