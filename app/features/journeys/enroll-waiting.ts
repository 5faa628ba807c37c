import type { JourneyEvent } from '../../domain/journeys/events.ts'
import type { JourneyPlan } from '../../domain/journeys/plan.ts'
import { triggerKindOf } from '../../domain/journeys/triggers.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { unique } from '../../domain/unique.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { holdCustomers } from '../../store/customer-hold.server.ts'
import { asHot, type Db, inShop } from '../../store/database.server.ts'
import { insertEnrollments } from '../../store/enrollments.server.ts'
import { type LatestOrder, readCustomerPage } from '../../store/journey-events.server.ts'
import { type LiveJourney, readLiveJourneys } from '../../store/journeys.server.ts'
import { begunBy, type Firing, freshMs, gatherFiring } from './enter-journeys.ts'
import { planName } from './plans.ts'

const pageMax = 300
/** After so many pages the rest is put in line as a job of its own: whatever dies then goes on from there. */
const pagesOfJob = 20

/** Which journey, and after which customer to go on. */
export interface WaitingPage {
  journeyId: string
  after?: string | undefined
}

/**
 * Lets customers who were there before a journey was published wait for the day of theirs that its trigger foresees: a
 * birthday, an anniversary, something that runs out, being quiet. Days that passed more than two days ago begin
 * nothing. Begins nothing twice, however often it is carried out.
 */
export async function enrollWaiting(
  shop: string,
  { journeyId, after = '' }: WaitingPage,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  let next: string | undefined = after
  for (let page = 0; next !== undefined && page < pagesOfJob && !signal?.aborted; page += 1) {
    const from: string = next
    next = await inShop(shop, (db) => enrollPage(db, { journeyId, after: from }, now))
  }
  if (next === undefined) return
  const data = { shop, journeyId, after: next }
  await inShop(shop, (db) =>
    enqueue(db, 'enroll-waiting', data, { key: `${shop}/${journeyId}/${data.after}` }),
  )
}

async function enrollPage(
  db: Db,
  { journeyId, after = '' }: WaitingPage,
  now: Date,
): Promise<string | undefined> {
  const hot = asHot(db)
  const journey = (await readLiveJourneys(hot)).find(({ id }) => id === journeyId)
  if (!journey) return undefined
  const page = await readCustomerPage(hot, { after, limit: pageMax })
  await enrollThese(db, journey, page, now)
  return page.length === pageMax ? page.at(-1)?.customerId : undefined
}

async function enrollThese(
  db: Db,
  journey: LiveJourney,
  customers: readonly LatestOrder[],
  now: Date,
): Promise<void> {
  const events = customers.flatMap((customer) => eventsOf(customer, now))
  const hot = asHot(db)
  const known = events.length > 0 ? await gatherFiring(hot, [journey], events, now) : undefined
  const plan = known?.plans.get(planName({ journeyId: journey.id, version: journey.version }))
  if (!known || !plan || !isForeseen(plan)) return
  const heard =
    triggerKindOf(plan.definition.trigger).about === 'product' ? ordersOfNeeds(known, now) : events
  // What they wait for lies ahead, whenever it was that it began.
  const since = { ...journey, liveSince: new Date(0) }
  const begun = heard
    .flatMap((event) => begunBy(event, since, plan, known))
    .filter(({ dueAt }) => dueAt.getTime() > now.getTime() - freshMs)
  const there = await holdCustomers(
    hot,
    begun.map(({ customerId }) => customerId),
  )
  await insertEnrollments(
    hot,
    begun.filter(({ customerId }) => there.has(customerId)),
  )
}

/** What runs out counts from the last order that had it, which need not be the latest. */
function ordersOfNeeds({ expected }: Firing, at: Date): JourneyEvent[] {
  return [...expected].flatMap(([customerId, { needs }]) => {
    if (!isShopifyId('Customer', customerId)) return []
    const orderIds = unique(needs.map(({ orderId }) => orderId))
    return orderIds.flatMap((orderId) =>
      isShopifyId('Order', orderId) ? [{ kind: 'order-paid' as const, orderId, customerId, at }] : [],
    )
  })
}

function isForeseen({ definition }: JourneyPlan): boolean {
  return triggerKindOf(definition.trigger).isTimed
}

/** What would be heard of somebody if it happened now: their last order, and their birthday if they told it. */
function eventsOf({ customerId, orderId, hasBirthday }: LatestOrder, at: Date): JourneyEvent[] {
  if (!isShopifyId('Customer', customerId)) return []
  return [
    ...(isShopifyId('Order', orderId) ? [{ kind: 'order-paid' as const, orderId, customerId, at }] : []),
    ...(hasBirthday ? [{ kind: 'birthday-told' as const, customerId, at }] : []),
  ]
}
