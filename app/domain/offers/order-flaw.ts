import { dayMs } from '../time-zone.ts'

/** A discount is for what follows a purchase: an older order gives none. */
export const orderDaysMax = 60

/** Why an order gives no incentive. */
export const orderFlaws = ['order-too-old', 'order-undone'] as const
export type OrderFlaw = (typeof orderFlaws)[number]

/** An order as far as it decides that. */
export interface OrderStanding {
  processedAt: Date
  isCancelled: boolean
  /** Every line of it was taken out or sent back. */
  isEmptied: boolean
  isTest: boolean
  /** Lower case as in webhooks. */
  financialStatus: string | undefined
  /** Of the shop: there, test orders are all there is. */
  isDevelopment: boolean
}

const undone = ['refunded', 'voided', 'expired']

/**
 * What speaks against an incentive with this order at `now`: it is older than 60 days, or no purchase any more, or never
 * was one. That its payment is still to come does not: bank transfers and cash on delivery take days.
 */
export function flawOf(order: OrderStanding, now: Date): OrderFlaw | undefined {
  const { processedAt, isCancelled, isEmptied, isTest, isDevelopment, financialStatus } = order
  const isUndone = isCancelled || isEmptied || undone.includes(financialStatus ?? '')
  if (isUndone || (isTest && !isDevelopment)) return 'order-undone'
  return now.getTime() - processedAt.getTime() > orderDaysMax * dayMs ? 'order-too-old' : undefined
}
