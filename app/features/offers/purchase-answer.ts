import type { PostPurchaseOffer, ShownMoney } from '../../contract/post-purchase.ts'
import { toDecimal } from '../../domain/money.ts'
import type { OfferableProduct } from '../../domain/offers/offerable.ts'
import { offeredMinor, type PurchaseTerms } from '../../domain/offers/purchase-terms.ts'
import type { Reason } from '../../domain/offers/reason.ts'

/** When it is, and where random ids come from. */
export interface Edge {
  now: Date
  newId: () => string
}

/** What the post-purchase page is told of one offer: nothing that its terms do not hold. */
export function purchaseAnswer(
  product: OfferableProduct,
  terms: PurchaseTerms,
  { id, turn, reason }: { id: string; turn: 1 | 2; reason: Reason },
): PostPurchaseOffer {
  const money = (minor: number): ShownMoney => ({
    amount: toDecimal({ minor, currency: terms.currency }),
    currency: terms.currency,
  })
  return {
    kind: 'offer',
    id,
    productTitle: product.title,
    description: '',
    imageUrl: product.imageUrl ?? null,
    imageAlt: product.imageAlt ?? null,
    reason,
    choices: terms.choices.map((choice) => ({
      variantId: choice.variantId,
      title: choice.title,
      imageUrl: null,
      price: money(offeredMinor(choice, terms)),
      wasPrice: money(choice.priceMinor),
    })),
    quantityMax: terms.quantityMax,
    percentOff: terms.incentive.kind === 'percentage' ? terms.incentive.percent : null,
    gift: terms.incentive.kind === 'gift' ? terms.incentive.title : null,
    turn,
  }
}
