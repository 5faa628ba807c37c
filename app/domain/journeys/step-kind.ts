import type { ConditionFault } from '../conditions/parse-condition.ts'
import type { Verdict } from '../conditions/verdict.ts'
import type { Enrollment, StepMemory } from './enrollment.ts'
import type { JourneyFacts } from './facts.ts'
import type { EndReason } from './journey.ts'
import type { Step } from './steps.ts'
import type { TouchWish } from './touch-wish.ts'

/**
 * All that makes a kind of step: how it is read from JSON, which steps it holds, and what happens to somebody who
 * stands at it. One file in `steps/` for each, listed in `steps.ts`; docs/new-step.md is the recipe.
 */
export interface StepKind<S extends { kind: string; id: string }> {
  kind: S['kind']
  /** The step that JSON says, unknown fields dropped, or what does not fit. `id` was read before. */
  parse(id: string, json: Record<string, unknown>, parser: StepParser): S | StepFault
  /** The lanes of steps that it holds, by name; none for most. */
  lanes(step: S): readonly Lane[]
  /** What happens to somebody who stands here now. Pure: the same again says the same. */
  take(step: S, at: StandingHere, facts: JourneyFacts, now: Date): Taken
}

/** Steps inside a step. */
export interface Lane {
  name: string
  steps: readonly Step[]
}

/** Reads steps inside steps, and keeps count of how many and how deep. */
export interface StepParser {
  steps(json: unknown): Step[] | StepFault
}

/** What is wrong with a step that JSON says, and in which. */
export interface StepFault {
  stepId: string | undefined
  field: string
  why: 'missing' | 'bad-value' | 'too-many' | 'too-deep' | 'twice' | 'unknown-kind' | 'condition'
  condition?: ConditionFault
}

/** Somebody at a step: whose walk, since when, and what the step remembered. */
export interface StandingHere {
  enrollment: Enrollment
  since: Date
  memory: StepMemory
}

/** What a step made of somebody who stands at it. */
export type Taken =
  /** Done here; on to what comes next. */
  | { kind: 'on'; passed: Passed; act?: Act }
  /** Done here; into one of its lanes. */
  | { kind: 'into'; lane: string; passed: Passed }
  /** Stays until then at the latest; `wakes` names what may end it sooner. */
  | { kind: 'stay'; until: Date; memory: StepMemory }
  /** Wants to reach them: the budget says whether and when. Stays until it has said go or never. */
  | { kind: 'ask'; wish: TouchWish }
  | { kind: 'end'; why: EndReason; passed: Passed }

/** What is kept of a step that was passed: shown on the timeline. */
export type Passed =
  | { kind: 'waited'; how: 'time' | 'happened' | 'ran-out' }
  | { kind: 'branched'; lane: string; verdicts: Verdict[] }
  | { kind: 'split'; arm: string }
  | { kind: 'touched'; touchKey: string }
  | { kind: 'not-touched'; why: string }
  | { kind: 'tagged'; tag: string; isAdded: boolean }
  | { kind: 'told-flow'; name: string }
  | { kind: 'ended' }
  | { kind: 'broken'; why: string }

/** An effect that a step has outside, carried out after the commit by a job, once for each enrollment and step. */
export type Act = { kind: 'tag'; tag: string; isAdded: boolean } | { kind: 'flow'; name: string }
