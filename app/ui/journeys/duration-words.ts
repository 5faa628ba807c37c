import type { Duration } from '../../domain/journeys/duration.ts'
import { formatCount, type Reader } from '../format.ts'
import { journeySteps } from '../texts/journeys-steps.ts'

/** "3 days". */
export function durationWords({ amount, unit }: Duration, reader: Reader): string {
  return journeySteps.duration.says[unit](amount).replace('{amount}', formatCount(amount, reader))
}
