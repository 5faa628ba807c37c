import { wordIn } from '../json-fields.ts'
import type { Lane, StepKind } from './step-kind.ts'
import { type BranchStep, branch } from './steps/branch.ts'
import { type EndStep, end } from './steps/end.ts'
import { type FlowStep, flow } from './steps/flow.ts'
import { type MessageStep, message } from './steps/message.ts'
import { type OfferStep, offer } from './steps/offer.ts'
import { type SplitStep, split } from './steps/split.ts'
import { type TagStep, tag } from './steps/tag.ts'
import { type WaitStep, wait } from './steps/wait.ts'
import { type WaitForStep, waitFor } from './steps/wait-for.ts'
import { type WaitUntilStep, waitUntil } from './steps/wait-until.ts'

/** A step of a journey. A new kind is a file in `steps/`, a line here and one in `kinds` (docs/new-step.md). */
export type Step =
  | WaitStep
  | WaitUntilStep
  | WaitForStep<Step>
  | BranchStep<Step>
  | SplitStep<Step>
  | OfferStep
  | MessageStep
  | TagStep
  | FlowStep
  | EndStep

// In the order in which they are offered. What holds steps is handed a parser that reads the steps above.
const kinds: { [Kind in Step['kind']]: StepKind<Extract<Step, { kind: Kind }>> } = {
  message,
  offer,
  wait,
  'wait-until': waitUntil,
  'wait-for': waitFor as StepKind<WaitForStep<Step>>,
  branch: branch as StepKind<BranchStep<Step>>,
  split: split as StepKind<SplitStep<Step>>,
  tag,
  flow,
  end,
}

/** The kinds of steps there are, in the order in which they are offered. */
export const stepKinds = Object.keys(kinds) as Step['kind'][]

/** The kind of step that JSON names; nothing where there is none. */
export function stepKindIn(json: unknown): StepKind<Step> | undefined {
  const kind = wordIn(stepKinds, json)
  return kind && anyKind(kind)
}

/** What makes this step's kind. */
export function kindOf(step: Step): StepKind<Step> {
  return anyKind(step.kind)
}

/** The lanes of steps inside a step. */
export function lanesOf(step: Step): readonly Lane<Step>[] {
  return kindOf(step).lanes(step) as readonly Lane<Step>[]
}

/** A kind is only ever handed steps that say they are of it. */
function anyKind(kind: Step['kind']): StepKind<Step> {
  return kinds[kind] as StepKind<Step>
}
