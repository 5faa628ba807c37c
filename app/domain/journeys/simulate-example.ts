import type { ExampleEvent, ExampleWalk } from './simulate-report.ts'
import type { SimulatedTouch, SimulatedWalk } from './simulate-walk.ts'
import type { Passed } from './step-kind.ts'

/** How many walks are told whole, and how much of each. */
export const examplesMax = 10
const eventsMax = 120

/** A walk that may be told, and how well it shows what the journey does: the highest are told. */
export interface RankedExample {
  rank: number
  /** The same for the same walk, and without order among walks. */
  lot: number
  example: ExampleWalk
}

/**
 * Keeps a walk that entered among the examples if it is one of the ten best, and of a customer at most one: what received
 * something ranks highest, and the more happened in it the higher. It is written out only then.
 */
export function keepExample(examples: RankedExample[], walk: SimulatedWalk): void {
  const { passed, enrollment } = walk
  const went = passed.filter((each) => each.passed.kind === 'touched').length
  const rank = Math.min(went, 3) * 4 + Math.min(passed.length, 3)
  const one = { rank, lot: lotOf(enrollment.id) }
  const worst = examples.at(-1)
  if (examples.length >= examplesMax && worst && compare(one, worst) >= 0) return
  const place = examples.findIndex(({ example }) => example.customerId === enrollment.customerId)
  const own = examples[place]
  if (own && compare(one, own) >= 0) return
  if (own) examples.splice(place, 1)
  examples.push({ ...one, example: exampleOf(walk) })
  examples.sort(compare)
  examples.length = Math.min(examples.length, examplesMax)
}

type Ranked = Omit<RankedExample, 'example'>

function compare(one: Ranked, other: Ranked): number {
  return other.rank - one.rank || one.lot - other.lot
}

function exampleOf(walk: SimulatedWalk): ExampleWalk {
  const { customerId, orderId, triggeredAt, enteredAt, standing } = walk.enrollment
  const events = [...walk.passed.map(passedEvent), ...[...walk.touches.values()].flatMap(heldEvents)]
  // Sorting keeps what happened at once in order, and a step that was come to then is held after that.
  events.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : order(one) - order(other)))
  const end = standing.status === 'ended' ? { at: standing.at.toISOString(), why: standing.why } : undefined
  return {
    customerId,
    orderId,
    triggeredAt: triggeredAt.toISOString(),
    enteredAt: (enteredAt ?? triggeredAt).toISOString(),
    events: events.slice(0, eventsMax),
    ...(end && { end }),
  }
}

function order({ kind }: ExampleEvent): number {
  return kind === 'held' ? 1 : 0
}

function passedEvent({ at, stepId, passed }: SimulatedWalk['passed'][number]): ExampleEvent {
  const word = wordOf(passed)
  const kind = passed.kind === 'not-entered' ? 'ended' : passed.kind
  return { at: at.toISOString(), stepId, kind, ...(word !== undefined && { word }) }
}

function heldEvents({ stepId, said }: SimulatedTouch): ExampleEvent[] {
  return said.flatMap(({ at, answer }, place) => {
    const isAgain = said[place - 1]?.answer.why.kind === answer.why.kind
    if (answer.kind !== 'hold' || isAgain) return []
    const until = answer.until.toISOString()
    return [{ at: at.toISOString(), stepId, kind: 'held' as const, word: answer.why.kind, until }]
  })
}

function wordOf(passed: Passed): string | undefined {
  switch (passed.kind) {
    case 'waited':
      return passed.how
    case 'branched':
      return passed.lane
    case 'split':
      return passed.arm
    case 'not-touched':
    case 'not-entered':
    case 'broken':
      return passed.why
    case 'tagged':
      return passed.tag
    case 'told-flow':
      return passed.name
    case 'touched':
    case 'ended':
      return undefined
    default:
      return passed satisfies never
  }
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). */
function lotOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
