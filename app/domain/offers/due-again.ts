import type { NextNeed } from '../recommend/next-need.ts'
import { isShopifyId } from '../shopify-id.ts'
import { dayMs } from '../time-zone.ts'
import type { Candidate, Repeated } from './candidate.ts'
import type { Evidence } from './reason.ts'

/** From this part of the usual gap on, something is due again. */
const dueFrom = 0.75
/** After so many usual gaps it is no longer their habit. */
const habitEndsAfter = 3
const timesOfRhythm = 3

/**
 * What this customer bought and is due for again, by how likely they want it next. What they bought in several orders
 * has their own rhythm; what they bought once has that of the customers who came back for it, where it is a product
 * that customers do come back for. Three quarters of the usual gap must have passed, and not more than three of it.
 */
export function dueAgain(needs: readonly NextNeed[], now: Date): Candidate[] {
  return needs.flatMap((need): Candidate[] => {
    const { productId, chance, why } = need
    const usual = usualOf(need)
    if (why.kind !== 'again' || !usual || !isShopifyId('Product', productId)) return []
    if (!isDue(why.rhythm.lastMs, usual.days, now)) return []
    return [{ productId, source: 'next-need', score: chance, evidence: usual.evidence }]
  })
}

/**
 * Whether anything of this may be due, as far as dates alone can tell: what was bought several times, and what was
 * bought once and others come back for, `afterDays` as a rule.
 */
export function mayBeDue(
  bought: readonly Repeated[],
  afterDays: (productId: string) => number | undefined,
  now: Date,
): boolean {
  return bought.some(({ productId, times, firstAt, lastAt }) => {
    const own = Math.round((lastAt.getTime() - firstAt.getTime()) / (times - 1) / dayMs)
    const usual = times > 1 ? own : afterDays(productId)
    return usual !== undefined && isDue(lastAt.getTime(), usual, now)
  })
}

function isDue(lastMs: number, usualDays: number, now: Date): boolean {
  const passed = (now.getTime() - lastMs) / dayMs / usualDays
  return usualDays >= 1 && passed >= dueFrom && passed <= habitEndsAfter
}

/** After about how many days it is bought again, and what says so. */
function usualOf({
  why,
  repeat,
  isRepeatProduct,
}: NextNeed): { days: number; evidence: Evidence } | undefined {
  if (why.kind !== 'again') return undefined
  const { times, everyDays } = why.rhythm
  if (everyDays !== undefined) {
    const said = times >= timesOfRhythm ? everyDays : null
    return { days: everyDays, evidence: { kind: 'bought-again', times, everyDays: said } }
  }
  const { repeaters: customers, afterDays: days } = repeat
  return isRepeatProduct && days !== undefined
    ? { days, evidence: { kind: 'comes-back', customers, days } }
    : undefined
}
