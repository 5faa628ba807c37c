import type { ShopifyId } from '../../domain/shopify-id.ts'
import { type Told, toldAt } from '../../domain/told.ts'
import type { Change } from '../../domain/webhooks/changes.ts'
import type { InventoryLevel } from '../../domain/webhooks/product.ts'
import type { BulkFinished } from '../../domain/webhooks/shop.ts'
import { takeCustomers } from '../../store/customer-hold.server.ts'
import type { Db } from '../../store/database.server.ts'
import type { Child } from '../../store/orders.server.ts'
import { recordConsents, recordCustomers } from '../customers/record-customers.ts'
import { mergeCustomers, removeCustomer } from '../customers/remove-customer.ts'
import { recordCollections, removeCollection } from '../products/record-collections.ts'
import {
  recordCosts,
  recordInventoryLevels,
  recordProducts,
  removeProduct,
} from '../products/record-products.ts'
import { changeScopes } from '../shop/change-scopes.ts'
import { recordChildren } from './record-children.ts'
import { recordOrders } from './record-orders.ts'

/** A change, and when it happened as far as the delivery says. */
export interface ToldChange {
  change: Change
  /** When Shopify raised it; when it came, where that is not said. */
  at: Date
}

/** Effects that belong to somebody else. */
export interface ChangeHandlers {
  /** A bulk operation of ours came to its end. */
  onBulkFinished(db: Db, bulk: BulkFinished, now: Date): Promise<void>
  /** A collection may hold other products now, which no webhook names. */
  onCollectionTold?(db: Db, collectionId: ShopifyId<'Collection'>): Promise<void>
}

/**
 * Carries out what a batch of deliveries says, all of a kind at once. Every effect is keyed by what it is about, so the
 * same deliveries again, or in another order, end in the same state.
 */
export async function applyChanges(
  db: Db,
  told: ToldChange[],
  handlers: ChangeHandlers,
  now: Date,
): Promise<void> {
  const changes = told.map(({ change }) => change)
  // First of all: whoever holds one of these may wait for a row that the rest of the batch changes.
  const going = changes.flatMap(goingIn)
  if (going.length > 0) await takeCustomers(db, going)
  await recordCustomers(
    db,
    told.flatMap(({ change, at }) => toldAt(customersOf(change), at)),
    now,
  )
  await recordOrders(
    db,
    told.flatMap(({ change, at }) => (change.kind === 'order' ? toldAt([change.order], at) : [])),
    now,
  )
  await recordChildren(
    db,
    told.flatMap((each) => childrenOf(each, now)),
    now,
  )
  await recordConsents(
    db,
    changes.flatMap((change) => (change.kind === 'consent' ? [change.change] : [])),
    now,
  )
  await recordProducts(
    db,
    told.flatMap(({ change, at }) => (change.kind === 'product' ? toldAt([change.product], at) : [])),
  )
  await recordCollections(
    db,
    told.flatMap(({ change, at }) => (change.kind === 'collection' ? toldAt([change.collection], at) : [])),
  )
  await recordInventoryLevels(db, told.flatMap(levelsOf))
  await recordCosts(
    db,
    told.flatMap(({ change, at }) => (change.kind === 'item-cost' ? [{ ...change.item, at }] : [])),
  )
  for (const each of told) await applySingly(db, each, handlers, now)
}

/** Who is deleted, or merged with whom. */
function goingIn(change: Change): string[] {
  if (change.kind === 'customer-deleted') return [change.customerId]
  return change.kind === 'customers-merged' ? [change.merge.keptId, change.merge.deletedId] : []
}

function customersOf(change: Change) {
  if (change.kind === 'customer') return [change.customer]
  return change.kind === 'order' && change.customer ? [change.customer] : []
}

function levelsOf({ change, at }: ToldChange): Told<InventoryLevel>[] {
  if (change.kind === 'inventory-level') return toldAt([change.level], at)
  if (change.kind !== 'inventory-disconnected') return []
  // In whole seconds, like the times that Shopify writes.
  const updatedAt = new Date(Math.floor(at.getTime() / 1000) * 1000)
  return toldAt([{ ...change.level, available: 0, updatedAt }], at)
}

// Clocks differ a little. The time of a delivery is not signed: one far ahead would stand against all later news.
const aheadMaxMs = 10 * 60_000

function childrenOf({ change, at }: ToldChange, now: Date): Child[] {
  switch (change.kind) {
    case 'refund':
    case 'fulfillment':
    case 'fulfillment-event':
      return [change]
    case 'return':
      return toldAt([change.return], notFarAhead(at, now)).map((told) => ({ kind: 'return', return: told }))
    default:
      return []
  }
}

function notFarAhead(at: Date, now: Date): Date {
  return at.getTime() > now.getTime() + aheadMaxMs ? now : at
}

async function applySingly(
  db: Db,
  { change, at }: ToldChange,
  { onBulkFinished, onCollectionTold }: ChangeHandlers,
  now: Date,
): Promise<void> {
  if (change.kind === 'customer-deleted') await removeCustomer(db, change.customerId, at)
  else if (change.kind === 'customers-merged') {
    // Shopify also says that a merge began, or failed.
    if (change.merge.isCompleted) await mergeCustomers(db, change.merge, at)
  } else if (change.kind === 'product-deleted') await removeProduct(db, change.productId, at)
  else if (change.kind === 'collection') await onCollectionTold?.(db, change.collection.id)
  else if (change.kind === 'collection-deleted') await removeCollection(db, change.collectionId, at)
  else if (change.kind === 'bulk-finished') await onBulkFinished(db, change.bulk, now)
  else if (change.kind === 'scopes-changed') await changeScopes(db, change.scopes, at)
}

/** What a change is about, for the admin and for redaction: gids. */
export function aboutOf(change: Change): { subjectId?: string; customerId?: string | undefined } {
  switch (change.kind) {
    case 'order':
      return { subjectId: change.order.id, customerId: change.order.customer?.id }
    case 'order-edited':
      return { subjectId: change.orderId }
    case 'refund':
      return { subjectId: change.refund.orderId }
    case 'return':
      return { subjectId: change.return.orderId }
    case 'fulfillment':
      return { subjectId: change.fulfillment.orderId }
    case 'fulfillment-event':
      return { subjectId: change.event.orderId }
    case 'customer':
      return { subjectId: change.customer.id, customerId: change.customer.id }
    case 'customer-deleted':
      return { subjectId: change.customerId, customerId: change.customerId }
    case 'customers-merged':
      return { subjectId: change.merge.keptId, customerId: change.merge.keptId }
    case 'consent':
      return { subjectId: change.change.customerId, customerId: change.change.customerId }
    case 'product':
      return { subjectId: change.product.id }
    case 'product-deleted':
      return { subjectId: change.productId }
    case 'collection':
      return { subjectId: change.collection.id }
    case 'collection-deleted':
      return { subjectId: change.collectionId }
    case 'bulk-finished':
      return { subjectId: change.bulk.bulkOperationId }
    case 'inventory-level':
    case 'inventory-disconnected':
    case 'item-cost':
    case 'scopes-changed':
    case 'uninstalled':
    case 'shop-redaction':
    case 'customer-redaction':
    case 'data-request':
      return {}
    default:
      return change satisfies never
  }
}
