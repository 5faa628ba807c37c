import { type Advanced, advance } from '../../app/domain/journeys/advance.ts'
import type { Enrollment } from '../../app/domain/journeys/enrollment.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { aPlan, aWalk, begin, theFacts } from './a-journey.ts'

/** The walk as it stands after a look. */
export function asItStands(
  enrollment: Enrollment,
  { standing, enteredAt, triggeredAt }: Advanced,
): Enrollment {
  return { ...enrollment, standing, enteredAt, triggeredAt }
}

/** The steps that a look passed, in order. */
export const passedIds = ({ passed }: Advanced) => passed.map(({ stepId }) => stepId)

/** The first look at somebody whose trigger fired at the beginning, and the walk as it stands then. */
export function entered(steps: Step[], overrides: Partial<JourneyDefinition> = {}, facts = theFacts()) {
  const plan = aPlan(steps, overrides)
  const look = advance(plan, aWalk(), facts, begin)
  return { plan, look, walk: asItStands(aWalk(), look) }
}
