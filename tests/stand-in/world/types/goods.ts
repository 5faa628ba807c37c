import type { Gid, MarketId } from './shop.ts'

/** What a product is for; drives what goes with it, how long it lasts and how it is drawn. */
export type ProductKind =
  | 'beans'
  | 'decaf'
  | 'capsules'
  | 'tea'
  | 'filters'
  | 'brewer'
  | 'espresso'
  | 'grinder'
  | 'kettle'
  | 'scale'
  | 'cup'
  | 'cleaning'
  | 'accessory'
  | 'book'
  | 'gift-card'

export interface Variant {
  id: Gid<'ProductVariant'>
  productId: Gid<'Product'>
  inventoryItemId: Gid<'InventoryItem'>
  title: string
  sku: string
  position: number
  grams: number
  /** Minor units of each market's own currency. */
  prices: Record<MarketId, number>
  compareAt: Record<MarketId, number> | null
  inventory: number
  stockAtMs: number
  tracked: boolean
  /** The shop's cost per item, in its own currency; null where nobody wrote it down. */
  cost: number | null
  /** When Shopify last changed the inventory item. */
  costAtMs: number
}

export interface Product {
  id: Gid<'Product'>
  handle: string
  title: string
  description: string
  vendor: string
  kind: ProductKind
  type: string
  tags: string[]
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED'
  optionName: string
  variants: Variant[]
  createdAtMs: number
  updatedAtMs: number
  publishedAtMs: number | null
  /** Two colours the drawn picture is made of. */
  colours: [string, string]
}

/** Products that the merchant put together by hand, or that a rule puts together. */
export interface Collection {
  id: Gid<'Collection'>
  handle: string
  title: string
  holds:
    | { kind: 'manual'; productIds: string[] }
    | { kind: 'types'; types: string[] }
    | { kind: 'tag'; tag: string }
  createdAtMs: number
  updatedAtMs: number
}
