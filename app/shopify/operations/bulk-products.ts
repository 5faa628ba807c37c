import type { Product } from '../../domain/products.ts'
import {
  BulkProductsDocument,
  type ProductFieldsFragment,
  type VariantFieldsFragment,
} from '../admin.generated.ts'
import type { Group } from '../bulk-file.ts'
import { bulkQueryOf } from '../bulk-query.ts'
import { productOf } from '../product-of.ts'

/** All products with their variants. */
export const bulkProductsQuery = bulkQueryOf(BulkProductsDocument)

/** The product that a bulk result tells, priced in the shop's currency. Throws `Rejected` for what cannot be read. */
export function productOfGroup({ root, children }: Group, currency: string): Product {
  return productOf(root as ProductFieldsFragment, children as VariantFieldsFragment[], currency) // As asked for above.
}
