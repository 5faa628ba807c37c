import { Rejected } from '../../platform/errors.ts'
import { ProductVariantsDocument, type VariantFieldsFragment } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'

const pagesMax = 10

/** The variants of a product after a cursor, to its end; up to 2,500, above Shopify's 2,048. */
export async function fetchVariantsAfter(
  admin: Admin,
  id: string,
  cursor: string | null,
): Promise<VariantFieldsFragment[]> {
  const variants: VariantFieldsFragment[] = []
  let after = cursor
  for (let page = 0; page < pagesMax; page += 1) {
    const { product } = await admin.ask(ProductVariantsDocument, { id, after })
    if (!product) return variants
    variants.push(...product.variants.nodes)
    if (!product.variants.pageInfo.hasNextPage) return variants
    after = product.variants.pageInfo.endCursor
  }
  throw new Rejected('A product has more variants than Shopify allows.')
}
