import type { Channel } from './channel.ts'
import type { OpenMatter } from './open-matter.ts'
import type { BudgetPolicy } from './policy.ts'
import type { Preferences } from './preferences.ts'
import type { Reach } from './reach.ts'
import type { Topic } from './topic.ts'

/** A touch that somebody would like to have with a customer; what a step wishes for has all of it but the last two. */
export interface BudgetWish {
  key: string
  /** The best first. */
  channels: readonly Channel[]
  topic: Topic
  content: { kind: 'message' | 'offer' }
  usefulness: number
  validUntil: Date
  /** Since when it is wished for. */
  waitingSince: Date
  /** The answer to something that the customer asked for. */
  isAsked: boolean
}

/** All that the budget must know of one customer. */
export interface BudgetAsked {
  /** All that want to go now, each key once. Those that compete must be asked together. */
  wishes: readonly BudgetWish[]
  /** When touches of the last 30 days counted, in any order. */
  counted: readonly Date[]
  policy: BudgetPolicy
  preferences: Preferences
  reach: Reach
  matters: readonly OpenMatter[]
  isHeldOut: boolean
  /** They want no offers. */
  isOffersOff: boolean
  /** Redacted, deleted or merged away. */
  isGone: boolean
  /** The customer's, and one that exists. */
  timeZone: string
}
