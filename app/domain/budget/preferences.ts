import type { Channel } from './channel.ts'
import type { Topic } from './topic.ts'

/** A customer's own terms for being contacted. They can only ask for less than the shop would do, never for more. */
export interface Preferences {
  /** Where missing, the shop's cap alone holds. */
  weekMax: number | undefined
  monthMax: number | undefined
  pausedUntil: Date | undefined
  /** Since when they want no contact at all. */
  neverAt: Date | undefined
  channelsOff: readonly Channel[]
  topicsOff: readonly Topic[]
}

/** Of somebody who has not said anything. */
export const noPreferences: Preferences = {
  weekMax: undefined,
  monthMax: undefined,
  pausedUntil: undefined,
  neverAt: undefined,
  channelsOff: [],
  topicsOff: [],
}
