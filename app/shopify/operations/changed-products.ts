import type { Product } from '../../domain/products.ts'
import { ChangedProductsDocument, type ChangedProductsQuery } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { type ChangedSince, changedQuery, type Page } from '../page.ts'
import { productOf } from '../product-of.ts'
import { fetchVariantsAfter } from './product-variants.ts'

type Node = ChangedProductsQuery['products']['nodes'][number]

/** One page of the products that changed since, oldest change first, complete with their variants. */
export async function fetchChangedProducts(
  admin: Admin,
  since: ChangedSince,
  currency: string,
): Promise<Page<Product>> {
  const { products } = await admin.ask(ChangedProductsDocument, changedQuery(since))
  const items: Product[] = []
  for (const node of products.nodes) items.push(productOf(node, await allVariants(admin, node), currency))
  const { hasNextPage, endCursor } = products.pageInfo
  return { items, next: hasNextPage ? (endCursor ?? undefined) : undefined }
}

async function allVariants(admin: Admin, { id, variants }: Node): Promise<Node['variants']['nodes']> {
  const { nodes, pageInfo } = variants
  return pageInfo.hasNextPage
    ? [...nodes, ...(await fetchVariantsAfter(admin, id, pageInfo.endCursor))]
    : nodes
}
