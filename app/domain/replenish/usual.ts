/** What is usual in a shop, in logarithms of days, because gaps between orders differ by factors. */
export interface Usual {
  /** Mean logarithm of the gaps between orders. */
  logDays: number
  /** How far one customer's gaps lie around that customer's own mean: a standard deviation of logarithms. */
  spread: number
  /** How many gaps of their own a customer needs to be believed as much as the shop: small where customers differ. */
  believe: number
}

/** Believed before anything is known: a month, give or take a factor of two and a half. */
export const startingUsual: Usual = { logDays: Math.log(30), spread: 0.9, believe: 2 }

/** How many gaps what is believed before counts for. */
const startingGaps = 5
const believeLimits = { min: 0.02, max: 20 }

/**
 * What is usual, from the logarithms of each customer's gaps. How much of their difference is between customers, and
 * how much within each, is a one-way analysis of variance (Searle, Casella, McCulloch, Variance Components, 1992, the
 * ANOVA estimator for unequal groups); their ratio is how far one customer must be drawn towards the shop
 * (Buehlmann's credibility).
 */
export function usualOf(gapsOfEach: readonly (readonly number[])[]): Usual {
  const groups = gapsOfEach.filter((gaps) => gaps.length > 0).map(groupOf)
  const gaps = sum(groups, ({ count }) => count)
  const mean = sum(groups, (group) => group.count * group.mean) / Math.max(1, gaps)
  const within = sum(groups, (group) => group.squares)
  const spare = gaps - groups.length
  const variance = (within + startingGaps * startingUsual.spread ** 2) / (spare + startingGaps)
  const certain = Math.max(0, groups.length - 1)
  const believe = certain > 0 ? believeOf(groups, mean, gaps, variance) : 0
  return {
    logDays: (gaps * mean + startingGaps * startingUsual.logDays) / (gaps + startingGaps),
    spread: Math.sqrt(variance),
    believe: (certain * believe + startingGaps * startingUsual.believe) / (certain + startingGaps),
  }
}

interface Group {
  count: number
  mean: number
  /** Squares of the distances from the mean, added up. */
  squares: number
}

function groupOf(gaps: readonly number[]): Group {
  const mean = gaps.reduce((total, gap) => total + gap, 0) / gaps.length
  return { count: gaps.length, mean, squares: gaps.reduce((total, gap) => total + (gap - mean) ** 2, 0) }
}

function believeOf(groups: readonly Group[], mean: number, gaps: number, variance: number): number {
  const between = sum(groups, (group) => group.count * (group.mean - mean) ** 2) / (groups.length - 1)
  const size = (gaps - sum(groups, ({ count }) => count ** 2) / gaps) / (groups.length - 1)
  const differing = (between - variance) / Math.max(1, size)
  return Math.min(believeLimits.max, Math.max(believeLimits.min, variance / Math.max(1e-6, differing)))
}

function sum(groups: readonly Group[], of: (group: Group) => number): number {
  return groups.reduce((total, group) => total + of(group), 0)
}
