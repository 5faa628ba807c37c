import { judge } from '../conditions/judge-condition.ts'
import { dayMs } from '../time-zone.ts'
import type { EndReason, Enrollment, Standing } from './enrollment.ts'
import { exitOf, goneOf } from './exits.ts'
import type { JourneyFacts } from './facts.ts'
import type { JourneyPlan, Place } from './plan.ts'
import { refusedEntry } from './reentry.ts'
import { type Act, entryStepId, type Passed, type Taken } from './step-kind.ts'
import { kindOf } from './steps.ts'
import { type TouchWish, touchKeyOf } from './touch-wish.ts'
import type { Fired } from './trigger-kind.ts'
import { stillDue } from './triggers.ts'

/** What became of a walk that was looked at: to be recorded in one commit. */
export interface Advanced {
  standing: Standing
  /** Missing where it did not enter yet. */
  enteredAt: Date | undefined
  /** Another than before where what the trigger foresaw was moved. */
  triggeredAt: Date
  /** The steps passed in this look, in order, each once. A refused entry stands under `entryStepId`. */
  passed: readonly { stepId: string; passed: Passed }[]
  acts: readonly { stepId: string; act: Act }[]
  /** What the step it stands at wishes for: ask the budget, and walk on with `settleWish`. */
  wish: { stepId: string; wish: TouchWish } | undefined
  /** When a yearly trigger comes round again: another walk, to be entered as when its event was heard. */
  next: Fired | undefined
}

/** What the budget said of a wish, as far as a walk wants to know. */
export type WishAnswer =
  | { kind: 'go' }
  | { kind: 'hold'; until: Date }
  | { kind: 'never'; why: { kind: string } }

/** A walk of a paused journey is looked at once a day, unless somebody wakes it. */
const pausedMs = dayMs

/**
 * Walks as far as somebody gets now: until a step keeps them, wishes for a touch, or the walk is over. Before its time
 * nothing changes, and the same again says the same. Pure.
 */
export function advance(plan: JourneyPlan, enrollment: Enrollment, facts: JourneyFacts, now: Date): Advanced {
  const { standing } = enrollment
  if (standing.status === 'ended' || now < standing.dueAt) return stay(enrollment, standing)
  const gone = goneOf(facts)
  if (gone) return ended(stay(enrollment, standing), gone, now)
  if (facts.journey.isPaused)
    return stay(enrollment, { ...standing, dueAt: new Date(now.getTime() + pausedMs) })
  if (standing.status === 'entering') return enter(plan, enrollment, facts, now)
  const exit = exitOf(plan, enrollment, facts)
  if (exit) return ended(stay(enrollment, standing), exit, now)
  return walk(plan, { ...enrollment, standing }, facts, now, undefined)
}

/**
 * Walks on from a wish: past its step where the budget said go or never, and then like `advance`; or holds it until the
 * budget is to be asked again.
 */
export function settleWish(
  plan: JourneyPlan,
  enrollment: Enrollment,
  answer: WishAnswer,
  facts: JourneyFacts,
  now: Date,
): Advanced {
  const { standing } = enrollment
  if (standing.status !== 'active') return stay(enrollment, standing)
  if (answer.kind === 'hold') return stay(enrollment, { ...standing, dueAt: answer.until })
  return walk(plan, { ...enrollment, standing }, facts, now, answer)
}

function stay({ enteredAt, triggeredAt }: Enrollment, standing: Standing): Advanced {
  return { standing, enteredAt, triggeredAt, passed: [], acts: [], wish: undefined, next: undefined }
}

function ended(so: Advanced, why: EndReason, at: Date): Advanced {
  return { ...so, standing: { status: 'ended', at, why } }
}

