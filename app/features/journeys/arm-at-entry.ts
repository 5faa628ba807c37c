import { drawArm, type KeptArm } from '../../domain/budget/holdout.ts'
import type { Enrollment } from '../../domain/journeys/enrollment.ts'
import { windowDays } from '../../domain/proof/window.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { WalksThrough } from '../../store/enrollments.server.ts'

/** Whether who enters a journey is reached or left alone; nothing where nobody is left alone. */
export type ArmAtEntry = (
  enrollment: Pick<Enrollment, 'journeyId' | 'customerId'>,
  now: Date,
) => KeptArm | undefined

/**
 * Draws arms for a batch of walks. Who enters a journey again while what they bought since the first time is still
 * counted keeps the arm of the first time, whatever the percentage is by now: a group is what it was when it began.
 */
export function createArmAtEntry(past: readonly WalksThrough[], percent: number): ArmAtEntry {
  const firsts = new Map(
    past.map(({ customerId, journeyId, firstArm }) => [`${journeyId} ${customerId}`, firstArm]),
  )
  return ({ journeyId, customerId }, now) => {
    const first = firsts.get(`${journeyId} ${customerId}`)
    const isCounted = first && now.getTime() - first.enteredAt.getTime() < windowDays * dayMs
    return isCounted ? { arm: first.arm, percent: first.percent } : drawArm(journeyId, customerId, percent)
  }
}
