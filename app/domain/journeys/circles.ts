import type { JourneyDefinition } from './journey.ts'
import { allSteps } from './plan.ts'

/** A journey by its name, as it is live or would be. */
export interface NamedJourney {
  journeyId: string
  name: string
  definition: JourneyDefinition
}

/**
 * The shortest way in which a journey begins itself again: the journeys whose tags begin each other, itself first;
 * nothing where it does not. It alone where it adds the tag that it listens to.
 */
export function circleOf(journey: NamedJourney, others: readonly NamedJourney[]): NamedJourney[] | undefined {
  const all = [journey, ...others.filter(({ journeyId }) => journeyId !== journey.journeyId)]
  const ways: NamedJourney[][] = [[journey]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)
    const added = last ? tagsAdded(last.definition) : []
    const begun = all.filter(({ definition }) => isBegunBy(definition, added))
    if (begun.includes(journey)) return way
    for (const next of begun) {
      if (seen.has(next.journeyId)) continue
      seen.add(next.journeyId)
      ways.push([...way, next])
    }
  }
  return undefined
}

function isBegunBy({ trigger }: JourneyDefinition, tags: readonly string[]): boolean {
  return trigger.kind === 'tag-joined' && tags.includes(trigger.tag.toLowerCase())
}

function tagsAdded({ steps }: JourneyDefinition): string[] {
  return allSteps(steps).flatMap((step) =>
    step.kind === 'tag' && step.isAdded ? [step.tag.toLowerCase()] : [],
  )
}
