import type { PostPurchaseRenderApi } from '@shopify/post-purchase-ui-extensions'
import { inTime } from '../../shared/in-time.ts'
import { askSignature } from './ask-app.ts'
import { type Breakdown, breakdownOf } from './breakdown.ts'

const calculateWithinMs = 8_000

/** What the page needs of Shopify. */
export type Api = Pick<
  PostPurchaseRenderApi,
  'inputData' | 'storage' | 'calculateChangeset' | 'applyChangeset' | 'done'
>

/** What the buyer chose of which offer. */
export interface Chosen {
  offerId: string
  variantId: string
  quantity: number
}

export type Priced =
  | { kind: 'priced'; breakdown: Breakdown }
  | { kind: 'stopped'; why: 'soldOut' | 'changed' | 'late' | 'taken' | 'noPrice' }

/** What Shopify would charge for this choice, asked with a change that the app signed. */
export async function calculate(api: Api, chosen: Chosen): Promise<Priced> {
  const signed = await askSignature(api.inputData, { ...chosen, for: 'calculate' })
  if (signed?.kind === 'refused') return { kind: 'stopped', why: stops[signed.why] }
  if (!signed) return { kind: 'stopped', why: 'noPrice' }
  const result = await inTime(calculateWithinMs, () => api.calculateChangeset(signed.token))
  const isSoldOut = result?.errors.some(({ code }) => code === 'insufficient_inventory')
  if (isSoldOut) return { kind: 'stopped', why: 'soldOut' }
  const breakdown = result?.calculatedPurchase && breakdownOf(result.calculatedPurchase, chosen.variantId)
  return breakdown ? { kind: 'priced', breakdown } : { kind: 'stopped', why: 'noPrice' }
}

const stops = {
  'sold-out': 'soldOut',
  changed: 'changed',
  late: 'late',
  taken: 'taken',
  unknown: 'noPrice',
} as const
