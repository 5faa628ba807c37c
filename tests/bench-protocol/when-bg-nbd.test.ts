import { expect, test } from 'vitest'
import { type BgNbd, type Buyer, fitBgNbd, logLikelihood, orderWithin } from '../bench/when/bg-nbd.ts'
import { minimum } from '../bench/when/nelder-mead.ts'

const parameters: BgNbd = { r: 0.8, alpha: 5, a: 1.3, b: 2.5 }

test('the simplex finds the bottom of a curved valley', () => {
  const valley = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2
  const { point, value } = minimum(valley, [-1.2, 1])
  expect(point[0]).toBeCloseTo(1, 4)
  expect(point[1]).toBeCloseTo(1, 4)
  expect(value).toBeLessThan(1e-8)
})

test('the simplex keeps away from where the function is no number', () => {
  const { point } = minimum(([x = 0]) => (x < 0 ? Number.NaN : (Math.sqrt(x) - 2) ** 2), [1])
  expect(point[0]).toBeCloseTo(4, 3)
})

/** The model as it is told, integrated over all rates and all chances to leave instead of solved. */
function integrated({ repeats, lastWeeks, ageWeeks }: Buyer, { r, alpha, a, b }: BgNbd): number {
  const steps = 4_000
  // Substituted so that the integrands are smooth at their ends: rate = (u / (1 - u))^2 and p = sin^2(v).
  let rates = 0
  let toLast = 0
  for (let step = 0; step < steps; step++) {
    const u = (step + 0.5) / steps
    const rate = (u / (1 - u)) ** 2
    const width = (2 * u) / (1 - u) ** 3 / steps
    const density = Math.exp(r * Math.log(alpha) + (r - 1) * Math.log(rate) - alpha * rate - logGamma(r))
    rates += width * density * rate ** repeats * Math.exp(-rate * ageWeeks)
    toLast += width * density * rate ** repeats * Math.exp(-rate * lastWeeks)
  }
  let stays = 0
  let leaves = 0
  for (let step = 0; step < steps; step++) {
    const v = ((step + 0.5) / steps) * (Math.PI / 2)
    const p = Math.sin(v) ** 2
    const width = (2 * Math.sin(v) * Math.cos(v) * (Math.PI / 2)) / steps
    const density = p ** (a - 1) * (1 - p) ** (b - 1) * Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b))
    stays += width * density * (1 - p) ** repeats
    if (repeats > 0) leaves += width * density * p * (1 - p) ** (repeats - 1)
  }
  return Math.log(stays * rates + leaves * toLast)
}

/** Stirling's series after a shift, to 1e-10. */
function logGamma(x: number): number {
  if (x < 12) return logGamma(x + 1) - Math.log(x)
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + 1 / (12 * x) - 1 / (360 * x ** 3)
}

test.each([
  { repeats: 0, lastWeeks: 0, ageWeeks: 38.86 },
  { repeats: 1, lastWeeks: 1.71, ageWeeks: 38.86 },
  { repeats: 2, lastWeeks: 30.43, ageWeeks: 38.86 },
  { repeats: 7, lastWeeks: 29.43, ageWeeks: 38.86 },
])('the likelihood of $repeats repeats is what integrating over all customers gives', (buyer) => {
  expect(logLikelihood([buyer], parameters)).toBeCloseTo(integrated(buyer, parameters), 5)
})

test('the likelihood of many is the sum over each', () => {
  const one = { repeats: 1, lastWeeks: 4, ageWeeks: 20 }
  const other = { repeats: 3, lastWeeks: 9, ageWeeks: 30 }
  const sum = 2 * logLikelihood([one], parameters) + logLikelihood([other], parameters)
  expect(logLikelihood([one, other, one], parameters)).toBeCloseTo(sum, 10)
})

/** The same numbers for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Customers of the model with whole r, a and b, so that gamma and beta are sums of logarithms of even chances. */
function simulated(count: number, { r, alpha, a, b }: BgNbd, ageWeeks: number): Buyer[] {
  const chance = chances(7)
  const gamma = (shape: number) =>
    -Math.log(Array.from({ length: shape }, chance).reduce((one, other) => one * other, 1))
  return Array.from({ length: count }, () => {
    const rate = gamma(r) / alpha
    const [ga, gb] = [gamma(a), gamma(b)]
    let [repeats, lastWeeks] = [0, 0]
    for (;;) {
      const next = lastWeeks - Math.log(1 - chance()) / rate
      if (next > ageWeeks) break
      repeats += 1
      lastWeeks = next
      if (chance() < ga / (ga + gb)) break
    }
    return { repeats, lastWeeks, ageWeeks }
  })
}

test('parameters that made customers are found again', () => {
  const made = { r: 1, alpha: 6, a: 1, b: 3 }
  const buyers = simulated(4_000, made, 60)
  const { parameters: found, logLikelihood: reached } = fitBgNbd(buyers)
  expect(Math.abs(found.r - 1)).toBeLessThan(0.1)
  expect(found.r / found.alpha).toBeGreaterThan(0.9 / 6)
  expect(found.r / found.alpha).toBeLessThan(1.1 / 6)
  expect(found.a / (found.a + found.b)).toBeGreaterThan(0.22)
  expect(found.a / (found.a + found.b)).toBeLessThan(0.28)
  expect(reached).toBeGreaterThanOrEqual(logLikelihood(buyers, made))
})

test('where nobody leaves the parameters stay bounded', () => {
  const buyers = Array.from({ length: 40 }, (_, place) => ({
    repeats: 5 + (place % 7),
    lastWeeks: 50,
    ageWeeks: 50,
  }))
  const { parameters: found } = fitBgNbd(buyers)
  expect(Object.values(found).every((value) => Number.isFinite(value) && value > 0)).toBe(true)
  expect(orderWithin(found, { repeats: 8, lastWeeks: 50, ageWeeks: 50 }, 1_000)).toBeGreaterThan(0.98)
})

test('the chance of an order grows with the weeks up to the chance of not having left', () => {
  const buyer = { repeats: 3, lastWeeks: 20, ageWeeks: 20 }
  const within = [0, 1, 4, 13, 1e9].map((weeks) => orderWithin(parameters, buyer, weeks))
  expect(within[0]).toBeCloseTo(0, 12)
  expect(within).toEqual(within.toSorted((one, other) => one - other))
  expect(within[4]).toBeCloseTo((2.5 + 2) / (1.3 + 2.5 + 2), 6)
})

test('nobody has left after a first order', () => {
  expect(orderWithin(parameters, { repeats: 0, lastWeeks: 0, ageWeeks: 0 }, 1e12)).toBeCloseTo(1, 6)
})
