import { type AskedOf, type Claim, canHold } from '../../conditions/can-hold.ts'
import {
  type Condition,
  choiceFields,
  type Field,
  listFields,
  numberFields,
} from '../../conditions/condition.ts'
import type { Found } from '../fault.ts'
import { fieldsOf } from '../fields-of.ts'
import type { JourneyDefinition } from '../journey.ts'
import type { BranchStep } from '../steps/branch.ts'
import { lanesOf, type Step } from '../steps.ts'
import { triggerKindOf } from '../triggers.ts'

/** Conditions that can hold for nobody, or always do, and ways that nobody can take. */
export function conditionFaults({ trigger, entry, exits, steps }: JourneyDefinition): Found[] {
  const { about, assumes } = triggerKindOf(trigger)
  const asked: AskedOf = {
    unknown: new Set(about === 'customer' ? orderFields : []),
    assumed: assumes?.(trigger) ?? [],
  }
  if (!canHold([so(entry)], asked)) return [{ severity: 'blocks', kind: 'entry-holds-for-nobody' }]
  // What was so of the order at the beginning stays so; the customer may change on the way.
  const known = isOfOrder(entry) ? [so(entry)] : []
  return [...goalFaults(exits.goal, entry, asked), ...wayFaults(steps, known, asked)]
}

const orderFields: readonly Field[] = [...listFields, ...choiceFields, ...numberFields].filter((field) =>
  field.startsWith('order.'),
)

function so(condition: Condition): Claim {
  return { condition, isTrue: true }
}

function notSo(condition: Condition): Claim {
  return { condition, isTrue: false }
}

function isOfOrder(condition: Condition): boolean {
  return fieldsOf(condition).every((field) => field.startsWith('order.'))
}

/** The goal is judged with the entry, and at once after it. */
function goalFaults(goal: Condition | undefined, entry: Condition, asked: AskedOf): Found[] {
  if (!goal) return []
  if (!canHold([so(goal)], asked)) return [{ severity: 'warns', kind: 'goal-holds-for-nobody' }]
  const canMiss = canHold([so(entry), notSo(goal)], asked)
  return canMiss ? [] : [{ severity: 'blocks', kind: 'goal-holds-at-once' }]
}

/** Of every branch, with what the lanes around it say of the order. */
function wayFaults(steps: readonly Step[], known: readonly Claim[], asked: AskedOf): Found[] {
  return steps.flatMap((step) => {
    const own = step.kind === 'branch' ? branchFaults(step, known, asked) : []
    const inner = lanesOf(step).flatMap((lane) => {
      const way = step.kind === 'branch' && step.ways.find(({ name }) => name === lane.name)
      const claims = way && isOfOrder(way.when) ? [...known, so(way.when)] : known
      return wayFaults(lane.steps, claims, asked)
    })
    return [...own, ...inner]
  })
}

function branchFaults(
  { id, ways, otherwise }: BranchStep<Step>,
  known: readonly Claim[],
  asked: AskedOf,
): Found[] {
  const found: Found[] = []
  const before: Claim[] = []
  for (const { name, when } of ways) {
    const fault = { severity: 'warns' as const, stepId: id, lane: name }
    if (!canHold([...known, so(when)], asked)) found.push({ ...fault, kind: 'way-holds-for-nobody' })
    else if (!canHold([...known, ...before, so(when)], asked))
      found.push({ ...fault, kind: 'unreachable-lane' })
    before.push(notSo(when))
  }
  // What is not known takes the other way, so that only ways which ask nothing can close it.
  const isClosed = ways.some(({ when }) => fieldsOf(when).length === 0 && !canHold([notSo(when)], asked))
  if (isClosed && otherwise.length > 0)
    found.push({ severity: 'warns', stepId: id, kind: 'unreachable-lane', lane: 'otherwise' })
  return found
}
