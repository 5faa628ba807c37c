import { armOf } from '../../experiment/assign.ts'
import { isRecord, wholeIn } from '../../json-fields.ts'
import { laneNameOf } from '../lane-name.ts'
import { type AnyStep, isFault, type StepFault, type StepKind, type StepParser } from '../step-kind.ts'

/** Sends each customer one of several ways by chance, and the same customer always the same. */
export interface SplitStep<Inner extends AnyStep = AnyStep> {
  kind: 'split'
  id: string
  arms: [Arm<Inner>, ...Arm<Inner>[]]
}

/** `share` in whole percent; all of a split make 100. */
export interface Arm<Inner extends AnyStep = AnyStep> {
  name: string
  share: number
  steps: Inner[]
}

/** How many arms a split may have. */
export const armsMin = 2
export const armsMax = 4

/** The kind of step that splits at random. */
export const split: StepKind<SplitStep> = {
  kind: 'split',
  doesSomething: false,
  parse(id, json, parser) {
    const { arms: all } = json
    if (!Array.isArray(all) || all.length < armsMin) return { stepId: id, field: 'arms', why: 'missing' }
    if (all.length > armsMax) return { stepId: id, field: 'arms', why: 'too-many' }
    const arms: Arm[] = []
    for (const each of all) {
      const arm = readArm(id, each, arms, parser)
      if ('why' in arm) return arm
      arms.push(arm)
    }
    const [first, ...others] = arms
    return first
      ? { kind: 'split', id, arms: [first, ...others] }
      : { stepId: id, field: 'arms', why: 'missing' }
  },
  lanes: ({ arms }) => arms.map(({ name, steps }) => ({ name, steps })),
  take({ id, arms }, { enrollment }) {
    const arm = armOf(`${enrollment.journeyId}/${id}`, enrollment.customerId, arms)
    return { kind: 'into', lane: arm, passed: { kind: 'split', arm } }
  },
}

function readArm(stepId: string, json: unknown, before: Arm[], parser: StepParser): Arm | StepFault {
  if (!isRecord(json)) return { stepId, field: 'arms', why: 'bad-value' }
  const name = laneNameOf(json.name)
  if (name === undefined) return { stepId, field: 'name', why: 'bad-value' }
  if (before.some((arm) => arm.name === name)) return { stepId, field: 'name', why: 'twice' }
  const share = wholeIn(json.share)
  if (share === undefined || share < 0 || share > 100) return { stepId, field: 'share', why: 'bad-value' }
  const steps = parser.steps(json.steps)
  return isFault(steps) ? steps : { name, share, steps }
}
