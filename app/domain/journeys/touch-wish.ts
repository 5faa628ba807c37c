import type { Channel } from '../budget/channel.ts'
import type { Topic } from '../budget/topic.ts'
import type { TemplateId } from '../messages/template-id.ts'
import type { Incentive } from '../offers/incentive.ts'
import type { RuleResult } from '../offers/rule.ts'

/** A contact that a step would like to have with somebody. Whether it may, the budget says. */
export interface TouchWish {
  /** `touch/<enrollment>/<step>`: the same wish twice is one touch. */
  key: string
  /** The channels it may take, the best first. */
  channels: readonly Channel[]
  topic: Topic
  content: TouchContent
  /** 0 to 100: of several that compete for one place the most useful is kept. */
  usefulness: number
  /** After this it is no longer worth saying: dropped, with that reason. */
  validUntil: Date
}

/** The key of the touch that a step wishes for in a walk: the same each time. */
export function touchKeyOf(enrollmentId: string, stepId: string): string {
  return `touch/${enrollmentId}/${stepId}`
}

/** What a touch says. */
export type TouchContent =
  | {
      kind: 'message'
      template: TemplateId
      /** The merchant's own words by language, in place of the template's. */
      texts: Readonly<Partial<Record<string, MessageTexts>>>
      /** Products to show in it, chosen when it is sent. */
      offer?: { result: RuleResult; incentive: Incentive; itemsMax: number } | undefined
    }
  /** An offer that waits for them on the shop's pages for some days. */
  | { kind: 'offer'; result: RuleResult; incentive: Incentive; days: number }

/** The words of a message; variables such as `{{first_name}}` in braces. */
export interface MessageTexts {
  subject: string
  /** Paragraphs, an empty line between them. */
  body: string
  button?: string | undefined
}
