// What a peer of protocol A2 is, and what several of them share: customers as sparse vectors.
import type { NextMethod } from '../next-protocol.ts'
import type { BenchOrder } from '../protocol.ts'

export interface NextPeer {
  name: string
  /** Where the method was published, for the table of sources. */
  source: string
  /** One maker for each setting, a default of the source first. Each call gives an untrained method. */
  settings: Record<string, () => NextMethod>
}

/** Product to weight. */
export type Vector = Map<number, number>

export interface Customer {
  id: string
  /** Oldest first, none empty. */
  orders: BenchOrder[]
}

/** The known customers of some orders; guests belong to nobody. */
export function customersOf(orders: readonly BenchOrder[]): Customer[] {
  const customers = new Map<string, Customer>()
  for (const order of orders) {
    const id = order.customer
    if (id === undefined || order.products.length === 0) continue
    const customer = customers.get(id) ?? { id, orders: [] }
    customer.orders.push(order)
    customers.set(id, customer)
  }
  return [...customers.values()]
}

/** Every product that occurs, with weight 1. */
export function boughtOf(orders: readonly BenchOrder[]): Vector {
  return new Map(orders.flatMap(({ products }) => products).map((product) => [product, 1]))
}

/** Customers' vectors by product, so that one vector is held against all others at once. */
export interface VectorIndex {
  vectors: Vector[]
  squares: Float64Array
  byProduct: Map<number, { customers: number[]; weights: number[] }>
}

export function indexOf(vectors: Vector[]): VectorIndex {
  const byProduct: VectorIndex['byProduct'] = new Map()
  vectors.forEach((vector, customer) => {
    for (const [product, weight] of vector) {
      const entry = byProduct.get(product) ?? { customers: [], weights: [] }
      entry.customers.push(customer)
      entry.weights.push(weight)
      byProduct.set(product, entry)
    }
  })
  return { vectors, squares: Float64Array.from(vectors, squareOf), byProduct }
}

/** Inner products of one vector with all. */
export function innerProducts({ vectors, byProduct }: VectorIndex, vector: Vector): Float64Array {
  const sums = new Float64Array(vectors.length)
  for (const [product, weight] of vector) {
    const entry = byProduct.get(product)
    entry?.customers.forEach((customer, place) => {
      sums[customer] = (sums[customer] ?? 0) + weight * (entry.weights[place] ?? 0)
    })
  }
  return sums
}

export function squareOf(vector: Vector): number {
  let sum = 0
  for (const weight of vector.values()) sum += weight * weight
  return sum
}

/** `scores += factor * vector`. */
export function addTo(scores: Float64Array, vector: Vector, factor: number): void {
  for (const [product, weight] of vector) scores[product] = (scores[product] ?? 0) + factor * weight
}
