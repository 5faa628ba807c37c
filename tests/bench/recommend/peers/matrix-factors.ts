import { Loss, Matrix, Model } from 'libmf'
import type { BenchOrder, Method } from '../protocol.ts'
import { invertSmall } from './dense.ts'
import type { Peer } from './peer.ts'

interface FactorSetting {
  factors: number
  /** How much a product that was not bought counts against one that was. */
  alpha: number
  lambda: number
}

/** What a product that was not bought is to be predicted as: the package's default. */
const notBought = 0.0001
const iterations = 20

const grid: readonly FactorSetting[] = [
  { factors: 8, alpha: 0.1, lambda: 1 },
  { factors: 16, alpha: 0.1, lambda: 1 },
  { factors: 32, alpha: 0.1, lambda: 1 },
  { factors: 64, alpha: 0.1, lambda: 1 },
  { factors: 32, alpha: 0.01, lambda: 1 },
]

/** One-class matrix factorisation by a package that installs with npm; a basket is folded in as one more order. */
export const matrixFactors: Peer = {
  isFrozenOnly: true,
  name: 'libmf',
  source:
    'npm package libmf 0.2.0 (LIBMF, Chin et al., JMLR 2016), one-class L2 loss: Yu, Bilenko, Lin, SDM 2017; fold-in after Hu, Koren, Volinsky, ICDM 2008.',
  settings: Object.fromEntries(
    grid.map((each) => [
      `${each.factors} factors, alpha ${each.alpha}, lambda ${each.lambda}`,
      () => factorMethod(each),
    ]),
  ),
}

function factorMethod(setting: FactorSetting): Method {
  let factors: Float64Array[] = []
  let base: Float64Array = new Float64Array()
  return {
    name: 'libmf',
    fit(orders, shop) {
      factors = learnFactors(orders, shop.products.length, setting)
      base = crossProduct(factors, setting)
    },
    score(query) {
      const taste = foldIn(query, factors, base, setting)
      return Float64Array.from(factors, (row) => dot(row, taste))
    },
  }
}

function learnFactors(
  orders: readonly BenchOrder[],
  products: number,
  setting: FactorSetting,
): Float64Array[] {
  const matrix = new Matrix()
  let row = 0
  for (const order of orders) {
    for (const product of order.products) matrix.push(row, product, 1)
    if (order.products.length > 0) row += 1
  }
  // One thread: with more, the result differs from run to run.
  const { factors, alpha, lambda } = setting
  const penalties = { lambdaP2: lambda, lambdaQ2: lambda }
  const loss = Loss.ONE_CLASS_L2
  const model = new Model({
    loss,
    factors,
    threads: 1,
    iterations,
    ...penalties,
    alpha,
    c: notBought,
    quiet: true,
  })
  model.fit(matrix)
  const rows = model.q()
  model.destroy()
  return Array.from({ length: products }, (_, product) =>
    Float64Array.from({ length: factors }, (_, factor) => rows[product]?.[factor] || 0),
  )
}

/** alpha Q'Q + lambda I: the part of a basket's equations that is the same for all of them. */
function crossProduct(factors: readonly Float64Array[], setting: FactorSetting): Float64Array {
  const width = setting.factors
  const out = new Float64Array(width * width)
  for (const row of factors) addOuter(out, row, setting.alpha)
  for (let factor = 0; factor < width; factor++)
    out[factor * width + factor] = (out[factor * width + factor] ?? 0) + setting.lambda
  return out
}

/** The row factors that minimise the same loss for this basket, the products' factors held fixed. */
function foldIn(
  query: readonly number[],
  factors: readonly Float64Array[],
  base: Float64Array,
  { alpha, factors: width }: FactorSetting,
): Float64Array {
  const left = base.slice()
  const right = new Float64Array(width)
  for (const product of query) {
    const row = factors[product] ?? new Float64Array(width)
    addOuter(left, row, 1 - alpha)
    row.forEach((value, factor) => {
      right[factor] = (right[factor] ?? 0) + value
    })
  }
  invertSmall(left, width)
  return Float64Array.from(right, (_, factor) =>
    dot(left.subarray(factor * width, (factor + 1) * width), right),
  )
}

function addOuter(out: Float64Array, row: Float64Array, weight: number): void {
  for (let place = 0; place < row.length; place++)
    for (let column = 0; column < row.length; column++) {
      const at = place * row.length + column
      out[at] = (out[at] ?? 0) + weight * (row[place] ?? 0) * (row[column] ?? 0)
    }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let place = 0; place < one.length; place++) sum += (one[place] ?? 0) * (other[place] ?? 0)
  return sum
}
