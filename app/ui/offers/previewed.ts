import type { Placement } from '../../contract/offer.ts'
import type { Incentive } from '../../domain/offers/incentive.ts'
import type { incentiveRefusals } from '../../domain/offers/judge-incentive.ts'
import type { FellOut } from '../../domain/offers/offerable.ts'
import type { Reason, Silence } from '../../domain/offers/reason.ts'
import type { SurfaceTexts } from './surface-texts.ts'

/** One product as it would be shown; its price in the shop's currency. */
export interface PreviewedItem {
  productId: string
  title: string
  variantTitle: string | undefined
  imageUrl: string | undefined
  imageAlt: string | undefined
  priceMinor: number
  choices: string[]
  reason: Reason
  incentive:
    | { kind: 'none' }
    | { kind: 'given'; incentive: Exclude<Incentive, { kind: 'none' }> }
    | { kind: 'refused'; why: (typeof incentiveRefusals)[number] }
}

/** What a shopper would be shown. */
export interface Previewed {
  rule: 'fits' | 'fits-not' | 'unknown' | 'elsewhere'
  heading: string | undefined
  items: PreviewedItem[]
  second: PreviewedItem | undefined
  nothing: Silence['why'] | undefined
  leftOut: { title: string; why: FellOut }[]
}

/** The answer of `/app/offers/preview`. */
export type PreviewAnswer =
  | { kind: 'not-there' }
  | { kind: 'preview'; preview: Previewed; placement: Placement; language: string; texts: SurfaceTexts }

/** In which currency prices are drawn: minor amounts of the shop are multiplied by `rate`. */
export interface ShownCurrency {
  code: string
  rate: number
}
