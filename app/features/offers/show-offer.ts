import type { OfferAnswer, ShownIncentive, ShownItem } from '../../contract/offer.ts'
import { inStock } from '../../domain/offers/offerable.ts'
import { parseIncentive } from '../../domain/offers/parse-incentive.ts'
import type { HotDb } from '../../store/database.server.ts'
import type { Edge } from './keep-decided.ts'
import type { OfferQuestion } from './offer-keys.ts'
import { type ProposedItem, proposeOffer } from './propose-offer.ts'

/**
 * What to show for a purchase, in the words of the contract with the extensions. A second call gives the same offer
 * while it is open and can be bought (`proposeOffer`).
 */
export async function showOffer(db: HotDb, question: OfferQuestion, edge: Edge): Promise<OfferAnswer> {
  const proposal = await proposeOffer(db, question, edge)
  if (proposal.kind === 'nothing') return proposal
  const { id, items, domain, heading, isKnown } = proposal
  return {
    kind: 'offer',
    id,
    items: items.map(shownItem),
    storefront: `https://${domain}`,
    heading: heading ?? null,
    isKnown,
  }
}

function shownItem({ item, product }: ProposedItem): ShownItem {
  return {
    id: item.id,
    productId: item.productId,
    variantId: item.variantId,
    variants: inStock(product).map(({ id, title }) => ({ id, title })),
    title: product.title,
    imageUrl: product.imageUrl ?? null,
    imageAlt: product.imageAlt ?? null,
    reason: item.reason,
    incentive: shownIncentive(item),
    code: item.code ?? null,
  }
}

function shownIncentive({ incentive, code }: ProposedItem['item']): ShownIncentive | null {
  const given = code === undefined ? undefined : parseIncentive(incentive)
  if (!given || given.kind === 'none') return null
  switch (given.kind) {
    case 'percentage':
      return { kind: given.kind, percent: given.percent }
    case 'amount':
      return { kind: given.kind, minor: given.minor, currency: given.currency }
    case 'free-shipping':
      return { kind: given.kind }
    case 'gift':
      return {
        kind: given.kind,
        productId: given.productId,
        variantId: given.variantId,
        title: given.title,
      }
    default:
      return given satisfies never
  }
}
