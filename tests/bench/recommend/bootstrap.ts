// Rule 7: how sure a difference between two methods is, when both answered the same cases.

export interface Difference {
  /** (ours - theirs) / theirs, in percent of theirs. */
  differencePercent: number
  /** The 95 % interval's ends, in percent. */
  low: number
  high: number
}

const samples = 2_000
const tail = 0.025
const seedOfAll = 20_111_209

/**
 * Paired percentile bootstrap (Efron and Tibshirani 1993, chapter 13) of the relative difference of two means. The
 * same numbers always give the same interval. Throws when the two are not as long as each other.
 */
export function pairedBootstrap(
  ours: readonly number[],
  theirs: readonly number[],
  seed = seedOfAll,
): Difference {
  if (ours.length !== theirs.length)
    throw new Error(`Both methods must answer the same cases, not ${ours.length} and ${theirs.length}.`)
  const next = randomIndex(seed, ours.length)
  const differences = Float64Array.from({ length: samples }, () => {
    let [ourSum, theirSum] = [0, 0]
    for (let drawn = 0; drawn < ours.length; drawn++) {
      const index = next()
      ourSum += ours[index] ?? 0
      theirSum += theirs[index] ?? 0
    }
    return percentAbove(ourSum, theirSum)
  }).sort()
  return {
    differencePercent: percentAbove(sum(ours), sum(theirs)),
    low: differences[Math.floor(tail * samples)] ?? 0,
    high: differences[Math.ceil((1 - tail) * samples) - 1] ?? 0,
  }
}

/** How far one number is above another, in percent of the other; 0 when both are 0. */
export function percentAbove(one: number, other: number): number {
  if (other === 0) return one === 0 ? 0 : Number.POSITIVE_INFINITY
  return (100 * (one - other)) / other
}

/** Whole numbers from 0 to below `length`, evenly, the same for the same seed (mulberry32, Ettinger 2017). */
function randomIndex(seed: number, length: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * length)
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
