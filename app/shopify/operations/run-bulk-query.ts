import type { ShopifyId } from '../../domain/shopify-id.ts'
import { Rejected, Unavailable } from '../../platform/errors.ts'
import { RunBulkQueryDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { refuseUserErrors } from '../answers.ts'
import { idOf } from '../read-fields.ts'

const busyRetrySeconds = 60

/**
 * Starts a bulk query, children grouped under their parents. Called twice it starts two: look for one that runs first.
 * Throws `Unavailable` while the app's five are running.
 */
export async function runBulkQuery(admin: Admin, query: string): Promise<ShopifyId<'BulkOperation'>> {
  const { bulkOperationRunQuery: answer } = await admin.ask(RunBulkQueryDocument, { query })
  const errors = answer?.userErrors ?? []
  if (errors.some((error) => error.code === 'LIMIT_REACHED' || error.code === 'OPERATION_IN_PROGRESS'))
    throw new Unavailable('The shop runs as many bulk operations as it may.', {
      retryAfterSeconds: busyRetrySeconds,
    })
  refuseUserErrors('bulkOperationRunQuery', errors)
  if (!answer?.bulkOperation) throw new Rejected('Shopify started no bulk operation.')
  return idOf('BulkOperation', answer.bulkOperation.id)
}
