import type { Presence } from './condition.ts'

/** From so likely on somebody is taken to have left. */
export const goneShareMin = 0.8

/**
 * How a customer orders lately, from when they are quiet for longer than usual and how likely they never come again
 * (0 to 1). Nothing where neither is known.
 */
export function presenceOf(
  { quietAt, leftProbability }: { quietAt: Date | undefined; leftProbability: number | undefined },
  now: Date,
): Presence | undefined {
  if (leftProbability !== undefined && leftProbability >= goneShareMin) return 'likely-gone'
  if (quietAt) return quietAt <= now ? 'quiet' : 'active'
  return leftProbability === undefined ? undefined : 'active'
}
