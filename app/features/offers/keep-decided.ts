import type { Decision } from '../../domain/offers/decide.ts'
import type { IncentiveOutcome } from '../../domain/offers/judge-incentive.ts'
import { keptDecisionJson } from '../../domain/offers/kept-decision.ts'
import { poolKeyOf } from '../../domain/offers/pool.ts'
import type { HotDb } from '../../store/database.server.ts'
import { giveBackCodes, waitForDisk } from '../../store/discount-codes.server.ts'
import { takeCode } from '../../store/discount-pools.server.ts'
import { keepOffer, type NewOffer, type Replaceable, redecideOffer } from '../../store/offers.server.ts'
import type { Decided } from './decide-asking.ts'

/** When it is, and where random ids come from. */
export interface Edge {
  now: Date
  newId: () => string
}

type Items = Extract<Decision, { kind: 'offer' }>['items']
type Item = Items[number] & { id: string; code: string | undefined }

/**
 * Keeps a decision with the codes of its incentives; with `insteadOf`, in the place of a decision that nobody has seen.
 * A buyer who was given a code of the same pool with this order is given that one again, at whatever page; what they
 * were given and is offered no more stays theirs. An item whose pool has no code left goes without its incentive, and
 * the kept decision says so. Returns the offer as it was kept, or nothing where another one stands: codes that were not
 * given before are then free again.
 */
export async function keepDecided(
  db: HotDb,
  decided: Decided,
  insteadOf: Replaceable | undefined,
  edge: Edge,
): Promise<NewOffer | undefined> {
  const items = await withCodes(db, decided, edge)
  const offer = { ...newOffer(decided, items, edge), ...(insteadOf && { id: insteadOf.id }) }
  const isKept =
    insteadOf === undefined
      ? await keepOffer(db, offer, edge.now)
      : await redecideOffer(db, insteadOf, offer, edge.now)
  if (isKept) return offer
  if (items.some(({ code }) => code !== undefined))
    await giveBackCodes(
      db,
      items.map(({ id }) => id),
    )
  return undefined
}

/**
 * Only an order of the asker's own has codes; the post-purchase page, which proves its purchase without one, needs none:
 * what it takes off is part of the signed change.
 */
async function withCodes(db: HotDb, { decision, asking }: Decided, { now, newId }: Edge): Promise<Item[]> {
  const items: Item[] = []
  const { customerId } = asking.question
  const { ownOrder } = asking.known
  for (const each of decision.kind === 'offer' ? decision.items : []) {
    const item = { ...each, id: newId(), code: undefined }
    const { incentive } = each
    const key = incentive.kind === 'given' && poolKeyOf(incentive.incentive, each.product.id)
    if (!key || !ownOrder) items.push(item)
    else {
      const taken = await takeCode(db, key, { offerItemId: item.id, customerId, orderId: ownOrder.id, now })
      items.push(
        taken.kind === 'code'
          ? { ...item, code: taken.code }
          : { ...item, incentive: withoutCode(incentive, taken.why) },
      )
    }
  }
  // A code that was shown must not be given again after a crash of the database.
  if (items.some(({ code }) => code !== undefined)) await waitForDisk(db)
  return items
}

function withoutCode(
  { incentive }: Extract<IncentiveOutcome, { kind: 'given' }>,
  why: 'given-before' | 'no-code-left',
): IncentiveOutcome {
  return { kind: 'refused', wanted: incentive.kind, why }
}

function newOffer({ decision, choice, asking }: Decided, items: Item[], { newId }: Edge): NewOffer {
  const { question, keys, known } = asking
  const { country, currency, language, placement, customerId, reference, checkoutToken } = question
  const { chosen, tried } = choice
  const [best, ...others] = items
  const told: Decision =
    decision.kind === 'offer' && best ? { ...decision, items: [best, ...others] } : decision
  return {
    id: newId(),
    key: known.ownOrder ? keys.orderKey : keys.guestKey,
    placement,
    orderId: known.ownOrder?.id,
    customerId,
    ruleId: chosen?.ruleId,
    ruleVersion: chosen?.version,
    testId: chosen?.test?.testId,
    arm: chosen?.test?.arm,
    reference: reference ?? checkoutToken,
    asked: { country, currency, language },
    silence: decision.kind === 'nothing' ? decision.reason : undefined,
    considered: keptDecisionJson(told, { rules: tried, test: chosen?.test }),
    items: items.map(({ id, product, variantId, reason, incentive, code }) => ({
      id,
      productId: product.id,
      variantId,
      reason,
      incentive: incentive.kind === 'given' ? incentive.incentive : undefined,
      code,
    })),
  }
}
