import { noRepeats, type RepeatCounts } from './next-need-learn.ts'
import type { Past } from './next-need-past.ts'

/** What a customer's own orders say of buying a product again, in numbers that can be shown. */
export interface OwnRhythm {
  /** "bought 4 times" */
  times: number
  lastMs: number
  /** "about every 34 days": mean of the gaps, in whole days; undefined before the second purchase. */
  everyDays: number | undefined
}

/** How customers come back for a product, in numbers that can be shown. */
export interface RepeatEvidence {
  /** "41 of 120 customers who came back bought it again" */
  repeaters: number
  returned: number
  /** "after about 38 days": mean over all repeats, in whole days; undefined before the first. */
  afterDays: number | undefined
  /** The share of returned customers that the counts can carry: the lower end of a 90 % interval, 0 to 1. */
  shareAtLeast: number
}

/** Fewer customers than this who came back for a product are chance. */
export const repeatersMin = 3
/** From this share on a product is one of those that are bought again and again. */
export const repeatShareMin = 0.1
/** The standard normal's upper 5 % point: 5 % below and 5 % above the interval. */
const normal95 = 1.6449

const dayMs = 86_400_000

/** The rhythm of one product in one customer's orders. */
export function rhythmOf({ times, firstMs, lastMs }: Past): OwnRhythm {
  const gaps = times - 1
  return {
    times,
    lastMs,
    everyDays: gaps > 0 ? Math.round((lastMs - firstMs) / gaps / dayMs) : undefined,
  }
}

/** What the counts of a product say. `shareAtLeast` is Wilson's interval (1927), which holds for small counts too. */
export function repeatEvidence({
  returned,
  repeaters,
  repeats,
  gapDays,
}: RepeatCounts = noRepeats): RepeatEvidence {
  return {
    repeaters,
    returned,
    afterDays: repeats > 0 ? Math.round(gapDays / repeats) : undefined,
    shareAtLeast: wilsonLow(repeaters, returned),
  }
}

/**
 * Whether customers buy the product again and again: at least three did, and so large a share of those who came back to
 * the shop at all that it can hardly be chance. Somebody who bought it already may be offered a repeat product, and no
 * other. A product of which little is known is none.
 */
export function isRepeatProduct({ repeaters, shareAtLeast }: RepeatEvidence): boolean {
  return repeaters >= repeatersMin && shareAtLeast >= repeatShareMin
}

function wilsonLow(hits: number, trials: number): number {
  if (trials <= 0) return 0
  const square = normal95 ** 2
  const share = hits / trials
  const spread = normal95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials ** 2))
  return Math.max(0, (share + square / (2 * trials) - spread) / (1 + square / trials))
}
