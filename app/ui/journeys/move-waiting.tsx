import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import type { Names } from '../conditions/words.ts'

/** Offers to move who waits in an earlier version, after showing what would change. */
export function MoveWaiting(_: {
  journeyId: string
  versions: { version: number; inside: number }[]
  liveVersion: number | undefined
  live: JourneyDefinition | undefined
  names: Names
}) {
  return null
}
