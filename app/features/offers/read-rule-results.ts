import type { Db } from '../../store/database.server.ts'
import { readEarned } from '../../store/rule-results.server.ts'

/**
 * What a rule did, in the shop's currency. Counts are of offers (shown) and of offered products (accepted, bought).
 * Money is of what paid orders hold today: a refund or a cancellation takes it back.
 */
export interface RuleResults {
  shown: number
  accepted: number
  /** Offered products that a paid order has, less those given back whole. */
  bought: number
  /** What buyers paid for them, after discounts and refunds. */
  revenueMinor: number
  /** What the incentives took off. */
  discountMinor: number
  /** What the goods and the gifts with them cost, where that is known. */
  costMinor: number
  /** Revenue less cost; where a cost is not known, that line counts with its whole revenue. */
  netMinor: number
  /** Bought lines whose cost is not known, against all bought lines: 0 to 1. */
  unknownCostShare: number
  /** Whether every bought line's cost is known, so that `netMinor` is what it says. */
  isCostWhole: boolean
}

/** What a rule without offers did. */
export const nothingEarned: RuleResults = {
  shown: 0,
  accepted: 0,
  bought: 0,
  revenueMinor: 0,
  discountMinor: 0,
  costMinor: 0,
  netMinor: 0,
  unknownCostShare: 0,
  isCostWhole: true,
}

/** What each rule did with the offers decided since then, by the rule's id; a rule without offers is not in it. */
export async function readRuleResults(db: Db, { since }: { since: Date }): Promise<Map<string, RuleResults>> {
  const rows = await readEarned(db, since)
  return new Map(
    rows.map(({ ruleId, unknown, ...row }) => [
      ruleId,
      {
        ...row,
        netMinor: row.revenueMinor - row.costMinor,
        unknownCostShare: row.bought === 0 ? 0 : unknown / row.bought,
        isCostWhole: unknown === 0,
      },
    ]),
  )
}
