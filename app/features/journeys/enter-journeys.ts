import type { JourneyEvent } from '../../domain/journeys/events.ts'
import type { JourneyPlan } from '../../domain/journeys/plan.ts'
import type { FiringContext } from '../../domain/journeys/trigger-kind.ts'
import { enrollmentKey, fired, triggerKindOf } from '../../domain/journeys/triggers.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { dayMs, usableTimeZone } from '../../domain/time-zone.ts'
import { unique } from '../../domain/unique.ts'
import { asHot, type Db, type HotDb } from '../../store/database.server.ts'
import { insertEnrollments, type NewEnrollment, wakeWalksOf } from '../../store/enrollments.server.ts'
import {
  type FiringCustomer,
  type OrderHappenings,
  readFiringCustomers,
  readOrderHappenings,
} from '../../store/journey-events.server.ts'
import { type LiveJourney, readLiveJourneys, readShopOfWalks } from '../../store/journeys.server.ts'
import { zoneOf } from './customer-zone.ts'
import { deliveryDaysOf } from './delivery-days.ts'
import { expectFor } from './expect-for.ts'
import { type Expected, nothingExpected } from './foresee.ts'
import { planName, readPlans } from './plans.ts'
import { idOfKey } from './record-walks.ts'
import { deliveryDaysUsual } from './walk-facts.ts'

/** What happened longer ago begins nothing: an imported past is no news. */
export const freshMs = 2 * dayMs

/** Orders that were written, and when those among them were paid that had not been before. */
export interface TouchedOrders {
  ids: readonly string[]
  paidAt?: ReadonlyMap<string, Date>
}

/**
 * Has journeys begin from what is known of these orders now, in the unit of work that wrote them, and walks that wait
 * be looked at. What happened is read from the mirror, so that news of it in any order, or again, begins the same; of
 * what is older than two days, or than the journey, nothing begins. One look at the journeys where none lets people in.
 */
export async function enterFromOrders(db: Db, orders: TouchedOrders, now: Date): Promise<void> {
  if (orders.ids.length === 0) return
  const live = await liveJourneysOf(db)
  if (live.length === 0) return
  const hot = asHot(db)
  const happenings = await readOrderHappenings(hot, unique([...orders.ids]))
  await enterJourneys(
    hot,
    live,
    happenings.flatMap((each) => eventsOf(each, orders.paidAt)),
    now,
  )
}

const looks = new WeakMap<Db, Promise<LiveJourney[]>>()

/** The journeys that let people in, looked at once in a unit of work. */
export function liveJourneysOf(db: Db): Promise<LiveJourney[]> {
  const look = looks.get(db) ?? readLiveJourneys(asHot(db))
  looks.set(db, look)
  return look
}

/** Has journeys begin from events, as `enterFromOrders` does. */
export async function enterFromEvents(db: Db, events: readonly JourneyEvent[], now: Date): Promise<void> {
  const live = await liveJourneysOf(db)
  if (live.length > 0) await enterJourneys(asHot(db), live, events, now)
}

function eventsOf(order: OrderHappenings, paidAt: TouchedOrders['paidAt']): JourneyEvent[] {
  const { orderId, customerId, placedAt, isPaid, fulfilledAt, deliveredAt, cancelledAt, refundedAt } = order
  const known = [
    { kind: 'order-paid', at: isPaid ? (paidAt?.get(orderId) ?? placedAt) : null },
    { kind: 'order-fulfilled', at: fulfilledAt },
    { kind: 'order-delivered', at: deliveredAt },
    { kind: 'order-cancelled', at: cancelledAt },
    { kind: 'refunded', at: refundedAt },
  ] as const
  return known.flatMap(({ kind, at }) => (at ? [{ kind, at, orderId, customerId }] : []))
}

async function enterJourneys(
  db: HotDb,
  live: readonly LiveJourney[],
  told: readonly JourneyEvent[],
  now: Date,
): Promise<void> {
  await wakeWalksOf(db, concernedBy(told), now)
  const events = told.filter(({ at }) => at.getTime() > now.getTime() - freshMs)
  if (events.length === 0) return
  const known = await gatherFiring(db, live, events, now)
  if (!known) return
  const begun = live.flatMap((journey) => {
    const plan = known.plans.get(planName({ journeyId: journey.id, version: journey.version }))
    return plan ? events.flatMap((event) => begunBy(event, journey, plan, known)) : []
  })
  await insertEnrollments(db, begun)
}

/** What the triggers of live journeys are told of events. */
export interface Firing {
  plans: ReadonlyMap<string, JourneyPlan>
  customers: ReadonlyMap<string, FiringCustomer>
  expected: ReadonlyMap<string, Expected>
  timeZone: string
  deliveryDays: number
}

/** Gathers what triggers must know of events. */
export async function gatherFiring(
  db: HotDb,
  live: readonly LiveJourney[],
  events: readonly JourneyEvent[],
  now: Date,
): Promise<Firing | undefined> {
  const shop = await readShopOfWalks(db, [])
  if (!shop || shop.isUninstalled) return undefined
  const plans = await readPlans(
    db,
    shop.shop,
    live.map(({ id, version }) => ({ journeyId: id, version })),
  )
  const customerIds = unique(events.map(({ customerId }) => customerId))
  const orderIds = unique(events.flatMap((event) => ('orderId' in event ? (event.orderId ?? []) : [])))
  const isForeseen = [...plans.values()].some(({ definition }) => triggerKindOf(definition.trigger).isTimed)
  return {
    plans,
    customers: await readFiringCustomers(db, customerIds, orderIds),
    expected: isForeseen ? await expectFor(db, shop.shop, customerIds, now) : new Map(),
    timeZone: usableTimeZone(shop.timeZone),
    deliveryDays: (await deliveryDaysOf(db, shop.shop, now)) ?? deliveryDaysUsual,
  }
}

/** The walks through one journey that an event begins. */
export function begunBy(
  event: JourneyEvent,
  { id: journeyId, version, liveSince }: LiveJourney,
  { definition }: JourneyPlan,
  known: Firing,
): NewEnrollment[] {
  const customer = known.customers.get(event.customerId)
  if (!customer || event.at < liveSince) return []
  return fired(journeyId, definition.trigger, event, contextOf(event, customer, known)).map((each) => {
    const key = enrollmentKey(journeyId, each)
    const { triggeredAt, dueAt, orderId, productId } = each
    const { customerId } = event
    return { id: idOfKey(key), key, journeyId, version, customerId, orderId, productId, triggeredAt, dueAt }
  })
}

function contextOf(event: JourneyEvent, customer: FiringCustomer, known: Firing): FiringContext {
  const orderId = 'orderId' in event ? event.orderId : undefined
  const { quietAt, needs } = known.expected.get(event.customerId) ?? nothingExpected
  return {
    timeZone: zoneOf(customer.countryCode, known.timeZone),
    deliveryDays: known.deliveryDays,
    orderNumber: orderId && customer.orderNumbers?.[orderId],
    firstOrderAt: customer.firstOrderAt ?? undefined,
    birthday: customer.birthday ?? undefined,
    quietAt,
    needs: needs.flatMap(({ productId, ...need }) =>
      isShopifyId('Product', productId) && need.orderId === orderId ? [{ ...need, productId }] : [],
    ),
  }
}

/** Whose walks may have waited for this, and of which orders those that have not entered. */
function concernedBy(events: readonly JourneyEvent[]) {
  return {
    customerIds: unique(events.map(({ customerId }) => customerId)),
    orderIds: unique(events.flatMap((event) => ('orderId' in event ? (event.orderId ?? []) : []))),
  }
}
