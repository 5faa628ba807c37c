import type { Incentive } from '../../domain/offers/incentive.ts'
import type { RuleResult } from '../../domain/offers/rule.ts'
import { asHot, type Db, shopOfUnit } from '../../store/database.server.ts'
import { readVersionsInUse } from '../../store/journeys.server.ts'
import { readPlans } from '../journeys/plans.ts'

/** What a step of a journey gives, and on what. */
export interface GivingStep {
  result: RuleResult
  incentive: Incentive
}

/** What the steps of all journeys give that people walk or may enter, so that their codes are made ahead as well. */
export async function givingSteps(db: Db): Promise<GivingStep[]> {
  const hot = asHot(db)
  const names = await readVersionsInUse(hot)
  if (names.length === 0) return []
  const plans = await readPlans(hot, shopOfUnit(db), names)
  return [...plans.values()].flatMap(({ places }) =>
    [...places.values()].flatMap(({ step }): GivingStep[] => {
      const offer = step.kind === 'offer' ? step : step.kind === 'message' ? step.offer : undefined
      return offer && offer.incentive.kind !== 'none'
        ? [{ result: offer.result, incentive: offer.incentive }]
        : []
    }),
  )
}
