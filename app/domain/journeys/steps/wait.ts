import { type Duration, endOf, parseDuration } from '../duration.ts'
import type { StepKind } from '../step-kind.ts'

/** Waits for some time, counted from when they came here. */
export interface WaitStep {
  kind: 'wait'
  id: string
  for: Duration
}

/** The kind of step that waits for some time. */
export const wait: StepKind<WaitStep> = {
  kind: 'wait',
  doesSomething: false,
  parse(id, json) {
    const duration = parseDuration(json.for)
    if (!duration) return { stepId: id, field: 'for', why: 'bad-value' }
    return { kind: 'wait', id, for: duration }
  },
  lanes: () => [],
  take(step, { since }, { customer, shop }, now) {
    const until = endOf(step.for, since, customer?.timeZone ?? shop.timeZone)
    if (now < until) return { kind: 'stay', until, memory: {} }
    return { kind: 'on', passed: { kind: 'waited', how: 'time' } }
  },
}
