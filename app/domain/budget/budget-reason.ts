import type { Channel } from './channel.ts'
import type { MatterKind } from './open-matter.ts'
import type { Topic } from './topic.ts'

/** Over how long touches are counted: any 7 days, or any 30. */
export type Span = 'week' | 'month'

/** Why the budget holds a touch back for now. */
export type HoldReason =
  /** The shop's cap is used up. */
  | { kind: 'shop-cap-week' | 'shop-cap-month'; max: number }
  /** The customer's own lower cap is used up. */
  | { kind: 'own-cap'; span: Span; max: number }
  | { kind: 'quiet-hours'; fromHour: number; untilHour: number; timeZone: string }
  /** At their own wish. */
  | { kind: 'paused-until' }
  /** Something is not well: help first. */
  | { kind: 'open-matter'; matter: MatterKind; orderId?: string | undefined }
  /** There was room for one, and `key` names the touch that had it. */
  | { kind: 'another-was-more-useful'; key: string; usefulness: number; itsUsefulness: number }

/** Why a touch is dropped. */
export type NeverReason =
  /** They want no contact at all. */
  | { kind: 'never' }
  /** They want no offers. */
  | { kind: 'offers-off' }
  | { kind: 'topic-off'; topic: Topic }
  /** What stands against the best of its channels, where none can be used. */
  | {
      kind: 'no-consent' | 'no-address' | 'channel-stopped' | 'channel-off' | 'not-connected'
      channel: Channel
    }
  /** Left alone on purpose, to see what contacts change. */
  | { kind: 'held-out' }
  /** A cap of no contacts at all: the shop's, or their own. */
  | { kind: 'no-room'; whose: 'shop' | 'own' }
  /** When it could go it would no longer be worth saying; `heldBy` is what would have held it that long. */
  | { kind: 'too-late'; heldBy?: HoldReason | undefined }
  /** The customer is not there any more. */
  | { kind: 'gone' }

export type BudgetReason = HoldReason | NeverReason
export type BudgetReasonKind = BudgetReason['kind']

/** Why a touch may go. */
export type GoReason =
  /** There was room: what counted before it, against the lower of both caps; and which touches it went before. */
  | { kind: 'room'; week: Used; month: Used; before: readonly string[] }
  /** An answer to what the customer asked for: not counted. */
  | { kind: 'asked' }
  /** Waits on the shop's pages; counted and asked again when it is shown. */
  | { kind: 'waits-on-page' }

/** So many of at most so many. */
export interface Used {
  used: number
  max: number
}
