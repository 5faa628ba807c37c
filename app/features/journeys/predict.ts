import type { Predicted } from '../../domain/journeys/facts.ts'
import type { HotDb } from '../../store/database.server.ts'

/** What is expected of a customer, and in how many days they will order next. */
export interface Expected extends Predicted {
  daysToNextOrder: number | undefined
}

/** Of somebody of whom nothing can be said. */
export const nothingExpected: Expected = { quietAt: undefined, needs: [], daysToNextOrder: undefined }

/**
 * What is expected of these customers, from their own past and the shop's. Nobody is there of whom nothing can be said.
 * The one place that asks `domain/replenish`.
 */
export async function predictFor(
  _db: HotDb,
  _customerIds: readonly string[],
  _now: Date,
): Promise<Map<string, Expected>> {
  return new Map()
}
