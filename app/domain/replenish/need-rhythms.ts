import type { RepeatCounts } from '../recommend/next-need-learn.ts'
import { risingDays } from './order-days.ts'
import { learnHistories, type Rhythms, startingRhythms } from './rhythms.ts'
import { type History, logGapsOf } from './standing.ts'
import { usualOf } from './usual.ts'

/** What a shop's own past taught about when customers need a product again. Kept as JSON. */
export interface NeedRhythms extends Rhythms {
  /** By how much the logarithm of the mean gap lies above the mean logarithm: kept counts know only the former. */
  meanAbove: number
  /** What n times as much lasts: n to this power times as long. */
  quantityPower: number
}

/** One customer's purchases of one product, and what is kept of that product (`ProductRepeat`). */
export interface ProductPast {
  /** In any order. */
  purchases: readonly { day: number; quantity: number }[]
  counts: RepeatCounts
}

/** How many features a product adds: how many customers who could buy it again did. */
export const needExtras = 1

/** Before anything is known twice as much lasts half as long again. Counts for so much quantity that differed. */
const startingPower = { power: 0.5, squares: 20 }
const quantityMax = 1_000_000
const powerLimits = { min: 0, max: 1 }
/** A product's own mean is believed as much as the shop's after so many repeats. */
const repeatsToBelieve = 5
const returnedToBelieve = 5
const usualRepeaters = 0.2

/** Before a shop taught anything. */
export function startingNeedRhythms(): NeedRhythms {
  const rhythms = startingRhythms(needExtras)
  return { ...rhythms, meanAbove: rhythms.usual.spread ** 2, quantityPower: startingPower.power }
}

/**
 * Learns from purchases of products that are bought again and again, as known at the end of the day before `today`
 * (whole UTC days). Who calls leaves out other products: `isRepeatProduct` says which. Otherwise like `learnRhythms`.
 */
export function learnNeedRhythms(
  pasts: readonly ProductPast[],
  today: number,
  before: NeedRhythms = startingNeedRhythms(),
): NeedRhythms {
  const known = pasts
    .map(({ purchases, counts }) => ({ counts, purchases: purchases.filter(({ day }) => day < today) }))
    .filter(({ purchases }) => purchases.length > 0)
  const quantityPower = powerOf(known)
  const logGaps = known.map((past) => logGapsOf(plainHistory(past, quantityPower)))
  const taught = { ...before, usual: usualOf(logGaps), meanAbove: meanAboveOf(logGaps.flat()), quantityPower }
  const histories = known.map((past) => needHistory(past, taught))
  return { ...taught, ...learnHistories(histories, today, before) }
}

/** One product of one customer as a history; without a purchase it has no days. */
export function needHistory(past: ProductPast, rhythms: NeedRhythms): History {
  const { counts } = past
  const usualLogDays = usualLogDaysOf(counts, rhythms)
  return { ...plainHistory(past, rhythms.quantityPower), usualLogDays, extras: [comesBack(counts)] }
}

/** The days, and by how much what was bought on each makes the wait after it longer than this customer's mean. */
function plainHistory({ purchases }: ProductPast, quantityPower: number): History {
  const { days, logQuantities } = visitsOf(purchases)
  const mean = meanOf(logQuantities)
  return { days, stretch: logQuantities.map((each) => quantityPower * (each - mean)) }
}

function visitsOf(purchases: ProductPast['purchases']) {
  const quantities = new Map<number, number>()
  for (const { day, quantity } of purchases)
    quantities.set(Math.floor(day), (quantities.get(Math.floor(day)) ?? 0) + (quantity > 0 ? quantity : 0))
  const days = risingDays([...quantities.keys()])
  return { days, logQuantities: days.map((day) => Math.log(quantityOf(quantities.get(day)))) }
}

/** At least one, and no more than can be meant. */
function quantityOf(quantity = 1): number {
  return Math.max(1, Math.min(quantityMax, quantity))
}

/** The slope of log gap on log quantity within each customer and product, drawn towards the start. */
function powerOf(pasts: readonly ProductPast[]): number {
  let [products, squares] = [startingPower.power * startingPower.squares, startingPower.squares]
  for (const { purchases } of pasts) {
    const { days, logQuantities } = visitsOf(purchases)
    const gaps = logGapsOf({ days })
    const before = logQuantities.slice(0, -1)
    const [gapMean, quantityMean] = [meanOf(gaps), meanOf(before)]
    before.forEach((each, place) => {
      products += (each - quantityMean) * ((gaps[place] ?? gapMean) - gapMean)
      squares += (each - quantityMean) ** 2
    })
  }
  return Math.max(powerLimits.min, Math.min(powerLimits.max, products / squares))
}

function meanAboveOf(logGaps: readonly number[]): number {
  const start = startingNeedRhythms().meanAbove
  if (logGaps.length === 0) return start
  const above = Math.log(meanOf(logGaps.map(Math.exp))) - meanOf(logGaps)
  return (logGaps.length * above + repeatsToBelieve * start) / (logGaps.length + repeatsToBelieve)
}

/** The product's own mean gap, drawn towards what is usual for products of this shop. */
function usualLogDaysOf({ repeats, gapDays }: RepeatCounts, { usual, meanAbove }: NeedRhythms): number {
  if (repeats <= 0) return usual.logDays
  const own = Math.log(Math.max(1, gapDays / repeats)) - meanAbove
  return (repeats * own + repeatsToBelieve * usual.logDays) / (repeats + repeatsToBelieve)
}

function comesBack({ returned, repeaters }: RepeatCounts): number {
  const share =
    (Math.max(0, repeaters) + returnedToBelieve * usualRepeaters) /
    (Math.max(0, returned) + returnedToBelieve)
  return Math.log(share / usualRepeaters)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
