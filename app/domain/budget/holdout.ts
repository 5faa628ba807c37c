import { armOf } from '../experiment/assign.ts'

/**
 * Whether a customer is left alone on purpose, so that what contacts change can be seen later. Always the same for the
 * same customer; a higher percentage only adds to a lower one's.
 */
export function isHeldOut(customerId: string, percent: number): boolean {
  if (percent <= 0) return false
  const arms = [
    { name: 'left-alone', share: percent },
    { name: 'reached', share: 100 - percent },
  ] as const
  return armOf('holdout', customerId, [...arms]) === 'left-alone'
}
