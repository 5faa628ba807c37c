import { type Advanced, advance, settleWish } from './advance.ts'
import type { JourneyEvent } from './events.ts'
import type { PastWalks } from './facts.ts'
import { askFor } from './simulate-asking.ts'
import { eventsOf, firedBefore, firedBy } from './simulate-events.ts'
import { factsAt } from './simulate-facts.ts'
import type { PastCustomer, Simulation } from './simulate-past.ts'
import { type CustomerThen, customerAt } from './simulate-then.ts'
import type { SimulatedTouch, SimulatedWalk } from './simulate-walk.ts'
import { entryStepId } from './step-kind.ts'
import type { Fired } from './trigger-kind.ts'
import { enrollmentKey } from './triggers.ts'

/** A walk that does not move its own time on is looked at again after so long. */
const restMs = 60_000
/** More looks at one customer's walks than this are a mistake. */
const looksMax = 50_000

/**
 * Walks a journey over one customer's past in simulated time, with the same `advance` and `askBudget` as the real one
 * and nothing known that had not happened yet. Real contacts of that time count against the budget. Returns the walks in
 * the order in which they began. Customers do not influence one another. Pure: the same again gives the same.
 */
export function simulateCustomer(simulation: Simulation, customer: PastCustomer): SimulatedWalk[] {
  const run: Run = { simulation, customer, walks: new Map(), open: new Set(), counted: [] }
  begin(run, firedBefore(simulation, customer))
  const events = eventsOf(simulation, customer)
  let heard = 0
  for (let looks = 0; looks < looksMax; looks++) {
    const now = Math.min(events[heard]?.at.getTime() ?? Number.POSITIVE_INFINITY, nextDue(run))
    if (now > simulation.until.getTime()) break
    const then = customerAt(simulation, customer, new Date(now))
    for (let event = events[heard]; event && event.at.getTime() === now; event = events[++heard])
      hear(run, event, then)
    look(run, then)
  }
  return [...run.walks.values()]
}

interface Run {
  simulation: Simulation
  customer: PastCustomer
  /** By key, so that nothing is begun twice. */
  walks: Map<string, SimulatedWalk>
  open: Set<SimulatedWalk>
  /** When touches of these walks counted. */
  counted: Date[]
}

function nextDue({ open }: Run): number {
  let next = Number.POSITIVE_INFINITY
  for (const walk of open) next = Math.min(next, dueMs(walk))
  return next
}

function dueMs({ enrollment: { standing } }: SimulatedWalk): number {
  return standing.status === 'ended' ? Number.POSITIVE_INFINITY : standing.dueAt.getTime()
}

/** An event begins walks, and has those that wait looked at. */
function hear(run: Run, event: JourneyEvent, then: CustomerThen): void {
  for (const walk of run.open) wake(walk, event)
  begin(run, firedBy(run.simulation, event, then))
}

function wake(walk: SimulatedWalk, event: JourneyEvent): void {
  const { enrollment } = walk
  const { standing } = enrollment
  if (standing.status === 'ended' || standing.dueAt <= event.at) return
  const isAwaited =
    standing.status === 'active' || (event.kind === 'order-delivered' && event.orderId === enrollment.orderId)
  if (isAwaited) walk.enrollment = { ...enrollment, standing: { ...standing, dueAt: event.at } }
}

function begin(run: Run, all: readonly Fired[]): void {
  const { simulation, customer, walks, open } = run
  const { journeyId, version } = simulation.plan
  for (const fired of all) {
    const id = enrollmentKey(journeyId, fired)
    if (walks.has(id)) continue
    const { orderId, productId, triggeredAt, dueAt } = fired
    const whose = { journeyId, version, customerId: customer.id, orderId, productId }
    const standing = { status: 'entering' as const, dueAt }
    const enrollment = { id, ...whose, isCalled: false, triggeredAt, enteredAt: undefined, standing }
    const walk = { enrollment, wasDue: false, passed: [], came: new Set<string>(), touches: new Map() }
    walks.set(id, walk)
    open.add(walk)
  }
}

/** Looks at all that is due, and asks the budget for all that they wish for together, until nothing moves. */
function look(run: Run, then: CustomerThen): void {
  const { simulation } = run
  const due = [...run.open].filter((walk) => dueMs(walk) <= then.now.getTime())
  let wishing: Wishing[] = []
  for (const walk of due) {
    walk.wasDue = true
    const facts = factsAt(simulation, then, walk.enrollment, pastOf(run, walk))
    const advanced = advance(simulation.plan, walk.enrollment, facts, then.now)
    wishing.push(...record(run, walk, advanced, then.now))
  }
  while (wishing.length > 0) wishing = settle(run, wishing, then)
  for (const walk of due) rest(run, walk, then.now)
}

interface Wishing {
  walk: SimulatedWalk
  touch: SimulatedTouch
}

/** Keeps what a look made of a walk, and says what it wishes for. */
function record(run: Run, walk: SimulatedWalk, advanced: Advanced, now: Date): Wishing[] {
  const { standing, enteredAt, triggeredAt, passed, wish, next } = advanced
  walk.enrollment = { ...walk.enrollment, standing, enteredAt, triggeredAt }
  for (const each of passed) {
    walk.passed.push({ at: now, ...each })
    if (each.stepId !== entryStepId) walk.came.add(each.stepId)
  }
  if (standing.status === 'active') walk.came.add(standing.stepId)
  if (next) begin(run, [next])
  if (!wish) return []
  const { key } = wish.wish
  const touch = walk.touches.get(key) ?? { stepId: wish.stepId, wish: wish.wish, wishedAt: now, said: [] }
  walk.touches.set(key, touch)
  return [{ walk, touch }]
}

/** Asks for all at once, and walks on from each answer; returns who wishes for something further at once. */
function settle(run: Run, wishing: readonly Wishing[], then: CustomerThen): Wishing[] {
  const { simulation, customer, counted } = run
  const touches = wishing.map(({ touch }) => touch)
  const answers = askFor(simulation, then, touches, [...customer.contacts, ...counted])
  return wishing.flatMap(({ walk, touch }, place) => {
    const answer = answers[place]
    if (!answer) return []
    touch.said.push({ at: then.now, answer })
    if (answer.kind === 'go' && answer.countsAt) counted.push(answer.countsAt)
    const facts = factsAt(simulation, then, walk.enrollment, pastOf(run, walk))
    return record(run, walk, settleWish(simulation.plan, walk.enrollment, answer, facts, then.now), then.now)
  })
}

/** The customer's other walks, as they stand. */
function pastOf({ walks }: Run, walk: SimulatedWalk): PastWalks {
  let [isWalking, lastEnteredAt]: [boolean, Date | undefined] = [false, undefined]
  for (const { enrollment } of walks.values()) {
    const { enteredAt, standing } = enrollment
    if (enrollment === walk.enrollment || !enteredAt) continue
    isWalking ||= standing.status === 'active'
    if (!lastEnteredAt || enteredAt > lastEnteredAt) lastEnteredAt = enteredAt
  }
  return { isWalking, lastEnteredAt }
}

function rest({ open }: Run, walk: SimulatedWalk, now: Date): void {
  const { enrollment } = walk
  const { standing } = enrollment
  if (standing.status === 'ended') open.delete(walk)
  else if (standing.dueAt <= now)
    walk.enrollment = { ...enrollment, standing: { ...standing, dueAt: new Date(now.getTime() + restMs) } }
}
