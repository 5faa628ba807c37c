import type { BudgetAnswer } from '../budget/budget-answer.ts'
import type { BudgetReasonKind } from '../budget/budget-reason.ts'
import { dayMs } from '../time-zone.ts'
import { stepIn, type Tally, weekIn } from './simulate-counts.ts'
import type { Simulation } from './simulate-past.ts'
import type { DryRunCost } from './simulate-report.ts'
import type { SimulatedTouch, SimulatedWalk } from './simulate-walk.ts'
import type { TouchContent } from './touch-wish.ts'

/** Counts what the budget said of a walk's touches; returns how many went. */
export function countTouches(tally: Tally, { touches }: SimulatedWalk, simulation: Simulation): number {
  let went = 0
  for (const touch of touches.values()) {
    const last = touch.said.at(-1)
    countHolds(tally, touch, simulation.until)
    if (last?.answer.kind === 'never') countDropped(tally, touch.stepId, last.answer)
    if (last?.answer.kind !== 'go') continue
    went += 1
    const { byChannel } = tally.touches
    byChannel[last.answer.channel] = (byChannel[last.answer.channel] ?? 0) + 1
    weekIn(tally, simulation, last.at).touches += 1
    stepIn(tally, touch.stepId).went += 1
    addCost(tally.cost, touch.wish.content, simulation)
  }
  tally.touches.went += went
  return went
}

/**
 * A hold is as long as until the touch was asked for again. Where that never came, since the walk left before or the
 * walked time was over, it is as long as it was meant to be, and no longer than the walked time.
 */
function countHolds(tally: Tally, { stepId, said }: SimulatedTouch, until: Date): void {
  const { holds } = tally.budget
  let isHeld = false
  for (const [place, { at, answer }] of said.entries()) {
    if (answer.kind !== 'hold') continue
    isHeld = true
    const end = said[place + 1]?.at ?? (answer.until < until ? answer.until : until)
    const days = (end.getTime() - at.getTime()) / dayMs
    const before = holds[answer.why.kind] ?? { times: 0, days: 0 }
    // What is looked at every day and held for the same again is one hold.
    const isSame = said[place - 1]?.answer.why.kind === answer.why.kind
    holds[answer.why.kind] = { times: before.times + (isSame ? 0 : 1), days: before.days + days }
  }
  if (!isHeld) return
  tally.budget.held += 1
  if (said.at(-1)?.answer.kind === 'go') tally.budget.heldThenWent += 1
  stepIn(tally, stepId).held += 1
}

function countDropped(
  { budget, ...tally }: Tally,
  stepId: string,
  { why }: Extract<BudgetAnswer, { kind: 'never' }>,
): void {
  stepIn(tally, stepId).dropped += 1
  addOne(budget.dropped, why.kind)
  if (why.kind === 'too-late' && why.heldBy) addOne(budget.tooLateFor, why.heldBy.kind)
}

function addOne(counts: Partial<Record<BudgetReasonKind, number>>, kind: BudgetReasonKind): void {
  counts[kind] = (counts[kind] ?? 0) + 1
}

function addCost(cost: DryRunCost, content: TouchContent, { costMinor }: Simulation): void {
  const offered = content.kind === 'offer' ? content : content.offer
  if (!offered || offered.incentive.kind === 'none') return
  cost.incentives += 1
  const minor = costMinor(offered.incentive, offered.result)
  if (minor === undefined) cost.unknown += 1
  else cost.atMostMinor += minor
}
