import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { useDraftHistory } from '../use-draft-history.ts'

/** A journey while it is written. Steps may be unfinished: then it cannot be saved. */
export interface JourneyDraft {
  name: string
  definition: JourneyDefinition
}

/** The draft of a journey with every change back and forth. */
export function useJourneyDraft(initial: JourneyDraft) {
  return useDraftHistory<JourneyDraft>(initial, textOf)
}

function textOf(draft: JourneyDraft): string {
  return JSON.stringify(draft)
}
