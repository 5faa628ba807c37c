import type { ShopifyId } from '../../domain/shopify-id.ts'
import { RecentBulkOperationsDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { idOf, timeOf } from '../read-fields.ts'

const usable = new Set(['CREATED', 'RUNNING', 'COMPLETED'])

/**
 * A bulk operation of ours with this very query that was started no earlier than `since` and did not fail: the one
 * whose answer got lost. Nothing when there is none among the last twenty.
 */
export async function findBulkOperation(
  admin: Admin,
  query: string,
  since: Date,
): Promise<ShopifyId<'BulkOperation'> | undefined> {
  const { bulkOperations } = await admin.ask(RecentBulkOperationsDocument, {})
  const wanted = query.replaceAll(/\s+/g, '')
  // Shopify's times are whole seconds.
  const sinceSecond = Math.floor(since.getTime() / 1000) * 1000
  const found = bulkOperations.nodes.find(
    (one) =>
      usable.has(one.status) &&
      timeOf(one.createdAt).getTime() >= sinceSecond &&
      one.query.replaceAll(/\s+/g, '') === wanted,
  )
  return found && idOf('BulkOperation', found.id)
}
