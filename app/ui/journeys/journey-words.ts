import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { lanesOf, type Step } from '../../domain/journeys/steps.ts'
import type { Names } from '../conditions/words.ts'
import { formatCount } from '../format.ts'
import { journeys as texts } from '../texts/journeys.ts'
import { beginSentence, exitsSentence } from './begin-words.ts'
import { plainOf } from './said.tsx'
import { stepUi } from './step-uis.ts'
import { stepWords } from './step-words.ts'

const stepsToldMax = 5

/** A whole journey in a few words: what begins it, its first steps and who comes to them, and what ends it early. */
export function journeyWords(definition: JourneyDefinition, names: Names): string {
  const steps = inReadingOrder(definition.steps, names)
  // Two that are left take as many words as saying so.
  const told = steps.length <= stepsToldMax + 1 ? steps : steps.slice(0, stepsToldMax)
  const left = steps.length - told.length
  const { onOrder, onRefund, goal } = definition.exits
  const parts = [
    plainOf(beginSentence(definition, names)),
    ...(steps.length === 0
      ? [texts.noSteps]
      : told.map(({ step, way }) => `${way}${stepWords(step, names)}`)),
    ...(left > 0 ? [texts.moreSteps(left, formatCount(left, names.reader))] : []),
    ...(onOrder || onRefund || goal ? [plainOf(exitsSentence(definition, names))] : []),
  ]
  return parts.join(' ')
}

/** A step with the words that stand before it where not everybody comes to it, or everybody does again. */
interface ToldStep {
  step: Step
  way: string
}

function inReadingOrder(steps: readonly Step[], names: Names, way = ''): ToldStep[] {
  return steps.flatMap((step, place) => {
    const before = steps[place - 1]
    const own = { step, way: before ? wayOn(before) : way }
    return [
      own,
      ...lanesOf(step).flatMap((lane) => inReadingOrder(lane.steps, names, wayInto(step, lane.name, names))),
    ]
  })
}

function wayInto(step: Step, lane: string, names: Names): string {
  return `${stepUi(step.kind).lanes?.words(step, lane, names) ?? lane}: `
}

/** Where ways come together again. */
function wayOn(before: Step): string {
  const parted = lanesOf(before).flatMap(({ steps }) => allSteps(steps))
  if (parted.length === 0) return ''
  return `${parted.some(({ kind }) => kind === 'end') ? texts.goesOn : texts.anyCase}: `
}
