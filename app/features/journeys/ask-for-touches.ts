import { askBudget } from '../../domain/budget/ask-budget.ts'
import type { BudgetVerdict } from '../../domain/budget/budget-answer.ts'
import type { BudgetWish } from '../../domain/budget/budget-asked.ts'
import { isLeftAlone } from '../../domain/budget/holdout.ts'
import { openMatters } from '../../domain/budget/open-matter.ts'
import type { Reach } from '../../domain/budget/reach.ts'
import type { Enrollment } from '../../domain/journeys/enrollment.ts'
import type { TouchWish } from '../../domain/journeys/touch-wish.ts'
import type { CustomerOfWalk } from '../../store/journey-facts.server.ts'
import { zoneOf } from './customer-zone.ts'
import type { GatheredWalks } from './gather-walks.ts'
import { preferencesOf, reachOfCustomer } from './walk-facts.ts'

/** A walk that stands at a wish. */
export interface Wishing {
  enrollment: Enrollment
  stepId: string
  wish: TouchWish
}

/** A wish, since when it is wished for, and what the budget said of it. */
export interface Answered extends Wishing {
  wishedAt: Date
  verdict: BudgetVerdict | typeof skipped
}

/** Nobody is reached who is not there. */
const nowhere: Reach = {
  page: 'no-address',
  email: 'no-address',
  klaviyo: 'no-address',
  flow: 'no-address',
}

/**
 * Asks the budget for all that the walks of one customer wish for now. `countedNow` are the touches that it let go a
 * moment ago, in this same batch. Answers stand in the order of the wishes; each wish has one.
 */
export function askForTouches(
  gathered: GatheredWalks,
  wishing: readonly Wishing[],
  countedNow: readonly Date[],
  now: Date,
): Answered[] {
  const [first] = wishing
  if (!first) return []
  const open = wishing.filter(({ wish }) => gathered.heldTouches.get(wish.key)?.status !== 'dropped')
  const terms = termsOf(gathered, first.enrollment.customerId, countedNow, now)
  // Each walk has an arm of its own. Who is left alone takes nobody's room, so that one may be asked after the other.
  const answers = [true, false].flatMap((isHeldOut) => {
    const ofArm = open.filter(({ enrollment }) => isLeftAlone(enrollment.arm) === isHeldOut)
    const wishes = ofArm.map(({ wish }) => budgetWish(wish, gathered, now))
    return askBudget({ wishes, isHeldOut, ...terms }, now)
  })
  const verdicts = new Map(answers.map(({ key, ...verdict }) => [key, verdict]))
  return wishing.map((each) => {
    const { key } = each.wish
    const wishedAt = gathered.heldTouches.get(key)?.wishedAt ?? now
    return { ...each, wishedAt, verdict: verdicts.get(key) ?? skipped }
  })
}

/** Somebody left it out before the walk came to it. */
const skipped = { kind: 'never', why: { kind: 'skipped' } } as const

function budgetWish(wish: TouchWish, { heldTouches }: GatheredWalks, now: Date): BudgetWish {
  return { ...wish, waitingSince: heldTouches.get(wish.key)?.wishedAt ?? now, isAsked: false }
}

function termsOf(gathered: GatheredWalks, customerId: string, countedNow: readonly Date[], now: Date) {
  const { settings, shop } = gathered
  const customer = gathered.customers.get(customerId)
  return {
    counted: [...(gathered.counted.get(customerId) ?? []), ...countedNow],
    policy: settings.budget,
    preferences: preferencesOf(customer?.preference),
    reach: customer ? reachOfCustomer(customer, shop) : nowhere,
    matters: customer ? mattersOf(gathered, customer, now) : [],
    isOffersOff: customer?.isOffersOff ?? false,
    isGone: customer === undefined,
    timeZone: zoneOf(customer?.countryCode ?? null, gathered.timeZone),
  }
}

function mattersOf({ settings, deliveryDays }: GatheredWalks, customer: CustomerOfWalk, now: Date) {
  const { parcels, refunds, returns } = customer
  return openMatters(
    { parcels, refunds, returns, usualDeliveryDays: deliveryDays },
    settings.budget.helpFirstDays,
    now,
  )
}
