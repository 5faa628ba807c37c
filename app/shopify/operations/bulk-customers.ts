import type { Customer } from '../../domain/customers.ts'
import { BulkCustomersDocument, type CustomerFieldsFragment } from '../admin.generated.ts'
import type { Group } from '../bulk-file.ts'
import { bulkQueryOf } from '../bulk-query.ts'
import { customerOf } from '../customer-of.ts'

/** All customers. */
export const bulkCustomersQuery = bulkQueryOf(BulkCustomersDocument)

/** The customer that a bulk result tells. Throws `Rejected` for what cannot be read. */
export function customerOfGroup({ root }: Group): Customer {
  return customerOf(root as CustomerFieldsFragment) // As asked for above.
}
