import { wholeIn } from '../../json-fields.ts'
import { isShopifyId, type ShopifyId } from '../../shopify-id.ts'
import { daysLater } from '../../time-zone.ts'
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

/** The trigger of something that runs out. */
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
    const wanted = needs.filter(
      ({ productId }) => trigger.productId === undefined || productId === trigger.productId,
    )
    return wanted.map(({ productId, dueAt: neededAt }) => {
      const dueAt = daysLater(neededAt, -trigger.leadDays, timeZone)
      return { key: `${orderId}/${productId}`, triggeredAt: dueAt, dueAt, orderId, productId }
    })
  },
  // Bought again meanwhile, it counts from that order, which has a walk of its own.
  stillDue({ leadDays }, { productId, orderId }, { predicted, customer, shop }, now) {
    const need = predicted.needs.find((each) => each.productId === productId)
    if (!need || need.orderId !== orderId) return { kind: 'no-longer' }
    const at = daysLater(need.dueAt, -leadDays, customer?.timeZone ?? shop.timeZone)
    return at <= now ? { kind: 'due' } : { kind: 'later', at }
  },
  assumes: () => [{ field: 'customer.orders', is: 'at-least', value: 1 }],
}
