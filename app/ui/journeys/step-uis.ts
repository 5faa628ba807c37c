import type { Step } from '../../domain/journeys/steps.ts'
import type { StepUi } from './kind-ui.ts'
import { branch } from './steps/branch.tsx'
import { end } from './steps/end.tsx'
import { flow } from './steps/flow.tsx'
import { message } from './steps/message.tsx'
import { offer } from './steps/offer.tsx'
import { split } from './steps/split.tsx'
import { tag } from './steps/tag.tsx'
import { wait } from './steps/wait.tsx'
import { waitFor } from './steps/wait-for.tsx'
import { waitUntil } from './steps/wait-until.tsx'

// Does not compile while a kind of step has no face here.
const uis: { [Kind in Step['kind']]: StepUi<Extract<Step, { kind: Kind }>> } = {
  message,
  offer,
  wait,
  'wait-until': waitUntil,
  'wait-for': waitFor,
  branch,
  split,
  tag,
  flow,
  end,
}

/** How a kind of step looks in the admin. */
export function stepUi(kind: Step['kind']): StepUi<Step> {
  // A face is only ever handed steps that say they are of its kind.
  return uis[kind] as unknown as StepUi<Step>
}
