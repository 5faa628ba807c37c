import type { ShopifyId } from '../../domain/shopify-id.ts'
import { AddCustomerTagDocument, RemoveCustomerTagDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { refuseUserErrors } from '../answers.ts'

/** A tag that a customer is given, or that is taken from them. */
export interface Tagging {
  id: ShopifyId<'Customer'>
  tag: string
  isAdded: boolean
}

/** Gives a customer a tag or takes it away. Twice is once. Throws `Rejected` for what Shopify does not take. */
export async function tagCustomer(admin: Admin, { id, tag, isAdded }: Tagging): Promise<void> {
  const variables = { id, tags: [tag] }
  if (isAdded) {
    const { tagsAdd: added } = await admin.ask(AddCustomerTagDocument, variables)
    refuseUserErrors('tagsAdd', added?.userErrors ?? [])
  } else {
    const { tagsRemove: removed } = await admin.ask(RemoveCustomerTagDocument, variables)
    refuseUserErrors('tagsRemove', removed?.userErrors ?? [])
  }
}
