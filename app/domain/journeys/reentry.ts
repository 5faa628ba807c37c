import { dayMs } from '../time-zone.ts'
import type { PastWalks } from './facts.ts'
import type { Reentry } from './journey.ts'

/** Why somebody may not begin a walk now, for the walks they had through the same journey; nothing where they may. */
export function refusedEntry(
  reentry: Reentry,
  { isWalking, lastEnteredAt }: PastWalks,
  now: Date,
): 'walking' | 'again-too-soon' | undefined {
  if (isWalking) return 'walking'
  if (!lastEnteredAt || reentry.kind === 'always') return undefined
  if (reentry.kind === 'never') return 'again-too-soon'
  return now.getTime() < lastEnteredAt.getTime() + reentry.days * dayMs ? 'again-too-soon' : undefined
}
