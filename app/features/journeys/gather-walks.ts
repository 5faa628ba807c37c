import type { JourneyPlan } from '../../domain/journeys/plan.ts'
import { goodsOf } from '../../domain/journeys/touch-goods.ts'
import { parseSettings, type ShopSettings } from '../../domain/settings.ts'
import { dayMs, usableTimeZone } from '../../domain/time-zone.ts'
import type { HotDb } from '../../store/database.server.ts'
import type { HeldEnrollment } from '../../store/due-walks.server.ts'
import { readWalksThrough, type WalksThrough } from '../../store/enrollments.server.ts'
import {
  type CustomerOfWalk,
  findGoneGoods,
  type OrderOfWalk,
  readCustomersOfWalks,
  readOrdersOfWalks,
} from '../../store/journey-facts.server.ts'
import { readShopOfWalks, type ShopOfWalks } from '../../store/journeys.server.ts'
import { type CountedTouch, type HeldTouch, readTouchesOf } from '../../store/touches.server.ts'
import { unique } from '../offers/condition-facts.ts'
import { deliveryDaysOf } from './delivery-days.ts'
import { expectFor } from './expect-for.ts'
import { planName, readPlans } from './plans.ts'
import type { Expected } from './predict.ts'

const countedDays = 30

/** A batch of walks with all that is known of them. */
export interface GatheredWalks {
  held: readonly HeldEnrollment[]
  shop: ShopOfWalks
  settings: ShopSettings
  /** The shop's, and one that exists. */
  timeZone: string
  deliveryDays: number | undefined
  /** By `planName`. */
  plans: ReadonlyMap<string, JourneyPlan>
  customers: ReadonlyMap<string, CustomerOfWalk>
  orders: ReadonlyMap<string, OrderOfWalk>
  past: readonly WalksThrough[]
  expected: ReadonlyMap<string, Expected>
  goneIds: readonly string[]
  counted: readonly CountedTouch[]
  heldTouches: ReadonlyMap<string, HeldTouch>
}

/** Gathers what is known of claimed walks, in few statements for all. Nothing where the shop was erased. */
export async function gatherWalks(
  db: HotDb,
  held: readonly HeldEnrollment[],
  now: Date,
): Promise<GatheredWalks | undefined> {
  const enrollments = held.map(({ enrollment }) => enrollment)
  const journeyIds = unique(enrollments.map(({ journeyId }) => journeyId))
  const shop = await readShopOfWalks(db, journeyIds)
  if (!shop) return undefined
  const plans = await readPlans(db, shop.shop, [...enrollments, ...liveVersions(shop)])
  const customerIds = unique(enrollments.map(({ customerId }) => customerId))
  const orderIds = unique(enrollments.flatMap(({ orderId }) => orderId ?? []))
  const entering = enrollments.filter(({ standing }) => standing.status === 'entering')
  const enrollmentIds = enrollments.map(({ id }) => id)
  const forConditions = [...plans.values()].some(hasConditions)
  const since = new Date(now.getTime() - countedDays * dayMs)
  // All of these go out together.
  const [customers, orders, past, touches, goneIds, deliveryDays, expected] = await Promise.all([
    readCustomersOfWalks(db, customerIds, forConditions),
    readOrdersOfWalks(db, orderIds, forConditions),
    readWalksThrough(
      db,
      unique(entering.map(({ customerId }) => customerId)),
      unique(entering.map(({ journeyId }) => journeyId)),
    ),
    readTouchesOf(db, { customerIds, since, enrollmentIds }),
    findGoneGoods(db, goodsIn([...plans.values()], held)),
    deliveryDaysOf(db, shop.shop, now),
    expectFor(db, customerIds, now),
  ])
  const timeZone = usableTimeZone(shop.timeZone)
  const settings = parseSettings(shop.settings)
  const { counted, held: heldTouches } = touches
  const known = { customers, orders, past, expected, goneIds, counted, heldTouches }
  return { held, shop, settings, timeZone, deliveryDays, plans, ...known }
}

/** The version that lets people in, of each journey that does. */
function liveVersions({ journeys }: ShopOfWalks) {
  return [...journeys].flatMap(([journeyId, { liveVersion }]) =>
    liveVersion === null ? [] : [{ journeyId, version: liveVersion }],
  )
}

function hasConditions({ definition, places }: JourneyPlan): boolean {
  const { entry, exits } = definition
  const isAsked = entry.kind === 'test' || entry.of.length > 0 || exits.goal !== undefined
  return isAsked || [...places.values()].some(({ step }) => step.kind === 'branch')
}

function goodsIn(plans: readonly JourneyPlan[], held: readonly HeldEnrollment[]): string[] {
  const named = plans.flatMap(({ places }) =>
    [...places.values()].flatMap(({ step }) => {
      if (step.kind === 'offer') return goodsOf(step)
      return step.kind === 'message' && step.offer ? goodsOf(step.offer) : []
    }),
  )
  return unique([...named, ...held.flatMap(({ enrollment }) => enrollment.productId ?? [])])
}

/** The plan that a walk follows: its own, and before it entered the one that lets people in by the same trigger. */
export function planFor(
  { plans, shop }: Pick<GatheredWalks, 'plans' | 'shop'>,
  { journeyId, version, standing }: HeldEnrollment['enrollment'],
): JourneyPlan | undefined {
  const own = plans.get(planName({ journeyId, version }))
  const liveVersion = shop.journeys.get(journeyId)?.liveVersion
  if (standing.status !== 'entering' || liveVersion === null || liveVersion === undefined) return own
  const live = plans.get(planName({ journeyId, version: liveVersion }))
  return live && own && isSameTrigger(live, own) ? live : own
}

function isSameTrigger(one: JourneyPlan, other: JourneyPlan): boolean {
  return JSON.stringify(one.definition.trigger) === JSON.stringify(other.definition.trigger)
}
