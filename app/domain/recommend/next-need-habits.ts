/**
 * How often customers of one shop buy a product again, by how often they had bought it, how many of their orders ago,
 * and how many orders they had made: `chances` counts the next orders, `repeats` those that had the product again.
 * Both arrays hold `habitCells` whole numbers.
 */
export interface Habits {
  chances: readonly number[]
  repeats: readonly number[]
}

/** Where one product of one customer stands before an order. */
export interface Standing {
  /** Orders that had the product, at least 1. */
  times: number
  /** Orders since the last that had it. */
  ordersSince: number
  /** Orders so far. */
  orders: number
}

/** Largest value of each class but the last, which is open. */
const classes = { times: [1, 2, 3, 6, 12], ordersSince: [0, 1, 3, 7], orders: [1, 3, 7, 15] } as const
const counts = {
  times: classes.times.length + 1,
  ordersSince: classes.ordersSince.length + 1,
  orders: classes.orders.length + 1,
}

export const habitCells = counts.times * counts.ordersSince * counts.orders

/** How many chances of its own a cell needs to be believed as much as what all cells together say. */
const chancesToBelieve = 20
/** Before anything is counted, every fourth expected repeat is believed in. */
const startingShare = { repeats: 1, expected: 4 }

/** Nothing counted yet. */
export function noHabits(): { chances: number[]; repeats: number[] } {
  return { chances: new Array<number>(habitCells).fill(0), repeats: new Array<number>(habitCells).fill(0) }
}

/** The number of the cell, from 0 to below `habitCells`. Kept in the database: classes may only change with a new count. */
export function habitCell({ times, ordersSince, orders }: Standing): number {
  return (
    (classOf(times, classes.times) * counts.ordersSince + classOf(ordersSince, classes.ordersSince)) *
      counts.orders +
    classOf(orders, classes.orders)
  )
}

/**
 * The share of chances that became repeats, as this shop counted it in the cell, drawn towards what the shop's repeats
 * as a whole let expect of it: above 0 and below 1 whatever was counted.
 */
export function habitShares({ chances, repeats }: Habits): Float64Array {
  const expected = Float64Array.from(middles, (each) => roughShare(each))
  let [sum, base] = [startingShare.repeats, startingShare.expected]
  for (let cell = 0; cell < habitCells; cell++) {
    sum += repeats[cell] ?? 0
    base += (chances[cell] ?? 0) * (expected[cell] ?? 0)
  }
  return expected.map((rough, cell) => {
    const likely = Math.min(0.9, (sum / base) * rough)
    return ((repeats[cell] ?? 0) + chancesToBelieve * likely) / ((chances[cell] ?? 0) + chancesToBelieve)
  })
}

/** Personal frequency, fading with the orders since: right up to a factor, which is the shop's. */
function roughShare({ times, ordersSince, orders }: Standing): number {
  return (times / (orders + 1)) * 0.9 ** ordersSince
}

/** A standing in the middle of each cell, by cell. */
const middles: readonly Standing[] = Array.from({ length: habitCells }, (_, cell) => {
  const orders = middleOf(cell % counts.orders, classes.orders, 1)
  const ordersSince = middleOf(Math.floor(cell / counts.orders) % counts.ordersSince, classes.ordersSince, 0)
  const times = middleOf(Math.floor(cell / counts.orders / counts.ordersSince), classes.times, 1)
  return { times: Math.min(times, orders), ordersSince, orders }
})

function classOf(value: number, largest: readonly number[]): number {
  const found = largest.findIndex((each) => value <= each)
  return found < 0 ? largest.length : found
}

function middleOf(place: number, largest: readonly number[], least: number): number {
  const below = largest[place - 1]
  const from = below === undefined ? least : below + 1
  return (from + (largest[place] ?? 2 * from)) / 2
}
