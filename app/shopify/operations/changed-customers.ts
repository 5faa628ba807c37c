import type { Customer } from '../../domain/customers.ts'
import { ChangedCustomersDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { customerOf } from '../customer-of.ts'
import { type ChangedSince, changedQuery, type Page } from '../page.ts'

/** One page of the customers who changed since, oldest change first. */
export async function fetchChangedCustomers(admin: Admin, since: ChangedSince): Promise<Page<Customer>> {
  const { customers } = await admin.ask(ChangedCustomersDocument, changedQuery(since))
  const { hasNextPage, endCursor } = customers.pageInfo
  return { items: customers.nodes.map(customerOf), next: hasNextPage ? (endCursor ?? undefined) : undefined }
}
