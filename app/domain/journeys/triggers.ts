import { isRecord, wordIn } from '../json-fields.ts'
import type { Enrollment } from './enrollment.ts'
import type { JourneyEvent } from './events.ts'
import type { JourneyFacts } from './facts.ts'
import type { Fired, FiringContext, StillDue, TriggerFault, TriggerKind } from './trigger-kind.ts'
import { type AnniversaryTrigger, anniversary } from './triggers/anniversary.ts'
import { type BirthdayTrigger, birthday } from './triggers/birthday.ts'
import { type CalledTrigger, called } from './triggers/called.ts'
import { type NthOrderTrigger, nthOrder } from './triggers/nth-order.ts'
import { type OrderDeliveredTrigger, orderDelivered } from './triggers/order-delivered.ts'
import { type OrderPaidTrigger, orderPaid } from './triggers/order-paid.ts'
import { type QuietTrigger, quiet } from './triggers/quiet.ts'
import { type RefundTrigger, refund } from './triggers/refund.ts'
import { type ReplenishmentDueTrigger, replenishmentDue } from './triggers/replenishment-due.ts'
import { type TagJoinedTrigger, tagJoined } from './triggers/tag-joined.ts'

/** What begins a journey. A new kind is a file in `triggers/`, a line here and one in `kinds` (docs/new-step.md). */
export type Trigger =
  | OrderPaidTrigger
  | OrderDeliveredTrigger
  | NthOrderTrigger
  | RefundTrigger
  | ReplenishmentDueTrigger
  | QuietTrigger
  | BirthdayTrigger
  | AnniversaryTrigger
  | TagJoinedTrigger
  | CalledTrigger

// In the order in which they are offered.
const kinds: { [Kind in Trigger['kind']]: TriggerKind<Extract<Trigger, { kind: Kind }>> } = {
  'order-paid': orderPaid,
  'order-delivered': orderDelivered,
  'nth-order': nthOrder,
  refund,
  'replenishment-due': replenishmentDue,
  quiet,
  birthday,
  anniversary,
  'tag-joined': tagJoined,
  called,
}

/** The kinds of triggers there are, in the order in which they are offered. */
export const triggerKinds = Object.keys(kinds) as Trigger['kind'][]

/** The trigger that JSON says, unknown fields dropped, or the field that does not fit. */
export function parseTrigger(json: unknown): Trigger | TriggerFault {
  if (!isRecord(json)) return { field: 'trigger' }
  const kind = wordIn(triggerKinds, json.kind)
  return kind ? anyKind(kind).parse(json) : { field: 'kind' }
}

/** What makes this trigger's kind. */
export function triggerKindOf(trigger: Trigger): TriggerKind<Trigger> {
  return anyKind(trigger.kind)
}

/**
 * The walks through a journey that an event begins: those of its trigger, and the one that was asked for by name. The
 * same event again says the same keys.
 */
export function fired(
  journeyId: string,
  trigger: Trigger,
  event: JourneyEvent,
  context: FiringContext,
): readonly Fired[] {
  if (event.kind !== 'called') return anyKind(trigger.kind).fired(trigger, event, context)
  if (event.journeyId !== journeyId) return []
  const { call, at, orderId, askedFor } = event
  return [
    { key: `${calledKey}${askedFor}/${call}`, triggeredAt: at, dueAt: at, orderId, productId: undefined },
  ]
}

const calledKey = 'called/'

/** Names a walk among all of a shop. */
export function enrollmentKey(journeyId: string, { key }: Fired): string {
  return `${journeyId}/${key}`
}

/** Whether a walk was asked for by name, as its `enrollmentKey` tells. */
export function isCalledKey(journeyId: string, enrollmentKey: string): boolean {
  return enrollmentKey.startsWith(`${journeyId}/${calledKey}`)
}

/** Whether a walk whose time has come may begin: see `TriggerKind`. */
export function stillDue(trigger: Trigger, enrollment: Enrollment, facts: JourneyFacts, now: Date): StillDue {
  if (enrollment.isCalled) return { kind: 'due' }
  return anyKind(trigger.kind).stillDue(trigger, enrollment, facts, now)
}

/** A kind is only ever handed triggers that say they are of it. */
function anyKind(kind: Trigger['kind']): TriggerKind<Trigger> {
  return kinds[kind] as TriggerKind<Trigger>
}
