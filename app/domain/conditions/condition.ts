/**
 * What must be true of a purchase and its buyer for a merchant's rule to apply. A tree: groups hold groups and tests.
 * The same everywhere, in offers and in journeys. Kept as JSON, parsed by parse-condition.ts, judged by
 * judge-condition.ts, put into words by app/ui.
 */
export type Condition =
  /** True when all, any or none of these are. An empty `all` or `none` is true, an empty `any` is not. */
  { kind: 'group'; join: 'all' | 'any' | 'none'; of: Condition[] } | { kind: 'test'; test: Test }

/** One comparison. Amounts are whole numbers of the shop currency's smallest unit. */
export type Test =
  | { field: ListField; is: 'has-any' | 'has-none' | 'has-all'; values: string[] }
  | { field: ChoiceField; is: 'one-of' | 'not-one-of'; values: string[] }
  | { field: NumberField; is: 'at-least' | 'at-most' | 'equal'; value: number }
  | { field: TimeField; is: 'after' | 'before'; value: string }

/** Fields that hold several values. Products and collections are ids; tags, vendors and codes are compared without case. */
export const listFields = [
  'order.products',
  'order.collections',
  'order.productTags',
  'order.vendors',
  'order.discountCodes',
  'customer.products',
  'customer.tags',
] as const
/**
 * Fields that hold one value: ISO codes in their usual case, `web`, `pos`, weekday `1` (Monday) to `7`, a word of
 * `priceBands` or `presences`.
 */
export const choiceFields = [
  'order.country',
  'order.currency',
  'order.language',
  'order.channel',
  'customer.priceBand',
  'customer.presence',
  'moment.weekday',
] as const
export const numberFields = [
  'order.subtotalMinor',
  'order.quantity',
  'order.discountMinor',
  'customer.orders',
  'customer.spentMinor',
  'customer.daysSinceOrder',
  'customer.daysToNextOrder',
  'moment.hour',
] as const
/** ISO dates `2026-11-22`, in the shop's time zone; `after` includes the day itself. */
export const timeFields = ['moment.date'] as const

/** Where what a customer usually pays for one piece lies among the shop's prices (price-band.ts). */
export const priceBands = ['low', 'usual', 'high'] as const
export type PriceBandName = (typeof priceBands)[number]

/** Whether a customer orders as usual, has been quiet for longer than that, or has most likely left (presence.ts). */
export const presences = ['active', 'quiet', 'likely-gone'] as const
export type Presence = (typeof presences)[number]

/** What is known where a journey asks, and not while a shopper waits for an offer. */
export const journeyFields: readonly Field[] = [
  'customer.priceBand',
  'customer.presence',
  'customer.daysToNextOrder',
]

export type ListField = (typeof listFields)[number]
export type ChoiceField = (typeof choiceFields)[number]
export type NumberField = (typeof numberFields)[number]
export type TimeField = (typeof timeFields)[number]
export type Field = ListField | ChoiceField | NumberField | TimeField
