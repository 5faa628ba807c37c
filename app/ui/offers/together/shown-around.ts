import type { TieWord } from '../../../domain/offers/tie.ts'
import type { ShopifyId } from '../../../domain/shopify-id.ts'

/** A product beside the one in the middle, as the page shows it. */
export interface ShownAround {
  id: ShopifyId<'Product'>
  title: string
  imageUrl?: string | undefined
  /** How many different customers bought both in one order. */
  customers: number
  tie?: TieWord | undefined
}
