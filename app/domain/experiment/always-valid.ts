/**
 * What was seen in one arm of a test, by shopper: someone who was shown several offers is one shopper, whose offers are
 * not independent of each other. `y` is what is measured (bought or not, or money), `n` the offers shown.
 */
export interface ArmSums {
  subjects: number
  /** Sum of n, of n squared. */
  shown: number
  shownSquared: number
  /** Sum of y, of y squared, of n times y. */
  total: number
  totalSquared: number
  shownTotal: number
}

/** Where the true value lies, whenever one looks. */
export interface Interval {
  estimate: number
  low: number
  high: number
}

// The samples an arm has when the interval is at its narrowest compared with one that may be looked at once only.
const tunedForSubjects = 1_000

/**
 * How much more one arm brings per shown offer than the other, with an interval that holds at all times at once with
 * probability 1 - alpha: looking every day, and stopping when one likes what one sees, costs nothing. It is the
 * mixture sequential probability ratio test turned into a confidence sequence (Robbins 1970; Johari, Pekelis and Walsh
 * 2017, arXiv:1512.04922; Howard and others 2021, arXiv:1810.08240), with the variances estimated from the data, which is
 * valid as samples grow (Waudby-Smith and others 2021, arXiv:2103.06476): ask `isEnough` first. Nothing where an arm has
 * fewer than two shoppers.
 */
export function difference(arm: ArmSums, control: ArmSums, alpha: number): Interval | undefined {
  const [one, other] = [rate(arm), rate(control)]
  if (!one || !other) return undefined
  const variance = one.variance + other.variance
  if (variance === 0) return undefined
  // The mixture's own variance, fixed in units of what one shopper varies by.
  const mixture = (one.variance * arm.subjects + other.variance * control.subjects) / tunedForSubjects
  return alwaysValid(one.mean - other.mean, { variance, mixture, alpha })
}

/**
 * The interval around an estimate of this variance that holds at all times at once with probability 1 - alpha.
 * `mixture` is the variance of the mixture: it does not change as samples grow, and where `variance` is about an eighth
 * of it the interval is narrowest compared with one that may be looked at once only.
 */
export function alwaysValid(
  estimate: number,
  { variance, mixture, alpha }: { variance: number; mixture: number; alpha: number },
): Interval {
  const both = variance + mixture
  const radius = Math.sqrt(((2 * variance * both) / mixture) * Math.log(Math.sqrt(both / variance) / alpha))
  return { estimate, low: estimate - radius, high: estimate + radius }
}

/** The mean per shown offer, and the variance of that mean by the delta method over shoppers. */
function rate(sums: ArmSums): { mean: number; variance: number } | undefined {
  const { subjects, shown, shownSquared, total, totalSquared, shownTotal } = sums
  if (subjects < 2 || shown === 0) return undefined
  const mean = total / shown
  const squares = totalSquared - 2 * mean * shownTotal + mean * mean * shownSquared
  const variance = (Math.max(0, squares) / (shown * shown)) * (subjects / (subjects - 1))
  return { mean, variance }
}

/** Shoppers each arm needs, and purchases both need together, before anything is said. */
const subjectsMin = 200
const boughtMin = 20

/** Whether there is enough to say anything: a sum of few rare things is not yet bell-shaped. */
export function isEnough(arm: ArmSums, control: ArmSums, bought: number): boolean {
  return Math.min(arm.subjects, control.subjects) >= subjectsMin && bought >= boughtMin
}
