import { toldAt } from '../../domain/told.ts'
import { Rejected } from '../../platform/errors.ts'
import type { Admin } from '../../shopify/admin.server.ts'
import type { Group } from '../../shopify/bulk-file.ts'
import { bulkCollectionsQuery, collectionOfGroup } from '../../shopify/operations/bulk-collections.ts'
import { bulkCustomersQuery, customerOfGroup } from '../../shopify/operations/bulk-customers.ts'
import { bulkInventoryQuery, levelsOfGroup } from '../../shopify/operations/bulk-inventory.ts'
import { bulkOrdersQuery, orderOfGroup, refundsToAskOf } from '../../shopify/operations/bulk-orders.ts'
import { bulkProductsQuery, productOfGroup } from '../../shopify/operations/bulk-products.ts'
import { fetchRefundLines } from '../../shopify/operations/refund-lines.ts'
import type { Db } from '../../store/database.server.ts'
import type { ImportedKind } from '../../store/imports.server.ts'
import { recordCustomers } from '../customers/record-customers.ts'
import { forgetUnreadCollections, recordReadCollections } from '../products/record-collections.ts'
import { recordAllLevels, recordProducts } from '../products/record-products.ts'
import { recordOrders } from './record-orders.ts'

/** Records read from a bulk result, ready to be written in one unit of work. */
export interface Batch {
  records: number
  /** Records that said something Encore cannot read; they are left out. */
  unreadable: number
  write: (db: Db) => Promise<unknown>
}

/** How one kind of history is asked for and taken in. */
export interface ImportKind {
  query: string
  /** Reads a batch; may ask Shopify for what a bulk result cannot hold. */
  read: (groups: Group[], context: ReadContext) => Promise<Batch>
  /** What follows once everything, asked for at `askedAt`, was read and nothing left out. A second call does nothing. */
  finish?: (db: Db, askedAt: Date) => Promise<void>
}

/** What reading needs besides the file. */
export interface ReadContext {
  admin: Admin
  /** The shop's. */
  currency: string
  /** When the result was asked for: nothing in it is older. */
  askedAt: Date
  now: Date
}

const inventory: ImportKind = {
  query: bulkInventoryQuery,
  async read(groups, { currency, askedAt }) {
    const { found, unreadable } = readEach(groups, (group) => levelsOfGroup(group, currency))
    return { records: found.length, unreadable, write: (db) => recordAllLevels(db, found, askedAt) }
  },
}

/** Every kind of history, and the stock and the collections of today. */
export const importKinds: Record<ImportedKind, ImportKind> = {
  products: {
    query: bulkProductsQuery,
    async read(groups, { currency, askedAt }) {
      const { found, unreadable } = readEach(groups, (group) => productOfGroup(group, currency))
      return { records: found.length, unreadable, write: (db) => recordProducts(db, toldAt(found, askedAt)) }
    },
  },
  collections: {
    query: bulkCollectionsQuery,
    async read(groups, { askedAt }) {
      const { found, unreadable } = readEach(groups, collectionOfGroup)
      return { records: found.length, unreadable, write: (db) => recordReadCollections(db, found, askedAt) }
    },
    finish: forgetUnreadCollections,
  },
  inventory,
  stock: inventory,
  customers: {
    query: bulkCustomersQuery,
    async read(groups, { askedAt, now }) {
      const { found, unreadable } = readEach(groups, customerOfGroup)
      const write = (db: Db) => recordCustomers(db, toldAt(found, askedAt), now)
      return { records: found.length, unreadable, write }
    },
  },
  orders: {
    query: bulkOrdersQuery,
    async read(groups, { admin, askedAt, now }) {
      const refunded = await fetchRefundLines(admin, readEach(groups, refundsToAskOf).found.flat())
      const { found, unreadable } = readEach(groups, (group) => orderOfGroup(group, refunded))
      return {
        records: found.length,
        unreadable,
        write: (db) => recordOrders(db, toldAt(found, askedAt), now),
      }
    },
  },
}

/** One record that cannot be read must not keep its neighbours out; how many were left out is kept with the import. */
function readEach<Found>(
  groups: Group[],
  read: (group: Group) => Found,
): { found: Found[]; unreadable: number } {
  const found: Found[] = []
  let unreadable = 0
  for (const group of groups) {
    try {
      found.push(read(group))
    } catch (error) {
      if (!(error instanceof Rejected) && !(error instanceof TypeError)) throw error
      unreadable += 1
    }
  }
  return { found, unreadable }
}
