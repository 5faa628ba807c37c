import type { Field } from '../conditions/condition.ts'
import type { EndReason } from './enrollment.ts'
import { stepIn, type Tally, weekIn, weekMs } from './simulate-counts.ts'
import { keepExample } from './simulate-example.ts'
import type { PastCustomer, Simulation } from './simulate-past.ts'
import {
  type DryRunReport,
  type EmptyBecause,
  type TakenAsToday,
  takenAsTodayWords,
  type WalkCounts,
} from './simulate-report.ts'
import { countTouches } from './simulate-touches.ts'
import type { SimulatedWalk } from './simulate-walk.ts'

/** Adds one customer's walks. Each customer once. */
export function addCustomer(
  tally: Tally,
  simulation: Simulation,
  { orders }: Pick<PastCustomer, 'orders'>,
  walks: readonly SimulatedWalk[],
): void {
  const { from, until } = simulation
  tally.customers += 1
  tally.orders += orders.filter(({ paidAt }) => paidAt >= from && paidAt <= until).length
  for (const walk of walks) countStart(tally.walks, walk)
  const entered = walks.filter(({ enrollment }) => enrollment.enteredAt)
  if (entered.length === 0) return
  tally.walks.customers += 1
  tally.walks.orders += new Set(entered.flatMap(({ enrollment }) => enrollment.orderId ?? [])).size
  let went = 0
  for (const walk of entered) {
    countWalk(tally, walk, simulation)
    went += countTouches(tally, walk, simulation)
    keepExample(tally.examples, walk)
  }
  if (went > 0) tally.touches.customers += 1
}

/** Why somebody for whom the trigger fired did not enter, where its time has come. */
function countStart(counts: WalkCounts, { wasDue, passed, enrollment }: SimulatedWalk): void {
  const hasBegun = enrollment.enteredAt || enrollment.standing.status === 'ended'
  if (!wasDue || !hasBegun) return
  counts.fired += 1
  if (enrollment.enteredAt) return
  const first = passed[0]?.passed
  if (first?.kind !== 'not-entered') counts.refused.noLongerDue += 1
  else if (first.why === 'again-too-soon') counts.refused.againTooSoon += 1
  else if (first.why === 'told-together') counts.refused.toldTogether += 1
  else counts.refused[first.why] += 1
}

function countWalk(tally: Tally, { enrollment, passed, came }: SimulatedWalk, simulation: Simulation): void {
  const { walks } = tally
  const { enteredAt, standing } = enrollment
  walks.entered += 1
  if (enteredAt) weekIn(tally, simulation, enteredAt).entered += 1
  if (standing.status === 'ended') {
    countEnd(walks.ended, standing.why)
    if (came.size === 0) countEnd(walks.endedAtOnce, standing.why)
  } else walks.underWay += 1
  for (const stepId of came) stepIn(tally, stepId).came += 1
  for (const { stepId, passed: what } of passed) {
    const step = stepIn(tally, stepId)
    step.passed += 1
    const lane = laneOf(what)
    if (lane !== undefined) step.lanes[lane] = (step.lanes[lane] ?? 0) + 1
  }
}

function countEnd(ends: WalkCounts['ended'], why: EndReason): void {
  ends[why] = (ends[why] ?? 0) + 1
}

function laneOf(passed: SimulatedWalk['passed'][number]['passed']): string | undefined {
  if (passed.kind === 'branched') return passed.lane
  if (passed.kind === 'split') return passed.arm
  return passed.kind === 'waited' && passed.how !== 'time' ? passed.how : undefined
}

/** What is to be said of the whole, when all customers were added. */
export function reportOf(
  tally: Tally,
  simulation: Simulation,
  { guestOrders, everyNth }: Pick<DryRunReport, 'guestOrders' | 'everyNth'>,
): DryRunReport {
  const { from, until, plan, fields } = simulation
  const { weeks, examples, budget, ...counts } = tally
  const emptyBecause = counts.walks.entered > 0 ? undefined : whyEmpty(tally, plan.definition.trigger.kind)
  return {
    ...counts,
    from: from.toISOString(),
    until: until.toISOString(),
    guestOrders,
    everyNth,
    weeks: weeks.map((week, place) => ({
      from: new Date(from.getTime() + place * weekMs).toISOString(),
      ...week,
    })),
    budget: { ...budget, holds: rounded(budget.holds) },
    examples: examples.map(({ example }) => example),
    ...(emptyBecause && { emptyBecause }),
    takenAsToday: takenAsToday(fields, plan.definition.trigger.kind, plan.reaches.length > 0),
  }
}

function rounded(holds: DryRunReport['budget']['holds']): DryRunReport['budget']['holds'] {
  const tenths = (days: number) => Math.round(days * 10) / 10
  return Object.fromEntries(
    Object.entries(holds).map(([kind, { times, days }]) => [kind, { times, days: tenths(days) }]),
  )
}

/** Triggers of which the past keeps nothing: since when somebody has a tag, and who would have been named. */
const untold: readonly TriggerName[] = ['tag-joined', 'called']

type TriggerName = Simulation['plan']['definition']['trigger']['kind']

function whyEmpty({ orders, walks }: Tally, trigger: TriggerName): EmptyBecause {
  if (untold.includes(trigger)) return 'cannot-tell'
  if (walks.fired === 0) return orders === 0 ? 'no-orders' : 'never-fired'
  return walks.refused.condition > 0 ? 'condition' : 'not-due'
}

function takenAsToday(fields: readonly Field[], trigger: TriggerName, reaches: boolean): TakenAsToday[] {
  const asks = (...of: Field[]) => of.some((field) => fields.includes(field))
  const isForeseen = trigger === 'quiet' || trigger === 'replenishment-due'
  const taken: Record<TakenAsToday, boolean> = {
    tags: asks('customer.tags') || trigger === 'tag-joined',
    consent: reaches,
    collections: asks('order.collections', 'order.productTags', 'order.vendors'),
    predictions: isForeseen || asks('customer.daysToNextOrder', 'customer.priceBand', 'customer.presence'),
    'other-journeys': reaches,
  }
  return takenAsTodayWords.filter((word) => taken[word])
}
