import type { Condition } from '../conditions/condition.ts'
import type { Step } from './steps.ts'
import type { Trigger } from './triggers.ts'

/**
 * A merchant's plan for what happens after something: who enters, what they walk through, and what ends it early.
 * Steps stand in order; some hold lanes of steps of their own, and what comes after a lane is what comes after the step
 * that holds it. There is no way back, so no journey can go in circles.
 */
export interface JourneyDefinition {
  trigger: Trigger
  /** Judged when the trigger's time has come; only who it holds for enters. */
  entry: Condition
  reentry: Reentry
  exits: Exits
  steps: Step[]
}

/** Whether somebody who walked this journey may walk it again. Nobody walks it twice at once. */
export type Reentry =
  | { kind: 'never' }
  /** Counted from when they last entered. */
  | { kind: 'after'; days: number }
  | { kind: 'always' }

/**
 * What ends a walk at once, before any further step: something bought, something refunded, the goal. Being unsubscribed
 * from all it could say, redacted or removed, and the journey's own end always do.
 */
export interface Exits {
  onOrder: boolean
  onRefund: boolean
  /** Judged before each step, as a branch is. */
  goal?: Condition | undefined
}

/** A journey as it was published; never changed afterwards. */
export interface JourneyVersion {
  journeyId: string
  /** 1 is the first. */
  version: number
  definition: JourneyDefinition
}
