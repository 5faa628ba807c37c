import type { Topic } from '../../budget/topic.ts'
import type { Condition } from '../../conditions/condition.ts'
import type { TemplateId } from '../../messages/template-id.ts'
import type { MessageOffer, MessageStep } from '../steps/message.ts'
import type { Step } from '../steps.ts'

// What templates are put together of, so that each reads like what it does.

/** Everybody. */
export const everybody: Condition = { kind: 'group', join: 'all', of: [] }

/** A wait of whole days. */
export function days(id: string, amount: number): Step {
  return { kind: 'wait', id, for: { amount, unit: 'days' } }
}

/** A wait until an hour of the day at which people read. */
export function untilMorning(id: string): Step {
  return { kind: 'wait-until', id, until: { kind: 'hour', hour: 10 } }
}

/** A message in Encore's own words by email, worth saying for some days. */
export function says(
  id: string,
  template: TemplateId,
  { topic, usefulness, validDays, offer }: Saying,
): MessageStep {
  return {
    kind: 'message',
    id,
    topic,
    template,
    channels: ['email'],
    texts: {},
    offer,
    usefulness,
    validDays,
  }
}

interface Saying {
  topic: Topic
  usefulness: number
  validDays: number
  offer?: MessageOffer | undefined
}

/** What goes best with the customer, at its usual price. */
export const whatFits: MessageOffer = { result: { kind: 'encore' }, incentive: { kind: 'none' }, itemsMax: 3 }
