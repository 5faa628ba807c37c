import { useMemo } from 'react'
import type { Fault, FaultContext } from '../../domain/journeys/fault.ts'
import { faultsOf } from '../../domain/journeys/faults.ts'
import { type JourneyFault, parseJourney } from '../../domain/journeys/parse-journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { goodsOf } from '../../domain/journeys/touch-goods.ts'
import type { Names } from '../conditions/words.ts'
import type { Problem } from './editing.ts'
import { problemsOf, unfinishedAt } from './fault-words.ts'
import type { JourneyDraft } from './use-journey-draft.ts'

/** What is known of the shop to find what is wrong; which goods are gone, the editor sees for itself. */
export type KnownForFaults = Omit<FaultContext, 'journeyId' | 'name' | 'goneIds'>

export const nameCharactersMax = 80

/** What is wrong with the draft as it is written: what keeps it from being saved, and what from being published. */
export function useProblems(
  journeyId: string,
  { name, definition }: JourneyDraft,
  known: KnownForFaults,
  names: Names,
  now: Date,
): {
  unfinished: JourneyFault | undefined
  hasName: boolean
  faults: Fault[]
  at: Record<string, Problem[]>
} {
  return useMemo(() => {
    const hasName = name.trim() !== '' && name.trim().length <= nameCharactersMax
    const parsed = parseJourney(definition)
    if (parsed.kind === 'refused')
      return { unfinished: parsed.fault, hasName, faults: [], at: unfinishedAt(parsed.fault) }
    const goneIds = goodsIn(parsed.definition).filter((id) => names.titles[id] === undefined)
    const faults = faultsOf(parsed.definition, { ...known, journeyId, name, goneIds }, now)
    return { unfinished: undefined, hasName, faults, at: problemsOf(faults, names) }
  }, [journeyId, name, definition, known, names, now])
}

/** The products and collections that steps offer or give. */
export function goodsIn({ steps }: JourneyDraft['definition']): string[] {
  return allSteps(steps).flatMap((step) => {
    if (step.kind === 'offer') return goodsOf(step)
    return step.kind === 'message' && step.offer ? goodsOf(step.offer) : []
  })
}
