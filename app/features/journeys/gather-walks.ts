import { spanDays } from '../../domain/budget/room.ts'
import { type FactNeeds, needsOf } from '../../domain/journeys/needs.ts'
import type { JourneyPlan } from '../../domain/journeys/plan.ts'
import { parseSettings, type ShopSettings } from '../../domain/settings.ts'
import { dayMs, usableTimeZone } from '../../domain/time-zone.ts'
import { unique } from '../../domain/unique.ts'
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
import { type HeldTouch, readTouchesOf } from '../../store/touches.server.ts'
import { deliveryDaysOf } from './delivery-days.ts'
import { expectFor } from './expect-for.ts'
import type { Expected } from './foresee.ts'
import { planName, readPlans } from './plans.ts'

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
  /** When contacts of the last 30 days counted, by customer. */
  counted: ReadonlyMap<string, readonly Date[]>
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
  const needs = enrollments.map((enrollment) => needsFor(enrollment, plans, shop))
  const forConditions = needs.some(({ fields }) => fields.size > 0)
  const since = new Date(now.getTime() - spanDays.month * dayMs)
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
    findGoneGoods(db, goodsIn(needs)),
    deliveryDaysOf(db, shop.shop, now),
    expectFor(db, shop.shop, foreseenOf(needs), now),
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

/** What the next look at a walk may need; nothing of one that cannot be read. */
function needsFor(
  enrollment: HeldEnrollment['enrollment'],
  plans: GatheredWalks['plans'],
  shop: ShopOfWalks,
): WalkNeeds {
  const plan = planFor({ plans, shop }, enrollment)
  const needs = plan ? needsAt(plan, enrollment.standing) : nothingNeeded
  const { customerId, productId } = enrollment
  return { ...needs, customerId, productId }
}

type WalkNeeds = Pick<FactNeeds, 'fields' | 'goods' | 'predictions'> & {
  customerId: string
  productId: string | undefined
}

const nothingNeeded = { fields: new Set<never>(), goods: new Set<never>(), predictions: false }

const kept = new WeakMap<JourneyPlan, Map<string, FactNeeds>>()

/** What a look needs hangs on the plan and on where somebody stands in it alone. */
function needsAt(plan: JourneyPlan, standing: HeldEnrollment['enrollment']['standing']): FactNeeds {
  const known = kept.get(plan) ?? new Map<string, FactNeeds>()
  kept.set(plan, known)
  const place = standing.status === 'active' ? `at ${standing.stepId}` : standing.status
  const needs = known.get(place) ?? needsOf(plan, standing)
  known.set(place, needs)
  return needs
}

function goodsIn(needs: readonly WalkNeeds[]): string[] {
  return unique(needs.flatMap(({ goods, productId }) => [...goods, ...(productId ? [productId] : [])]))
}

/** Of whom it must be foreseen what they will do: that costs more than all the rest. */
function foreseenOf(needs: readonly WalkNeeds[]): string[] {
  const foreseen = needs.filter(({ predictions, fields }) => predictions || fields.has('customer.priceBand'))
  return unique(foreseen.map(({ customerId }) => customerId))
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