function enter(plan: JourneyPlan, enrollment: Enrollment, facts: JourneyFacts, now: Date): Advanced {
  const { trigger, reentry, entry } = plan.definition
  const due = stillDue(trigger, enrollment, facts, now)
  if (due.kind === 'later')
    return {
      ...stay(enrollment, { status: 'entering', dueAt: due.at }),
      triggeredAt: due.at,
    }
  if (due.kind === 'told')
    return notEntered(
      stay(enrollment, enrollment.standing),
      { kind: 'not-entered', why: 'told-together' },
      now,
    )
  const before = { ...stay(enrollment, enrollment.standing), next: due.next }
  if (due.kind === 'no-longer') return ended(before, 'no-longer-due', now)
  const refused = refusedEntry(reentry, facts.past, now)
  if (refused) return notEntered(before, { kind: 'not-entered', why: refused }, now)
  const verdict = judge(entry, facts.conditions)
  if (verdict.holds !== 'yes')
    return notEntered(before, { kind: 'not-entered', why: 'condition', verdict }, now)
  if (plan.first === undefined) return ended({ ...before, enteredAt: now }, 'completed', now)
  const standing = { ...atStep(plan.first, now), status: 'active' as const }
  const entered = { ...enrollment, enteredAt: now, standing }
  const exit = exitOf(plan, entered, facts)
  if (exit) return ended({ ...before, enteredAt: now }, exit, now)
  return { ...walk(plan, entered, facts, now, undefined), next: due.next }
}

function notEntered(before: Advanced, passed: Passed, now: Date): Advanced {
  return ended({ ...before, passed: [{ stepId: entryStepId, passed }] }, 'not-entered', now)
}

type Active = Extract<Standing, { status: 'active' }>

function atStep(stepId: string, now: Date): Active {
  return { status: 'active', stepId, since: now, dueAt: now, memory: {} }
}

/**
 * From step to step. Exits were judged before: the facts of a look are the same before each of its steps. It ends, since
 * there is no way back in a plan: at most every step is passed once.
 */
function walk(
  plan: JourneyPlan,
  enrollment: Enrollment & { standing: Active },
  facts: JourneyFacts,
  now: Date,
  answered: Answered | undefined,
): Advanced {
  const walked = { ...stay(enrollment, enrollment.standing), ...nothingYet() }
  let { standing } = enrollment
  let answer = answered
  for (;;) {
    const { stepId } = standing
    const place = plan.places.get(stepId)
    const taken = place ? takeAt(place, { ...enrollment, standing }, facts, now, answer) : noSuchStep
    answer = undefined
    if (taken.kind === 'stay')
      return { ...walked, standing: { ...standing, dueAt: taken.until, memory: taken.memory } }
    if (taken.kind === 'ask')
      return { ...walked, standing: { ...standing, dueAt: now }, wish: { stepId, wish: taken.wish } }
    walked.passed.push({ stepId, passed: taken.kind === 'do' ? taken.act : taken.passed })
    if (taken.kind === 'end') return ended(walked, taken.why, now)
    if (taken.kind === 'do') walked.acts.push({ stepId, act: taken.act })
    const next = taken.kind === 'into' ? place?.into.get(taken.lane) : place?.after
    if (next === undefined) return ended(walked, 'completed', now)
    standing = atStep(next, now)
  }
}

type Answered = Exclude<WishAnswer, { kind: 'hold' }>

function nothingYet(): {
  passed: { stepId: string; passed: Passed }[]
  acts: { stepId: string; act: Act }[]
} {
  return { passed: [], acts: [] }
}

/** A walk that was moved wrongly, or a plan that somebody changed by hand. */
const noSuchStep: Taken = {
  kind: 'end',
  why: 'broken',
  passed: { kind: 'broken', why: 'no-such-step' },
}

function takeAt(
  { step }: Place,
  enrollment: Enrollment & { standing: Active },
  facts: JourneyFacts,
  now: Date,
  answer: Answered | undefined,
): Taken {
  if (answer?.kind === 'never') return { kind: 'on', passed: { kind: 'not-touched', why: answer.why.kind } }
  if (answer) {
    const touchKey = touchKeyOf(enrollment.id, step.id)
    return { kind: 'on', passed: { kind: 'touched', touchKey } }
  }
  const { since, memory } = enrollment.standing
  return kindOf(step).take(step, { enrollment, since, memory }, facts, now)
}
