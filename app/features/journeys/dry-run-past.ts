import { type Channel, channels } from '../../domain/budget/channel.ts'
import { noPreferences } from '../../domain/budget/preferences.ts'
import { reachOf } from '../../domain/budget/reach.ts'
import { topics } from '../../domain/budget/topic.ts'
import type { PastCustomer, PastOrder } from '../../domain/journeys/simulate-past.ts'
import { knownWords } from '../../domain/json-fields.ts'
import { isShopifyId, type ShopifyId, type ShopifyKind } from '../../domain/shopify-id.ts'
import type { CustomerOfPast, OrderOfPast } from '../../store/past-customers.server.ts'
import { languageOf } from '../offers/condition-facts.ts'
import { zoneOf } from './customer-zone.ts'

const languageDefault = 'en'

/** The shop as far as its customers' pasts hang on it. */
export interface ShopOfPast {
  timeZone: string
  locale: string | null
  connected: readonly Channel[]
}

/** A customer's past in the words of the domain; `orders` are theirs, earliest first. */
export function pastCustomer(
  row: CustomerOfPast,
  orders: readonly OrderOfPast[],
  contacts: readonly Date[],
  shop: ShopOfPast,
): PastCustomer | undefined {
  const id = idOf('Customer', row.id)
  if (!id) return undefined
  return {
    id,
    timeZone: zoneOf(row.countryCode, shop.timeZone),
    language: languageOf(row.locale ?? shop.locale ?? undefined) ?? languageDefault,
    tags: row.tags.map((tag) => tag.toLowerCase()),
    reach: reachOf({
      hasEmail: row.hasEmail,
      hasPhone: row.hasPhone,
      emailConsent: row.emailConsent ?? undefined,
      smsConsent: row.smsConsent ?? undefined,
      stopped: knownWords(channels, row.stopped),
      connected: shop.connected,
    }),
    preferences: {
      ...noPreferences,
      weekMax: row.weekMax ?? undefined,
      monthMax: row.monthMax ?? undefined,
      neverAt: row.neverAt ?? undefined,
      channelsOff: knownWords(channels, row.channelsOff),
      topicsOff: knownWords(topics, row.topicsOff),
    },
    offersOffAt: row.offersOffAt ?? undefined,
    birthday: row.birthday ?? undefined,
    orders: orders.flatMap((order) => pastOrder(order) ?? []),
    contacts,
  }
}

function pastOrder(row: OrderOfPast): PastOrder | undefined {
  const id = idOf('Order', row.id)
  const refunds = refundsOf(row)
  if (!id || !refunds) return undefined
  return {
    id,
    paidAt: row.processedAt,
    cancelledAt: row.cancelledAt ?? undefined,
    fulfilledAt: row.fulfilledAt ?? undefined,
    deliveredAt: row.deliveredAt ?? undefined,
    refunds,
    totalMinor: row.totalMinor,
    subtotalMinor: row.subtotalMinor,
    discountMinor: row.discountMinor,
    discountCodes: row.discountCodes,
    quantity: row.quantity,
    country: row.countryCode ?? undefined,
    currency: row.currency,
    language: languageOf(row.locale ?? undefined),
    channel: row.sourceName ?? undefined,
    holdsGiftCardsOnly: row.holdsGiftCardsOnly,
    products: (row.products ?? []).flatMap((product) => {
      const productId = idOf('Product', product.id)
      const { quantity, priceMinor, tags, vendor, isGiftCard, collections } = product
      if (!productId) return []
      return [
        {
          id: productId,
          quantity,
          priceMinor,
          tags: tags ?? [],
          vendor: vendor ?? undefined,
          isGiftCard,
          collections: collections ?? [],
        },
      ]
    }),
  }
}

/**
 * What was paid back, and when. An order that Shopify calls refunded was so with its last refund, whatever they add up
 * to; nothing for one of which no refund is known, since then it cannot be said when.
 */
function refundsOf({ financialStatus, totalMinor, refunds }: OrderOfPast): PastOrder['refunds'] | undefined {
  const known = (refunds ?? [])
    .map(({ at, minor }) => ({ at: new Date(at), minor }))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  if (financialStatus !== 'refunded') return known
  const last = known.at(-1)
  const lacking = totalMinor - known.reduce((sum, { minor }) => sum + minor, 0)
  return last && [...known.slice(0, -1), { at: last.at, minor: last.minor + Math.max(0, lacking) }]
}

function idOf<Kind extends ShopifyKind>(kind: Kind, text: string): ShopifyId<Kind> | undefined {
  return isShopifyId(kind, text) ? text : undefined
}
