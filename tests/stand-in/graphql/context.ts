import type { Happening } from '../world/happenings.ts'
import type { State } from '../world/state.ts'
import type { Customer } from '../world/types/customers.ts'
import type { Order } from '../world/types/orders.ts'
import type { World } from '../world/types/world.ts'
import type { Keyed } from './connection.ts'

/** One shop as the APIs see it. */
export interface ApiShop {
  world: World
  state: State
  /** What needs no method of the world: bulk operations finishing. */
  happened(happening: Happening): void
  publicUrl(): string
}

export interface BulkOperation {
  __typename: 'BulkOperation'
  id: string
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED'
  errorCode: 'INTERNAL_SERVER_ERROR' | null
  createdAt: string
  completedAt: string | null
  objectCount: string
  rootObjectCount: string
  fileSize: string | null
  url: string | null
  partialDataUrl: string | null
  query: string
  type: 'QUERY'
}

interface BulkAnswer {
  bulkOperation: BulkOperation | null
  userErrors: { field: string[] | null; message: string; code: string | null }[]
}

/** The bulk operations of one shop. */
export interface BulkOperations {
  run(context: Context, query: string, groupObjects: boolean): BulkAnswer
  cancel(id: string): BulkAnswer
  find(id: string): BulkOperation | null
  all(): BulkOperation[]
  /** The next operation breaks off half way. */
  failNext(): void
  close(): Promise<void>
}

export interface Context {
  shop: ApiShop
  bulk: BulkOperations
  /** Fails the next mutation with this message instead of carrying it out. */
  userErrors: string | null
  /** Nodes that lead to each other, joined in `admin-root.ts`. */
  nodes: {
    order(order: Order): unknown
    customer(customer: Customer): unknown
    ordersAmong(args: { query?: string; sortKey?: string }, among: Order[]): Keyed<Order>[]
  }
}
