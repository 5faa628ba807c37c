import type { ConsentChannel } from '../../domain/messages/withdrawal.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { WithdrawEmailConsentDocument, WithdrawSmsConsentDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { refuseUserErrors } from '../answers.ts'

/** A consent that a customer took back, and when they did. */
export interface Withdrawal {
  id: ShopifyId<'Customer'>
  channel: ConsentChannel
  at: Date
}

/**
 * Takes back a customer's consent to be written to by the shop. Twice is once, and late is not too late: of two words
 * on a consent Shopify goes by the one that was said last. Throws `InputRefused` for what Shopify does not take.
 * Source: https://shopify.dev/docs/api/admin-graphql/latest/objects/CustomerEmailMarketingConsentState
 */
export async function withdrawConsent(admin: Admin, { id, channel, at }: Withdrawal): Promise<void> {
  const variables = { id, at: at.toISOString() }
  if (channel === 'email') {
    const { customerEmailMarketingConsentUpdate: done } = await admin.ask(
      WithdrawEmailConsentDocument,
      variables,
    )
    refuseUserErrors('customerEmailMarketingConsentUpdate', done?.userErrors ?? [])
  } else {
    const { customerSmsMarketingConsentUpdate: done } = await admin.ask(WithdrawSmsConsentDocument, variables)
    refuseUserErrors('customerSmsMarketingConsentUpdate', done?.userErrors ?? [])
  }
}
