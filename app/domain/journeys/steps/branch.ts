import type { Condition } from '../../conditions/condition.ts'
import { judge } from '../../conditions/judge-condition.ts'
import { parseCondition } from '../../conditions/parse-condition.ts'
import type { Verdict } from '../../conditions/verdict.ts'
import { isRecord } from '../../json-fields.ts'
import { fieldsOf } from '../fields-of.ts'
import { laneNameOf } from '../lane-name.ts'
import { type AnyStep, isFault, type StepFault, type StepKind, type StepParser } from '../step-kind.ts'

/** Goes the first way whose condition holds, or the other one. */
export interface BranchStep<Inner extends AnyStep = AnyStep> {
  kind: 'branch'
  id: string
  ways: Way<Inner>[]
  otherwise: Inner[]
}

/** `name` is the merchant's own, and the way's alone in its branch. */
export interface Way<Inner extends AnyStep = AnyStep> {
  name: string
  when: Condition
  steps: Inner[]
}

/** How many ways a branch may have beside `otherwise`. */
export const waysMax = 6

/** The kind of step that goes different ways. */
export const branch: StepKind<BranchStep> = {
  kind: 'branch',
  doesSomething: false,
  parse(id, json, parser) {
    if (!Array.isArray(json.ways) || json.ways.length === 0)
      return { stepId: id, field: 'ways', why: 'missing' }
    if (json.ways.length > waysMax) return { stepId: id, field: 'ways', why: 'too-many' }
    const ways: Way[] = []
    for (const each of json.ways) {
      const way = wayOf(id, each, ways, parser)
      if ('why' in way) return way
      ways.push(way)
    }
    const otherwise = parser.steps(json.otherwise)
    return isFault(otherwise) ? otherwise : { kind: 'branch', id, ways, otherwise }
  },
  lanes: ({ ways, otherwise }) => [
    ...ways.map(({ name, steps }) => ({ name, steps })),
    { name: 'otherwise', steps: otherwise },
  ],
  take({ ways }, _here, { conditions }) {
    const verdicts: Verdict[] = []
    for (const { name, when } of ways) {
      const verdict = judge(when, conditions)
      verdicts.push(verdict)
      if (verdict.holds === 'yes')
        return { kind: 'into', lane: name, passed: { kind: 'branched', lane: name, verdicts } }
    }
    return { kind: 'into', lane: 'otherwise', passed: { kind: 'branched', lane: 'otherwise', verdicts } }
  },
  needs: ({ ways }) => ({ fields: ways.flatMap(({ when }) => fieldsOf(when)) }),
}

function wayOf(stepId: string, json: unknown, before: Way[], parser: StepParser): Way | StepFault {
  if (!isRecord(json)) return { stepId, field: 'ways', why: 'bad-value' }
  const name = laneNameOf(json.name)
  if (name === undefined || name === 'otherwise') return { stepId, field: 'name', why: 'bad-value' }
  if (before.some((way) => way.name === name)) return { stepId, field: 'name', why: 'twice' }
  const when = parseCondition(json.when)
  if (when.kind === 'refused') return { stepId, field: 'when', why: 'condition', condition: when.fault }
  const steps = parser.steps(json.steps)
  return isFault(steps) ? steps : { name, when: when.condition, steps }
}
