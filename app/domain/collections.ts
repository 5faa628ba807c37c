import type { ShopifyId } from './shopify-id.ts'

/** A merchant's collection of products, manual or automatic. */
export interface Collection {
  id: ShopifyId<'Collection'>
  title: string
  updatedAt: Date
}

/** A collection with all the products it held when it was asked for. */
export interface ReadCollection extends Collection {
  productIds: ShopifyId<'Product'>[]
}
