import type { MarginCosts } from '../../domain/offers/margin.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import type { Option } from '../conditions/picker.tsx'
import type { Draft, Problems } from './draft.ts'

/** What is known of a product that a rule names. Amounts are in the shop's currency. */
export interface KnownGoods {
  title: string
  imageUrl: string | undefined
  isOnSale: boolean
  variants: {
    id: ShopifyId<'ProductVariant'>
    title: string
    priceMinor: number
    costMinor: number | undefined
  }[]
}

/** What each part of the editor works on. */
export interface EditorParts {
  draft: Draft
  change: (patch: Partial<Draft>) => void
  /** Only what is to be said now: nothing before the merchant tried to save. */
  problems: Problems
  titles: Record<string, string>
  goods: Record<string, KnownGoods>
  /** Learns what things found by a search are called, and what products cost. */
  found: (options: Option[]) => void
  costs: MarginCosts
  currency: string
}

/** What is known of the shop for the editor. */
export interface EditorShop {
  currency: string
  costs: MarginCosts
  titles: Record<string, string>
  goods: (KnownGoods & { id: string })[]
  countries: string[]
  channels: string[]
  currencies: { code: string; rate: number; orderName: string }[]
  orders: { id: string; name: string; customer: string | undefined }[]
  /** Of them, the latest that the rule fits as it was opened. */
  fittingOrderId: string | undefined
}
