import type { ItemLevels } from '../../domain/webhooks/product.ts'
import { BulkInventoryDocument, type BulkInventoryQuery } from '../admin.generated.ts'
import type { Group } from '../bulk-file.ts'
import { bulkQueryOf } from '../bulk-query.ts'
import { costOf } from '../product-of.ts'
import { idOf, timeOf } from '../read-fields.ts'

type ItemNode = BulkInventoryQuery['inventoryItems']['edges'][number]['node']
type LevelNode = ItemNode['inventoryLevels']['edges'][number]['node']

/** What every location holds of every item, and what one costs: apart from the products, because Shopify reads two levels deep only. */
export const bulkInventoryQuery = bulkQueryOf(BulkInventoryDocument)

/** All levels of one item, as a bulk result tells them. Throws `Rejected` for what cannot be read. */
export function levelsOfGroup({ root, children }: Group, currency: string): ItemLevels {
  const item = root as ItemNode // As asked for above.
  const inventoryItemId = idOf('InventoryItem', item.id)
  const levels = (children as LevelNode[]).map((level) => ({
    inventoryItemId,
    locationId: idOf('Location', level.location.id),
    available: level.quantities[0]?.quantity ?? 0,
    updatedAt: timeOf(level.updatedAt),
  }))
  return { inventoryItemId, levels, cost: costOf(item, currency) }
}
