// The peer: BG/NBD (Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24, 2005).
import { minimum } from './nelder-mead.ts'

/** Rates differ between customers as a gamma (r, alpha), the chance to leave after each repeat order as a beta (a, b). */
export interface BgNbd {
  r: number
  alpha: number
  a: number
  b: number
}

/** One customer at a moment; time in weeks. */
export interface Buyer {
  /** Repeat orders. */
  repeats: number
  /** From the first order to the last. */
  lastWeeks: number
  /** From the first order to the moment. */
  ageWeeks: number
}

/** So far from 1 a parameter may lie, as a logarithm: what no data bound, a limit does. */
const logMax = 12
const starts = [
  [0, 0, 0, 0],
  [-1, 1.5, 0, 1],
  [0, 3, -1, 1],
]

/** The likeliest parameters, from three starts. */
export function fitBgNbd(buyers: readonly Buyer[]): { parameters: BgNbd; logLikelihood: number } {
  const groups = groupsOf(buyers)
  const loss = (logs: readonly number[]) =>
    logs.some((each) => Math.abs(each) > logMax)
      ? Number.POSITIVE_INFINITY
      : -sumOver(groups, parametersOf(logs))
  const [first, ...others] = starts.map((start) => minimum(loss, start))
  const best = others.reduce(
    (one, other) => (other.value < one.value ? other : one),
    first ?? { point: [], value: 0 },
  )
  return { parameters: parametersOf(best.point), logLikelihood: -best.value }
}

/** The logarithm of the likelihood of all buyers (equation 6 there). */
export function logLikelihood(buyers: readonly Buyer[], parameters: BgNbd): number {
  return sumOver(groupsOf(buyers), parameters)
}

/**
 * How likely a customer who orders at this moment orders again within so many weeks. They left right after this order
 * with the chance that equation 7's P(active) has at T = t_x; a first order is never the last here. While they stay their
 * rate is gamma (r + x, alpha + T), so a wait is longer than h with ((alpha + T) / (alpha + T + h))^(r + x).
 */
export function orderWithin({ r, alpha, a, b }: BgNbd, { repeats, ageWeeks }: Buyer, weeks: number): number {
  const stays = repeats > 0 ? (b + repeats - 1) / (a + b + repeats - 1) : 1
  return stays * -Math.expm1((r + repeats) * Math.log((alpha + ageWeeks) / (alpha + ageWeeks + weeks)))
}

interface Group {
  buyer: Buyer
  times: number
}

/** Who looks alike is counted once. */
function groupsOf(buyers: readonly Buyer[]): Group[] {
  const groups = new Map<string, Group>()
  for (const buyer of buyers) {
    const key = `${buyer.repeats} ${buyer.lastWeeks} ${buyer.ageWeeks}`
    const group = groups.get(key)
    if (group) group.times += 1
    else groups.set(key, { buyer, times: 1 })
  }
  return [...groups.values()]
}

function sumOver(groups: readonly Group[], parameters: BgNbd): number {
  const repeatsMax = groups.reduce((most, { buyer }) => Math.max(most, buyer.repeats), 0)
  const { rates, stays } = productsOf(parameters, repeatsMax)
  const { r, alpha, a, b } = parameters
  return groups.reduce((sum, { buyer: { repeats, lastWeeks, ageWeeks }, times }) => {
    const active = (stays[repeats] ?? 0) - (r + repeats) * Math.log(alpha + ageWeeks)
    const left =
      repeats > 0
        ? (stays[repeats - 1] ?? 0) +
          Math.log(a / (a + b + repeats - 1)) -
          (r + repeats) * Math.log(alpha + lastWeeks)
        : Number.NEGATIVE_INFINITY
    return sum + times * ((rates[repeats] ?? 0) + r * Math.log(alpha) + logSum(active, left))
  }, 0)
}

/** By repeats: the logarithms of Gamma(r + x) / Gamma(r), and of B(a, b + x) / B(a, b), as the products they are. */
function productsOf({ r, a, b }: BgNbd, repeatsMax: number) {
  const [rates, stays] = [[0], [0]]
  for (let x = 0; x < repeatsMax; x++) {
    rates.push((rates[x] ?? 0) + Math.log(r + x))
    stays.push((stays[x] ?? 0) + Math.log((b + x) / (a + b + x)))
  }
  return { rates, stays }
}

function parametersOf(logs: readonly number[]): BgNbd {
  const [r = 1, alpha = 1, a = 1, b = 1] = logs.map(Math.exp)
  return { r, alpha, a, b }
}

function logSum(one: number, other: number): number {
  const most = Math.max(one, other)
  return most + Math.log(Math.exp(one - most) + Math.exp(other - most))
}
