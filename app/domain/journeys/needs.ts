import type { Field } from '../conditions/condition.ts'
import type { Standing } from './enrollment.ts'
import { fieldsOf } from './fields-of.ts'
import type { JourneyPlan } from './plan.ts'
import { kindOf } from './steps.ts'
import { triggerKindOf } from './triggers.ts'

/** Which facts a look may need. What is not named here may be left empty, or unknown. */
export interface FactNeeds {
  fields: ReadonlySet<Field>
  orders: boolean
  refunds: boolean
  /** `predicted`, and the fields that are made of it. */
  predictions: boolean
  past: boolean
  /** Ids of products and collections to be looked up in the catalogue. */
  goods: ReadonlySet<string>
}

/** Fields that are not read from the mirror but foreseen. */
const foreseen: readonly Field[] = ['customer.daysToNextOrder', 'customer.presence']

/**
 * What the next look at somebody who stands here may need, whatever way they take: all steps that they may pass in it,
 * the exits, and on entering the trigger. What a walk itself is about (its order, its customer and its product) is
 * always needed.
 */
export function needsOf(plan: JourneyPlan, standing: Standing): FactNeeds {
  const fields = new Set<Field>()
  const goods = new Set<string>()
  const { exits, entry, trigger } = plan.definition
  let orders = exits.onOrder
  let refunds = exits.onRefund
  let predictions = false
  if (exits.goal) for (const field of fieldsOf(exits.goal)) fields.add(field)
  if (standing.status === 'entering') {
    for (const field of fieldsOf(entry)) fields.add(field)
    orders ||= trigger.kind === 'quiet'
    predictions = triggerKindOf(trigger).isTimed
  }
  for (const stepId of withinOneLook(plan, standing)) {
    const step = plan.places.get(stepId)?.step
    const needs = step && kindOf(step).needs?.(step)
    for (const field of needs?.fields ?? []) fields.add(field)
    for (const id of needs?.goods ?? []) goods.add(id)
    orders ||= needs?.orders ?? false
    refunds ||= needs?.refunds ?? false
  }
  predictions ||= foreseen.some((field) => fields.has(field))
  return { fields, orders, refunds, predictions, past: standing.status === 'entering', goods }
}

/** The steps that can be passed in one look: a wait holds whoever comes to it anew. */
function withinOneLook(plan: JourneyPlan, standing: Standing): Set<string> {
  const begin = standing.status === 'active' ? standing.stepId : plan.first
  const found = new Set<string>()
  const open = begin === undefined || standing.status === 'ended' ? [] : [begin]
  for (let stepId = open.pop(); stepId !== undefined; stepId = open.pop()) {
    if (found.has(stepId)) continue
    found.add(stepId)
    const place = plan.places.get(stepId)
    if (!place || (place.step.kind === 'wait' && stepId !== begin)) continue
    for (const next of [place.after, ...place.into.values()]) if (next !== undefined) open.push(next)
  }
  return found
}
