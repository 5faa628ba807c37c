import type { Decision } from '../../domain/offers/decide.ts'
import { type IncentiveFacts, judgeOnLines } from '../../domain/offers/judge-incentive.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readLines } from '../../store/floor-facts.server.ts'

type Items = Extract<Decision, { kind: 'offer' }>['items']
type Item = Items[number]

/**
 * The decision with what each incentive is over the whole product: a code works on every variant, and only some of those
 * in stock were looked at. Reads nothing where no incentive was given.
 */
export async function judgeCodes(db: HotDb, decision: Decision, facts: IncentiveFacts): Promise<Decision> {
  if (decision.kind === 'nothing') return decision
  const given = decision.items.filter(({ incentive }) => incentive.kind === 'given')
  if (given.length === 0) return decision
  const lines = await readLines(
    db,
    given.map(({ product }) => product.id),
  )
  const judged = (item: Item): Item =>
    item.incentive.kind === 'given'
      ? { ...item, incentive: judgeOnLines(lines.get(item.product.id) ?? [], facts) }
      : item
  const [best, ...others] = decision.items
  return { ...decision, items: [judged(best), ...others.map(judged)] }
}
