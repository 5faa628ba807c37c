/** A point and what the function is there. */
export interface Minimum {
  point: number[]
  value: number
}

const roundsMax = 4_000
const firstStep = 0.5
const enough = 1e-10

/**
 * The simplex method of Nelder and Mead (The Computer Journal, 1965) with its usual coefficients, begun again from where
 * it ended until that gains nothing: a simplex that collapsed early is no minimum. A value that is no number is never
 * better. The same start gives the same answer.
 */
export function minimum(of: (point: readonly number[]) => number, start: readonly number[]): Minimum {
  let best = { point: [...start], value: valued(of, start) }
  for (let restart = 0; restart < 6; restart++) {
    const next = oneRun(of, best.point)
    const gained = best.value - next.value
    if (next.value <= best.value) best = next
    if (gained < 1e-7) break
  }
  return best
}

function oneRun(of: (point: readonly number[]) => number, start: readonly number[]): Minimum {
  const at = (point: number[]): Minimum => ({ point, value: valued(of, point) })
  let simplex = [
    at([...start]),
    ...start.map((_, axis) => at(start.map((x, i) => (i === axis ? x + firstStep : x)))),
  ]
  for (let round = 0; round < roundsMax; round++) {
    simplex.sort((one, other) => one.value - other.value)
    const [best, worst] = [simplex[0], simplex.at(-1)]
    if (!best || !worst || spread(simplex) < enough) break
    simplex = stepped(simplex, best, worst, at)
  }
  return simplex.reduce((one, other) => (other.value < one.value ? other : one))
}

function stepped(
  simplex: Minimum[],
  best: Minimum,
  worst: Minimum,
  at: (point: number[]) => Minimum,
): Minimum[] {
  const others = simplex.slice(0, -1)
  const centre = best.point.map(
    (_, axis) => others.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / others.length,
  )
  const along = (factor: number) =>
    at(centre.map((middle, axis) => middle + factor * (middle - (worst.point[axis] ?? 0))))
  const reflected = along(1)
  if (reflected.value < best.value) {
    const expanded = along(2)
    return [...others, expanded.value < reflected.value ? expanded : reflected]
  }
  if (reflected.value < (others.at(-1)?.value ?? best.value)) return [...others, reflected]
  const contracted = reflected.value < worst.value ? along(0.5) : along(-0.5)
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted]
  return simplex.map((each) =>
    each === best ? best : at(best.point.map((x, axis) => x + 0.5 * ((each.point[axis] ?? 0) - x))),
  )
}

function spread(simplex: readonly Minimum[]): number {
  const values = simplex.map(({ value }) => value)
  const first = simplex[0]?.point ?? []
  const size = Math.max(
    ...simplex.map(({ point }) => Math.max(...point.map((x, axis) => Math.abs(x - (first[axis] ?? 0))))),
  )
  return Math.max(Math.max(...values) - Math.min(...values), size * 1e-3)
}

function valued(of: (point: readonly number[]) => number, point: readonly number[]): number {
  const value = of(point)
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
}
