import type { Trigger } from '../../domain/journeys/triggers.ts'
import type { Shopper } from './panel-parts.ts'

/**
 * Those whose latest order a trigger of a certain order waits for, before all others; nobody is left out, and otherwise
 * the order stays. What a journey asks of people besides is not looked at.
 */
export function likeliestFirst(shoppers: readonly Shopper[], trigger: Trigger): Shopper[] {
  if (trigger.kind !== 'nth-order') return [...shoppers]
  const { number, orLater } = trigger
  const fits = ({ orderNumber }: Shopper) => (orLater ? orderNumber >= number : orderNumber === number)
  return [...shoppers.filter(fits), ...shoppers.filter((each) => !fits(each))]
}
