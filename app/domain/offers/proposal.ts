import type { Condition, Test } from '../conditions/condition.ts'
import { isShopifyId, type ShopifyId, shopifyId } from '../shopify-id.ts'
import type { RuleDefinition } from './rule.ts'

type ProductId = ShopifyId<'Product'>

/** A rule that the shop's own orders speak for, named by the products it is about. */
export type ProposedRule =
  /** Offer the second with the first. */
  | { kind: 'pair'; productId: ProductId; otherId: ProductId }
  /** Offer something again to those who had it before. */
  | { kind: 'repeat'; productId: ProductId; days: number }
  /** Offer what lies in stock with what it goes with, for less. */
  | { kind: 'stock'; productId: ProductId; otherId: ProductId }

/** Gives stock away gently: enough to be noticed, and the margin floor holds under it. */
const stockPercent = 10
/** A reminder comes when the usual gap is nearly over. */
const dueFrom = 0.75
const daysMax = 365

/** The page after payment shows anything but what rests on a customer's past, which it does not tell (decision 18). */
const afterPurchase: RuleDefinition['placements'] = ['thank-you', 'order-status']

/** The rule that a proposal stands for, for the editor to open. */
export function proposedDefinition(proposal: ProposedRule): RuleDefinition {
  const shown = { placements: afterPurchase, headings: {} }
  switch (proposal.kind) {
    case 'pair':
    case 'stock':
      return {
        ...shown,
        placements: [...afterPurchase, 'post-purchase'],
        when: all({ field: 'order.products', is: 'has-any', values: [proposal.productId] }),
        result: { kind: 'products', productIds: [proposal.otherId] },
        incentive:
          proposal.kind === 'stock' ? { kind: 'percentage', percent: stockPercent } : { kind: 'none' },
        itemsMax: 1,
      }
    case 'repeat':
      return {
        ...shown,
        when: all(
          { field: 'customer.products', is: 'has-any', values: [proposal.productId] },
          { field: 'order.products', is: 'has-none', values: [proposal.productId] },
          { field: 'customer.daysSinceOrder', is: 'at-least', value: Math.round(proposal.days * dueFrom) },
        ),
        result: { kind: 'products', productIds: [proposal.productId] },
        incentive: { kind: 'none' },
        itemsMax: 1,
      }
    default:
      return proposal satisfies never
  }
}

function all(...tests: Test[]): Condition {
  return { kind: 'group', join: 'all', of: tests.map((test) => ({ kind: 'test', test })) }
}

/** A proposal as the search part of an address. */
export function proposalSearch(proposal: ProposedRule): URLSearchParams {
  const digits = (id: ProductId) => id.slice(id.lastIndexOf('/') + 1)
  const { kind, productId } = proposal
  const search = new URLSearchParams({ proposal: kind, product: digits(productId) })
  if (kind === 'repeat') search.set('days', String(proposal.days))
  else search.set('other', digits(proposal.otherId))
  return search
}

/** The proposal that an address names; nothing where it names none. */
export function readProposal(search: URLSearchParams): ProposedRule | undefined {
  const kind = search.get('proposal')
  const productId = shopifyId('Product', search.get('product') ?? '')
  if (!isShopifyId('Product', productId)) return undefined
  if (kind === 'repeat') {
    const days = Number(search.get('days'))
    return Number.isInteger(days) && days >= 1 && days <= daysMax ? { kind, productId, days } : undefined
  }
  const otherId = shopifyId('Product', search.get('other') ?? '')
  if (!isShopifyId('Product', otherId)) return undefined
  return kind === 'pair' || kind === 'stock' ? { kind, productId, otherId } : undefined
}
