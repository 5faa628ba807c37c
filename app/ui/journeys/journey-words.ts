import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import type { Names } from '../conditions/words.ts'
import { formatCount } from '../format.ts'
import { journeys as texts } from '../texts/journeys.ts'
import { beginSentence, exitsSentence } from './begin-words.ts'
import { plainOf } from './said.tsx'
import { stepWords } from './step-words.ts'

const stepsToldMax = 5

/** A whole journey in a few words: what begins it, its first steps, and what ends it early. */
export function journeyWords(definition: JourneyDefinition, names: Names): string {
  const steps = allSteps(definition.steps)
  // Two that are left take as many words as saying so.
  const told = steps.length <= stepsToldMax + 1 ? steps : steps.slice(0, stepsToldMax)
  const left = steps.length - told.length
  const { onOrder, onRefund, goal } = definition.exits
  const parts = [
    plainOf(beginSentence(definition, names)),
    ...(steps.length === 0 ? [texts.noSteps] : told.map((step) => stepWords(step, names))),
    ...(left > 0 ? [texts.moreSteps(left, formatCount(left, names.reader))] : []),
    ...(onOrder || onRefund || goal ? [plainOf(exitsSentence(definition, names))] : []),
  ]
  return parts.join(' ')
}
