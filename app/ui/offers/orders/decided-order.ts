import type { SurfaceState } from '../../../domain/offers/coverage.ts'
import type { Incentive } from '../../../domain/offers/incentive.ts'
import type { KeptDecision } from '../../../domain/offers/kept-decision.ts'
import type { Reason } from '../../../domain/offers/reason.ts'
import type { ListedOrder } from './order-table.tsx'

/** One offered product, and what became of it. */
export interface ShownItem {
  title?: string | undefined
  status: string
  reason?: Reason | undefined
  incentive?: Incentive | undefined
  isBought: boolean
}

/** One decision in full; `kept` is missing once it has had its time. */
export interface ShownDecision {
  id: string
  placement: string
  state: SurfaceState
  decidedAt: Date
  shownAt?: Date | undefined
  answeredAt?: Date | undefined
  ruleId?: string | undefined
  items: ShownItem[]
  kept?: KeptDecision | undefined
}

/** What the page is told of an order's decisions. */
export type DecidedOrder =
  | { kind: 'there'; order: ListedOrder; decisions: ShownDecision[]; titles: Record<string, string> }
  | { kind: 'not-there' }
