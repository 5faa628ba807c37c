import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import type { Lift } from '../../domain/proof/lift.ts'

/** A journey as its page lists it. */
export interface ListedJourney {
  id: string
  name: string
  status: 'draft' | 'live' | 'paused' | 'archived'
  /** Missing where it cannot be read. */
  definition: JourneyDefinition | undefined
  liveVersion: number | undefined
  hasChanges: boolean
  counts: {
    inside: number
    expected: number
    enteredThisWeek: number
    touchesThisWeek: number
    held: number
  }
  effect: Lift
}
