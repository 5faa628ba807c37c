import { BulkOperationDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'

/** Where a bulk operation stands. */
export type BulkState =
  | { status: 'running'; objects: number }
  /** `url` is missing when there was nothing to find. It lives seven days. */
  | { status: 'completed'; objects: number; url: string | undefined }
  /** `code` says why; another try may do better, except after ACCESS_DENIED. */
  | { status: 'ended'; code: string }

/** Asks how far a bulk operation has come. */
export async function fetchBulkState(admin: Admin, id: string): Promise<BulkState> {
  const { bulkOperation } = await admin.ask(BulkOperationDocument, { id })
  if (!bulkOperation) return { status: 'ended', code: 'GONE' }
  const { status, errorCode, objectCount, url } = bulkOperation
  const objects = Number(objectCount)
  switch (status) {
    case 'CREATED':
    case 'RUNNING':
      return { status: 'running', objects }
    case 'COMPLETED':
      return { status: 'completed', objects, url: url ?? undefined }
    case 'CANCELED':
    case 'CANCELING':
    case 'EXPIRED':
    case 'FAILED':
      return { status: 'ended', code: errorCode ?? status }
    default:
      return status satisfies never
  }
}
