import { isRecord, textIn } from '../../json-fields.ts'
import { type Duration, endOf, parseDuration } from '../duration.ts'
import type { JourneyFacts } from '../facts.ts'
import { type AnyStep, isFault, type StandingHere, type StepKind } from '../step-kind.ts'
import { tagOf } from '../tag-name.ts'

/** Waits until something happens or the time is up, and goes another way in each case. */
export interface WaitForStep<Inner extends AnyStep = AnyStep> {
  kind: 'wait-for'
  id: string
  what: Awaited
  limit: Duration
  happened: Inner[]
  ranOut: Inner[]
}

export type Awaited =
  /** Another order, paid since they came here. */
  | { kind: 'order-paid' }
  /** The order that began the walk, also if it has arrived already. */
  | { kind: 'order-delivered' }
  /** Of the order that began the walk, or without one of any, since they came here. */
  | { kind: 'refunded' }
  /** Also if they have it already. */
  | { kind: 'tag-joined'; tag: string }

/** The kind of step that waits for something to happen. */
export const waitFor: StepKind<WaitForStep> = {
  kind: 'wait-for',
  doesSomething: false,
  parse(id, json, parser) {
    const what = awaitedOf(json.what)
    if (!what) return { stepId: id, field: 'what', why: 'bad-value' }
    const limit = parseDuration(json.limit)
    if (!limit) return { stepId: id, field: 'limit', why: 'bad-value' }
    const happened = parser.steps(json.happened)
    if (isFault(happened)) return happened
    const ranOut = parser.steps(json.ranOut)
    if (isFault(ranOut)) return ranOut
    return { kind: 'wait-for', id, what, limit, happened, ranOut }
  },
  lanes: ({ happened, ranOut }) => [
    { name: 'happened', steps: happened },
    { name: 'ran-out', steps: ranOut },
  ],
  take(step, here, facts, now) {
    const until = endOf(step.limit, here.since, facts.customer?.timeZone ?? facts.shop.timeZone)
    if (hasHappened(step.what, here, facts, until))
      return { kind: 'into', lane: 'happened', passed: { kind: 'waited', how: 'happened' } }
    if (now < until) return { kind: 'stay', until, memory: {} }
    return { kind: 'into', lane: 'ran-out', passed: { kind: 'waited', how: 'ran-out' } }
  },
  needs: ({ what }) => ({ orders: what.kind === 'order-paid', refunds: what.kind === 'refunded' }),
}

function awaitedOf(json: unknown): Awaited | undefined {
  if (!isRecord(json)) return undefined
  switch (json.kind) {
    case 'order-paid':
    case 'order-delivered':
    case 'refunded':
      return { kind: json.kind }
    case 'tag-joined': {
      const tag = tagOf(textIn(json.tag))
      return tag === undefined ? undefined : { kind: 'tag-joined', tag }
    }
    default:
      return undefined
  }
}

/** Judged by when it happened: what came after the limit came too late, also where nobody looked before. */
function hasHappened(
  what: Awaited,
  { enrollment, since }: StandingHere,
  facts: JourneyFacts,
  until: Date,
): boolean {
  const isInTime = ({ at }: { at: Date }) => at > since && at <= until
  switch (what.kind) {
    case 'order-paid':
      return facts.orders.some((order) => order.id !== enrollment.orderId && isInTime(order))
    case 'order-delivered': {
      const at = facts.order?.deliveredAt
      return at !== undefined && at <= until
    }
    case 'refunded':
      return facts.refunds.some(
        (refund) => (!enrollment.orderId || refund.orderId === enrollment.orderId) && isInTime(refund),
      )
    case 'tag-joined':
      return facts.customer?.tags.includes(what.tag.toLowerCase()) ?? false
    default:
      return what satisfies never
  }
}
