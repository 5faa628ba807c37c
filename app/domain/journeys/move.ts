import type { Standing } from './enrollment.ts'
import type { JourneyPlan } from './plan.ts'

/** Where a walk would stand in another version. */
export type Move =
  /** As before, to be looked at at once: what it waits for may be another thing now. */
  { kind: 'moves'; standing: Standing } | { kind: 'ends' } | { kind: 'cannot'; why: CannotMove }

export type CannotMove =
  | { kind: 'ended' }
  /** It waits to enter, for something that this version does not begin with. */
  | { kind: 'other-trigger' }
  /** The step it stands at is not there, or is of another kind: the merchant names another, or ends it. */
  | { kind: 'step-gone'; stepId: string }
  | { kind: 'no-such-step'; stepId: string }
  /** It would come to a step that it has passed, and nobody passes one twice. */
  | { kind: 'would-repeat'; stepId: string }

/** What becomes of walks whose step is gone. */
export type Instead = { kind: 'end' } | { kind: 'to'; stepId: string }

/**
 * Where a walk would stand in another version of its journey, or why it cannot go there. `passed` are the steps it has
 * passed. Pure: nothing is moved.
 */
export function moveOf(
  standing: Standing,
  passed: readonly string[],
  plans: { from: JourneyPlan; to: JourneyPlan },
  instead: Instead | undefined,
  now: Date,
): Move {
  if (standing.status === 'ended') return { kind: 'cannot', why: { kind: 'ended' } }
  const { from, to } = plans
  if (standing.status === 'entering') {
    const isSame = from.definition.trigger.kind === to.definition.trigger.kind
    return isSame ? { kind: 'moves', standing } : { kind: 'cannot', why: { kind: 'other-trigger' } }
  }
  const { stepId } = standing
  if (isThere(stepId, from, to)) return at({ ...standing, dueAt: now }, passed, to)
  if (!instead) return { kind: 'cannot', why: { kind: 'step-gone', stepId } }
  if (instead.kind === 'end') return { kind: 'ends' }
  const elsewhere = { status: 'active' as const, stepId: instead.stepId, since: now, dueAt: now, memory: {} }
  return at(elsewhere, passed, to)
}

function isThere(stepId: string, from: JourneyPlan, to: JourneyPlan): boolean {
  const there = to.places.get(stepId)?.step.kind
  return there !== undefined && there === from.places.get(stepId)?.step.kind
}

function at(
  standing: Extract<Standing, { status: 'active' }>,
  passed: readonly string[],
  to: JourneyPlan,
): Move {
  const { stepId } = standing
  if (!to.places.has(stepId)) return { kind: 'cannot', why: { kind: 'no-such-step', stepId } }
  const ahead = aheadOf(stepId, to)
  const repeated = passed.find((each) => ahead.has(each))
  if (repeated !== undefined) return { kind: 'cannot', why: { kind: 'would-repeat', stepId: repeated } }
  return { kind: 'moves', standing }
}

/** This step, and all that can come after it. */
function aheadOf(stepId: string, plan: JourneyPlan): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [stepId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    const place = plan.places.get(id)
    for (const next of [place?.after, ...(place?.into.values() ?? [])]) if (next) open.push(next)
  }
  return found
}
