import type { JourneyEvent } from '../../domain/journeys/events.ts'
import { enrollmentKey, fired } from '../../domain/journeys/triggers.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { holdCustomer } from '../../store/customer-hold.server.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { lockStarts } from '../../store/shop-lock.server.ts'
import { enterFromEvents, liveJourneysOf } from './enter-journeys.ts'
import { judgeStart, type TurnedAway, wasTurnedAway } from './judge-start.ts'

/** Who is to begin which journey. */
export interface Asked {
  journeyId: string
  /** Of somebody who was merged, the id from before will do. */
  customerId: ShopifyId<'Customer'>
  orderId?: ShopifyId<'Order'> | undefined
  /** The asker's own name for this asking: the same again begins nothing new. At most 200 characters. */
  call: string
}

/** What came of it. Who begins is let in a moment later; who is turned away hears it at once, and at every asking. */
export type WalkBegun =
  | { kind: 'begun' | 'begun-before'; enrollmentId: string }
  | { kind: 'refused'; why: StartRefusal }

/** Why nothing begins. */
export type StartRefusal = 'no-such-journey' | 'not-live' | 'no-such-customer' | 'no-such-order' | TurnedAway

const callCharactersMax = 200

/** Begins a journey for a customer because somebody asks for it: the merchant, Shopify Flow or another program. */
export async function beginEnrollment(db: Db, asked: Asked, now: Date): Promise<WalkBegun> {
  const { journeyId, customerId: askedFor, orderId } = asked
  const call = asked.call.slice(0, callCharactersMax)
  const journey = await db.journey.findFirst({ where: { id: journeyId }, select: { status: true } })
  if (!journey) return { kind: 'refused', why: 'no-such-journey' }
  const live = (await liveJourneysOf(db)).some(({ id }) => id === journeyId)
  if (!live) return { kind: 'refused', why: 'not-live' }
  const customerId = await holdCustomer(asHot(db), askedFor)
  if (!customerId) return { kind: 'refused', why: 'no-such-customer' }
  // An order of somebody else would be told to the wrong person.
  const isTheirs = !orderId || (await db.order.count({ where: { id: orderId, customerId } })) > 0
  if (!isTheirs) return { kind: 'refused', why: 'no-such-order' }
  const event = { kind: 'called' as const, journeyId, customerId, askedFor, orderId, call, at: now }
  const key = keyOf(event)
  await lockStarts(db, customerId)
  const before = await db.enrollment.findFirst({ where: { key }, select: { id: true } })
  if (before) return answerOf('begun-before', before.id, await wasTurnedAway(db, before.id))
  await enterFromEvents(db, [event], now)
  const begun = await db.enrollment.findFirst({ where: { key }, select: { id: true } })
  if (!begun) return { kind: 'refused', why: 'not-live' }
  return answerOf('begun', begun.id, await judgeStart(db, begun.id, now))
}

function answerOf(
  kind: 'begun' | 'begun-before',
  enrollmentId: string,
  why: TurnedAway | undefined,
): WalkBegun {
  return why ? { kind: 'refused', why } : { kind, enrollmentId }
}

/** The name under which such an asking is kept; of a call the trigger has no say in it. */
function keyOf(event: Extract<JourneyEvent, { kind: 'called' }>): string {
  const context = {
    timeZone: 'UTC',
    deliveryDays: 0,
    orderNumber: undefined,
    firstOrderAt: undefined,
    birthday: undefined,
    quietAt: undefined,
    needs: [],
  }
  const [named] = fired(event.journeyId, { kind: 'called' }, event, context)
  return named ? enrollmentKey(event.journeyId, named) : ''
}
