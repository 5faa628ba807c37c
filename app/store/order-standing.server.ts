import type { OrderStanding } from '../domain/offers/order-flaw.ts'

/** What is read of an order of the asker's own, and the shop's plan. */
export interface StandingRow {
  ownOrder: {
    processedAt: string
    isCancelled: boolean
    isEmptied: boolean
    isTest: boolean
    financialStatus: string | null
  } | null
  plan: string | null
}

/** In Shopify's public name of a plan: shops that sell nothing yet. */
const developmentPlan = /develop|partner|sandbox/i

/** What of the asker's own order decides whether it gives an incentive; nothing without one. */
export function standingOf({ ownOrder, plan }: StandingRow): OrderStanding | undefined {
  if (!ownOrder) return undefined
  const { processedAt, isCancelled, isEmptied, isTest, financialStatus } = ownOrder
  return {
    processedAt: new Date(processedAt),
    isCancelled,
    isEmptied,
    isTest,
    financialStatus: financialStatus ?? undefined,
    isDevelopment: developmentPlan.test(plan ?? ''),
  }
}
