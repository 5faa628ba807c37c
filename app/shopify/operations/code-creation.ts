import type { ShopifyId } from '../../domain/shopify-id.ts'
import { CodeCreationDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'

/** How far the adding of codes has come. `refused` are those that the discount did not get. */
export type CodeCreation = { kind: 'gone' } | { kind: 'under-way' } | { kind: 'done'; refused: string[] }

/**
 * Asks how far it has come. A code that is taken already counts as added: with 80 random bits nobody but an earlier
 * call of ours can have made it.
 */
export async function readCodeCreation(
  admin: Admin,
  id: ShopifyId<'DiscountRedeemCodeBulkCreation'>,
): Promise<CodeCreation> {
  const { discountRedeemCodeBulkCreation: found } = await admin.ask(CodeCreationDocument, { id })
  if (!found) return { kind: 'gone' }
  if (!found.done) return { kind: 'under-way' }
  const refused = found.codes.nodes.filter(({ errors }) => errors.some(({ code }) => code !== 'TAKEN'))
  return { kind: 'done', refused: refused.map(({ code }) => code) }
}
