import { wordIn } from '../json-fields.ts'
import { type Coverage, hasOffer, hindrances, type SurfaceState, surfaceKinds, surfaces } from './coverage.ts'
import type { Placement } from './placement.ts'
import { silences } from './reason.ts'

/** States that can be asked for: each one, those that were answered either way, and no offer at all. */
const filterStates = ['answered', ...surfaceKinds, 'none'] as const
/** Reasons that can be asked for: why nothing was offered, and why a surface could not be there. */
export const filterReasons = [...new Set([...silences, ...hindrances])]

/** Which orders a list is about; what is missing does not matter. */
export interface CoverageFilter {
  surface: Placement | undefined
  state: (typeof filterStates)[number] | undefined
  why: (typeof filterReasons)[number] | undefined
}

/** The filter that words name; unknown words do not matter. */
export function coverageFilter(named: Record<keyof CoverageFilter, string | null>): CoverageFilter {
  return {
    surface: wordIn(surfaces, named.surface),
    state: wordIn(filterStates, named.state),
    why: wordIn(filterReasons, named.why),
  }
}

/** Whether a filter leaves anything out. */
export function isNarrow({ surface, state, why }: CoverageFilter): boolean {
  return Boolean(surface ?? state ?? why)
}

/**
 * Whether an order belongs to the list: one surface has the state and the reason; for `none` no surface had an offer,
 * and one of them has the reason. A surface by itself asks for an offer there.
 */
export function fitsFilter(coverage: Coverage, { surface, state, why }: CoverageFilter): boolean {
  const looked = (surface ? [surface] : surfaces).map((each) => coverage[each])
  const isReason = (each: SurfaceState) => why === undefined || whyOf(each) === why
  if (state === 'none') return !looked.some(hasOffer) && looked.some(isReason)
  if (!state && !why) return surface === undefined || looked.some(hasOffer)
  return looked.some((each) => isState(each, state) && isReason(each))
}

function isState({ kind }: SurfaceState, state: Exclude<CoverageFilter['state'], 'none'>): boolean {
  if (state === 'answered') return kind === 'accepted' || kind === 'declined'
  return state === undefined || kind === state
}

/** Why there is no offer, where that is known. */
export function whyOf(state: SurfaceState): CoverageFilter['why'] {
  return 'why' in state ? state.why : undefined
}
