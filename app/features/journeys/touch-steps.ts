import type { Channel } from '../../domain/budget/channel.ts'
import type { Topic } from '../../domain/budget/topic.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import type { TouchContent } from '../../domain/journeys/touch-wish.ts'

/** A step that would reach somebody, and how. */
export interface TouchStep {
  id: string
  channel: Channel
  topic: Topic
  content: TouchContent
  usefulness: number
}

/** The steps of a journey that reach somebody, in reading order. */
export function touchSteps({ steps }: JourneyDefinition): TouchStep[] {
  return allSteps(steps).flatMap((step) => touchStepOf(step) ?? [])
}

/** How this step would reach somebody; nothing where it does not. */
export function touchStepOf(step: Step): TouchStep | undefined {
  const { id } = step
  if (step.kind === 'message') {
    const { topic, template, texts, offer, usefulness, channels } = step
    return {
      id,
      channel: channels[0] ?? 'email',
      topic,
      content: { kind: 'message', template, texts, offer },
      usefulness,
    }
  }
  if (step.kind !== 'offer') return undefined
  const { topic, result, incentive, days, usefulness } = step
  return { id, channel: 'page', topic, content: { kind: 'offer', result, incentive, days }, usefulness }
}
