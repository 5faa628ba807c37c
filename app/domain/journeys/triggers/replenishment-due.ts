import { wholeIn } from '../../json-fields.ts'
import { isShopifyId, type ShopifyId } from '../../shopify-id.ts'
import { dayMs } from '../../time-zone.ts'
import type { Enrollment } from '../enrollment.ts'
import type { Need, PastWalks } from '../facts.ts'
import { type Reminding, remindedAt, togetherDays, toldTogether, wantedBy } from '../told-together.ts'
import type { TriggerKind } from '../trigger-kind.ts'

/** Something they bought will run out: this product, or any that customers buy again. */
export interface ReplenishmentDueTrigger {
  kind: 'replenishment-due'
  productId: ShopifyId<'Product'> | undefined
  /** So many days before it does. */
  leadDays: number
}

/** How long before it runs out somebody may be reminded. */
export const leadDaysMax = 60

/**
 * The trigger of something that runs out. Each product of an order has a day and a walk of its own, named by the two, so
 * that news in any order, again, or of a forecast that moved names the same. Only when the first of those days has come
 * is it decided what is told together: the walk that begins speaks of all that is to be reminded of within a week of it
 * (`toldTogether`), whichever orders it counts from, and the walks of the others end when their day comes, as told. Had
 * they been joined before, a product bought again, given back or said to be a gift meanwhile would have taken the others
 * along. Nothing is kept of it: what was told is known from when the walk began, and from what is foreseen.
 */
export const replenishmentDue: TriggerKind<ReplenishmentDueTrigger> = {
  kind: 'replenishment-due',
  about: 'product',
  isTimed: true,
  listensTo: ['order-paid'],
  parse(json) {
    const { productId } = json
    const leadDays = wholeIn(json.leadDays)
    if (leadDays === undefined || leadDays < 0 || leadDays > leadDaysMax) return { field: 'leadDays' }
    if (productId === undefined || productId === null)
      return { kind: 'replenishment-due', productId: undefined, leadDays }
    if (!isShopifyId('Product', productId)) return { field: 'productId' }
    return { kind: 'replenishment-due', productId, leadDays }
  },
  fired(trigger, event, { needs, timeZone }) {
    if (event.kind !== 'order-paid') return []
    const { orderId } = event
    const reminding = { trigger, timeZone }
    return wantedBy(trigger, needs).map((need) => {
      const dueAt = remindedAt(need, reminding)
      const { productId } = need
      return { key: `${orderId}/${productId}`, triggeredAt: dueAt, dueAt, orderId, productId }
    })
  },
  // Bought again meanwhile, it counts from that order, which has a walk of its own.
  stillDue(trigger, enrollment, { predicted: { needs }, customer, shop, past }, now) {
    const need = needs.find((each) => each.productId === enrollment.productId)
    if (!need || need.orderId !== enrollment.orderId) return { kind: 'no-longer' }
    const reminding = { trigger, timeZone: customer?.timeZone ?? shop.timeZone }
    const at = remindedAt(need, reminding)
    if (at > now) return { kind: 'later', at }
    return wasTold(enrollment, needs, reminding, past) ? { kind: 'told' } : { kind: 'due' }
  },
  assumes: () => [{ field: 'customer.orders', is: 'at-least', value: 1 }],
}

/**
 * Whether the walk that began last spoke of this product as well. What was foreseen for another time then, and came
 * nearer since by the customer's own word, it did not speak of.
 */
function wasTold(
  { productId, triggeredAt }: Enrollment,
  needs: readonly Need[],
  reminding: Reminding,
  { lastEnteredAt: begunAt }: PastWalks,
): boolean {
  if (!begunAt || Math.abs(triggeredAt.getTime() - begunAt.getTime()) > togetherDays * dayMs) return false
  return toldTogether(needs, reminding, { begunAt, now: begunAt }).some(
    (each) => each.productId === productId,
  )
}
