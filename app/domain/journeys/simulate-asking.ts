import { askBudget } from '../budget/ask-budget.ts'
import type { BudgetAnswer } from '../budget/budget-answer.ts'
import { drawArm, isLeftAlone } from '../budget/holdout.ts'
import { type OpenMatter, openMatters, type Parcel } from '../budget/open-matter.ts'
import { spanDays } from '../budget/room.ts'
import { dayMs } from '../time-zone.ts'
import { refundsBy } from './simulate-facts.ts'
import type { Simulation } from './simulate-past.ts'
import { type CustomerThen, hasCome } from './simulate-then.ts'
import type { SimulatedTouch } from './simulate-walk.ts'

/**
 * What the budget says of these touches of one customer, asked together, with what was known then. `contacts` are all
 * that ever counted, later ones among them. Answers stand in the order of the touches.
 */
export function askFor(
  { plan, shop }: Simulation,
  then: CustomerThen,
  touches: readonly SimulatedTouch[],
  contacts: readonly Date[],
): BudgetAnswer[] {
  const { customer, now, preferences, isOffersOff } = then
  const since = now.getTime() - spanDays.month * dayMs
  return askBudget(
    {
      wishes: touches.map(({ wish, wishedAt }) => ({ ...wish, waitingSince: wishedAt, isAsked: false })),
      counted: contacts.filter((at) => at <= now && at.getTime() > since),
      policy: shop.policy,
      preferences,
      reach: customer.reach,
      matters: mattersThen(shop, then),
      isHeldOut: isLeftAlone(drawArm(plan.journeyId, customer.id, shop.holdoutPercent)),
      isOffersOff,
      isGone: false,
      timeZone: customer.timeZone,
    },
    now,
  )
}

/**
 * That a carrier failed is known, but not since when, so that it is left out. Of a return it is known how it stands
 * today, and not how it stood.
 */
function mattersThen({ policy, toldDeliveryDays }: Simulation['shop'], then: CustomerThen): OpenMatter[] {
  const { customer, placed, now } = then
  const parcels = placed.flatMap(({ id, fulfilledAt, deliveredAt }): Parcel[] => {
    if (!fulfilledAt || fulfilledAt > now) return []
    const arrived = hasCome(deliveredAt, now) ? deliveredAt : undefined
    return [{ orderId: id, sentAt: fulfilledAt, deliveredAt: arrived, hasFailed: false }]
  })
  const known = {
    parcels,
    refunds: refundsBy(customer, now),
    returns: [],
    usualDeliveryDays: toldDeliveryDays,
  }
  return openMatters(known, policy.helpFirstDays, now)
}
