import type { Verdict } from '../../domain/conditions/verdict.ts'
import { type CoveringOffer, type SurfaceState, stateOf } from '../../domain/offers/coverage.ts'
import type { Incentive } from '../../domain/offers/incentive.ts'
import { type KeptDecision, parseKeptDecision } from '../../domain/offers/kept-decision.ts'
import { parseReason, parseSilence } from '../../domain/offers/parse-evidence.ts'
import { parseIncentive } from '../../domain/offers/parse-incentive.ts'
import type { Reason } from '../../domain/offers/reason.ts'
import { isShopifyId, type ShopifyId, shopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import {
  type DecisionItemRow,
  type DecisionRow,
  readDecisionRows,
  readOrderRow,
} from '../../store/order-coverage.server.ts'
import { keysOfOrder, type OrderLine, readOrderLine } from './browse-orders.ts'
import { titlesOf } from './read-names.ts'

/** One decision of an order, in full. */
export interface OrderDecision {
  id: string
  placement: string
  state: SurfaceState
  decidedAt: Date
  shownAt: Date | undefined
  answeredAt: Date | undefined
  /** The rule that decided; nothing where Encore chose by itself. */
  ruleId: string | undefined
  items: DecidedProduct[]
  /** Nothing once the decision has had its time. */
  kept: KeptDecision | undefined
}

/** One offered product. */
export interface DecidedProduct {
  title: string | undefined
  status: string
  reason: Reason | undefined
  /** Missing where nothing was taken off. */
  incentive: Incentive | undefined
  isBought: boolean
}

/** An order with everything that was decided for it. */
export type OrderDecisions =
  | {
      kind: 'there'
      order: OrderLine
      decisions: OrderDecision[]
      /** Of every product and collection that the decisions name, as far as they are still there. */
      titles: Record<string, string>
    }
  | { kind: 'not-there' }

/** Reads every decision of one order; another shop's order, and one that is not there, are both not there. */
export async function readDecisions(db: Db, digits: string): Promise<OrderDecisions> {
  const id = shopifyId('Order', digits)
  const row = isShopifyId('Order', id) ? await readOrderRow(db, id) : undefined
  const order = row && (await readOrderLine(db, row))
  if (!row || !order) return { kind: 'not-there' }
  const decisions = (await readDecisionRows(db, keysOfOrder(row))).map(decisionOf)
  return { kind: 'there', order, decisions, titles: await titlesOf(db, decisions.flatMap(idsOf)) }
}

function decisionOf({ items, silence, considered, ...row }: DecisionRow): OrderDecision {
  const { id, placement, decidedAt, shownAt, answeredAt, ruleId } = row
  const covering: CoveringOffer = {
    placement,
    status: row.status,
    silence: parseSilence(silence)?.why,
    items: items ?? [],
  }
  return {
    id,
    placement,
    state: stateOf(covering),
    decidedAt,
    shownAt: shownAt ?? undefined,
    answeredAt: answeredAt ?? undefined,
    ruleId: ruleId ?? undefined,
    items: (items ?? []).map(productOf),
    kept: parseKeptDecision(considered),
  }
}

function productOf({ title, status, reason, incentive, isBought }: DecisionItemRow): DecidedProduct {
  return {
    title: title ?? undefined,
    status,
    reason: parseReason(reason),
    incentive: parseIncentive(incentive),
    isBought,
  }
}

type NamedId = ShopifyId<'Product'> | ShopifyId<'Collection'>

function idsOf({ kept }: OrderDecision): NamedId[] {
  if (!kept) return []
  return [
    ...kept.considered.flatMap(({ evidence }) =>
      'withProductId' in evidence && evidence.withProductId ? [evidence.withProductId] : [],
    ),
    ...kept.incentives.map(({ productId }) => productId),
    ...kept.rules.flatMap(({ verdict }) => idsIn(verdict)),
  ]
}

function idsIn(verdict: Verdict): NamedId[] {
  if (verdict.kind === 'group') return verdict.of.flatMap(idsIn)
  const { test, found } = verdict
  const named = [...('values' in test ? test.values : []), ...(Array.isArray(found) ? found : [])]
  return named.filter((id): id is NamedId => isShopifyId('Product', id) || isShopifyId('Collection', id))
}
