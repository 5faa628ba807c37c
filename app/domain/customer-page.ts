import type { Money } from './money.ts'
import type { ShopifyId } from './shopify-id.ts'
import type { Rhythm } from './timeline.ts'

/** A customer as a line of the list. Cancelled orders count for nothing; refunds are taken off what was spent. */
export interface CustomerLine {
  id: ShopifyId<'Customer'>
  name: string | undefined
  email: string | undefined
  lastOrder: { name: string; at: Date } | undefined
  orders: number
  spent: Money | undefined
}

/** Who one customer is to the shop. */
export interface CustomerSummary extends CustomerLine {
  phone: string | undefined
  countryCode: string | undefined
  since: Date
  rhythm: Rhythm | undefined
  emailConsent: string | undefined
  smsConsent: string | undefined
}

/** A person's name as one line; nothing when neither part is known. */
export function fullName({
  firstName,
  lastName,
}: {
  firstName: string | null | undefined
  lastName: string | null | undefined
}): string | undefined {
  return [firstName, lastName].filter(Boolean).join(' ') || undefined
}
