import { Banner } from '@shopify/polaris'
import type { Fault } from '../../domain/journeys/fault.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { journeyUrl } from '../addresses.ts'
import type { Names } from '../conditions/words.ts'
import { journeyPublish as texts } from '../texts/journeys-publish.ts'
import { faultWords } from './fault-words.ts'
import { stepWords } from './step-words.ts'

/** What is wrong with a draft before it is published, each with the step where it is. */
export function PublishFaults({
  tone,
  title,
  faults,
  definition,
  names,
  journeyId,
}: {
  tone: 'critical' | 'warning'
  title: string
  faults: Fault[]
  definition: JourneyDefinition | undefined
  names: Names
  journeyId: string
}) {
  if (faults.length === 0) return null
  const steps = new Map(definition ? allSteps(definition.steps).map((step) => [step.id, step]) : [])
  return (
    <Banner tone={tone} title={title} action={{ content: texts.fix, url: journeyUrl(journeyId) }}>
      <ul className="encore-plain-list">
        {faults.map((fault) => {
          const step = fault.stepId === undefined ? undefined : steps.get(fault.stepId)
          const text = faultWords(fault, names)
          return (
            <li key={`${fault.stepId} ${text}`} suppressHydrationWarning>
              {step && <b>{stepWords(step, names)}</b>} {text}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}
