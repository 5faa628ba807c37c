import type { ShopifyId } from '../../domain/shopify-id.ts'
import { RecentBulkOperationsDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { idOf } from '../read-fields.ts'

const usable = new Set(['CREATED', 'RUNNING', 'COMPLETED'])

/**
 * The bulk operation of ours whose query holds this mark and which did not fail: the one whose answer got lost.
 * Nothing when there is none among the last twenty.
 */
export async function findBulkOperation(
  admin: Admin,
  mark: string,
): Promise<ShopifyId<'BulkOperation'> | undefined> {
  const { bulkOperations } = await admin.ask(RecentBulkOperationsDocument, {})
  const found = bulkOperations.nodes.find((one) => usable.has(one.status) && one.query.includes(mark))
  return found && idOf('BulkOperation', found.id)
}
