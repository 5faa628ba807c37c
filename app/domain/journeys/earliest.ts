import { daysOf } from './duration.ts'
import { lanesOf, type Step } from './steps.ts'

/** For each step that can be come to, the least days after the beginning; steps that nobody comes to are missing. */
export function earliestDays(steps: readonly Step[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  through(steps, 0, found)
  return found
}

/** The least days at which anybody comes out at the end; nothing where nobody does. */
function through(steps: readonly Step[], fromDays: number, found: Map<string, number>): number | undefined {
  let days: number | undefined = fromDays
  for (const step of steps) {
    if (days === undefined) return undefined
    found.set(step.id, days)
    days = past(step, days, found)
  }
  return days
}

function past(step: Step, days: number, found: Map<string, number>): number | undefined {
  if (step.kind === 'end') return undefined
  if (step.kind === 'wait') return days + daysOf(step.for)
  const lanes = lanesOf(step)
  if (lanes.length === 0) return days
  const out = lanes.flatMap(({ name, steps }) => {
    const waited = step.kind === 'wait-for' && name === 'ran-out' ? daysOf(step.limit) : 0
    return through(steps, days + waited, found) ?? []
  })
  return out.length > 0 ? Math.min(...out) : undefined
}
