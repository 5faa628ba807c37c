import type { Field } from '../conditions/condition.ts'
import type { ConditionFault } from '../conditions/parse-condition.ts'
import type { Verdict } from '../conditions/verdict.ts'
import type { EndReason, Enrollment, StepMemory } from './enrollment.ts'
import type { JourneyFacts } from './facts.ts'
import type { TouchWish } from './touch-wish.ts'

/** What every step has: its kind, and an id that is its own in the journey and stays over all versions. */
export interface AnyStep {
  kind: string
  id: string
}

/**
 * All that makes a kind of step: how it is read from JSON, which steps it holds, and what happens to somebody who
 * stands at it. One file in `steps/` for each, listed in `steps.ts`; docs/new-step.md is the recipe.
 */
export interface StepKind<S extends AnyStep> {
  kind: S['kind']
  /** Whether something happens here, to them or outside: a journey that only waits and chooses ways is a mistake. */
  doesSomething: boolean
  /** The step that JSON says, unknown fields dropped, or what does not fit. `id` was read before. */
  parse(id: string, json: Record<string, unknown>, parser: StepParser): S | StepFault
  /** The lanes of steps that it holds, in the order they are shown; none for most. */
  lanes(step: S): readonly Lane[]
  /** What happens to somebody who stands here now. Pure: the same again says the same. */
  take(step: S, at: StandingHere, facts: JourneyFacts, now: Date): Taken
  /** What `take` looks at, beyond the customer themselves; nothing for most. */
  needs?(step: S): StepNeeds
}

/** Steps inside a step; `name` is its own among the lanes of the step. */
export interface Lane<Inner extends AnyStep = AnyStep> {
  name: string
  steps: readonly Inner[]
}

/** What of the facts a step looks at. */
export interface StepNeeds {
  fields?: readonly Field[]
  orders?: boolean
  refunds?: boolean
  /** Products and collections that it names: whether they are still there. */
  goods?: readonly string[]
}

/** Reads steps inside steps, and keeps count of how many and how deep. */
export interface StepParser {
  steps(json: unknown): AnyStep[] | StepFault
}

/** What is wrong with a step that JSON says, and in which. */
export interface StepFault {
  stepId: string | undefined
  field: string
  why: 'missing' | 'bad-value' | 'too-many' | 'too-deep' | 'twice' | 'unknown-kind' | 'condition'
  condition?: ConditionFault
}

/** Whether reading said what does not fit. */
export function isFault(read: AnyStep[] | StepFault): read is StepFault {
  return !Array.isArray(read)
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
  | { kind: 'on'; passed: Passed }
  /** Done here, but for what a job has to do outside, which is also what is kept of the step; on to what comes next. */
  | { kind: 'do'; act: Act }
  /** Done here; into one of its lanes. */
  | { kind: 'into'; lane: string; passed: Passed }
  /** Stays until then at the latest; what happens to the customer may have it looked at sooner. */
  | { kind: 'stay'; until: Date; memory: StepMemory }
  /** Wants to reach them: the budget says whether and when. Stays until it has said go or never. */
  | { kind: 'ask'; wish: TouchWish }
  | { kind: 'end'; why: EndReason; passed: Passed }

/** What is kept of a step that was passed: shown on the timeline. */
export type Passed =
  /** Of the entry, under `entryStepId`: why they did not enter, though the trigger fired. */
  | { kind: 'not-entered'; why: 'condition'; verdict: Verdict }
  | { kind: 'not-entered'; why: 'walking' | 'again-too-soon' | 'told-together' }
  | { kind: 'waited'; how: 'time' | 'happened' | 'ran-out' }
  | { kind: 'branched'; lane: string; verdicts: Verdict[] }
  | { kind: 'split'; arm: string }
  | { kind: 'touched'; touchKey: string }
  | { kind: 'not-touched'; why: string }
  | Act
  | { kind: 'ended' }
  | { kind: 'broken'; why: string }

/** The name under which the entry is kept beside the steps; no step has it for an id. */
export const entryStepId = 'entry'

/**
 * An effect that a step has outside: kept of the step that was passed, and carried out after the commit by a job, once
 * for each enrollment and step (`carry-out-act.ts`).
 */
export type Act = { kind: 'tagged'; tag: string; isAdded: boolean } | { kind: 'told-flow'; name: string }
