import type { Money } from './money.ts'
import type { ShopifyId } from './shopify-id.ts'
import type { Rhythm } from './timeline.ts'

/** A customer as a line of the list. Cancelled orders count for nothing. */
export interface CustomerLine {
  id: ShopifyId<'Customer'>
  name: string | undefined
  email: string | undefined
  lastOrder: { name: string; at: Date } | undefined
  orders: number
  /** Nothing where nothing was paid, or all of it was refunded. */
  spent: Spent | undefined
}

/** What was paid in full, less refunds, without test orders. */
export interface Spent {
  /** By currency, the shop's own first. One at least. */
  amounts: Money[]
  /** In how many other currencies there was more. */
  currenciesLeftOut: number
}

const amountsMax = 3

/** Who one customer is to the shop. */
export interface CustomerSummary extends CustomerLine {
  phone: string | undefined
  countryCode: string | undefined
  since: Date
  rhythm: Rhythm | undefined
  emailConsent: string | undefined
  smsConsent: string | undefined
  /** What stops emails whatever Shopify says of their consent; nothing where nothing does. */
  emailStop: EmailStop | undefined
}

/** `own-word`: on the page of preferences, or by the link in a message. */
export type EmailStop = 'own-word' | 'bounced' | 'complained'

/** What was spent, from one sum a currency. More than three currencies leave one: the shop's, or else the first. */
export function spentOf(sums: Money[], shopCurrency: string | undefined): Spent | undefined {
  const rank = ({ currency }: Money) => (currency === shopCurrency ? '' : currency)
  const amounts = sums.filter(({ minor }) => minor !== 0).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  if (amounts.length === 0) return undefined
  const told = amounts.length > amountsMax ? amounts.slice(0, 1) : amounts
  return { amounts: told, currenciesLeftOut: amounts.length - told.length }
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
