import type { Trigger } from '../../domain/journeys/triggers.ts'
import type { TriggerUi } from './kind-ui.ts'
import { anniversary } from './triggers/anniversary.tsx'
import { birthday } from './triggers/birthday.tsx'
import { called } from './triggers/called.tsx'
import { nthOrder } from './triggers/nth-order.tsx'
import { orderDelivered } from './triggers/order-delivered.tsx'
import { orderPaid } from './triggers/order-paid.tsx'
import { quiet } from './triggers/quiet.tsx'
import { refund } from './triggers/refund.tsx'
import { replenishmentDue } from './triggers/replenishment-due.tsx'
import { tagJoined } from './triggers/tag-joined.tsx'

// Does not compile while a kind of trigger has no face here.
const uis: { [Kind in Trigger['kind']]: TriggerUi<Extract<Trigger, { kind: Kind }>> } = {
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

/** How a kind of trigger looks in the admin. */
export function triggerUi(kind: Trigger['kind']): TriggerUi<Trigger> {
  // A face is only ever handed triggers that say they are of its kind.
  return uis[kind] as unknown as TriggerUi<Trigger>
}
