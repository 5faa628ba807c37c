import type { JourneyDefinition } from '../../domain/journeys/journey.ts'

/** What a journey of one's own begins with. */
export const emptyJourney: JourneyDefinition = {
  trigger: { kind: 'order-delivered' },
  entry: { kind: 'group', join: 'all', of: [] },
  reentry: { kind: 'after', days: 90 },
  exits: { onOrder: false, onRefund: true },
  steps: [],
}
