import { sendingChannels } from '../../channels/all.ts'
import { type Channel, channels } from '../../domain/budget/channel.ts'
import { isOffer } from '../../domain/budget/never.ts'
import { noPreferences, type Preferences } from '../../domain/budget/preferences.ts'
import { type Reach, reachOf } from '../../domain/budget/reach.ts'
import { topics } from '../../domain/budget/topic.ts'
import type { Enrollment } from '../../domain/journeys/enrollment.ts'
import type { CustomerFacts, JourneyFacts, OrderFacts, PastWalks } from '../../domain/journeys/facts.ts'
import { knownWords } from '../../domain/json-fields.ts'
import type { CustomerOfWalk, OrderOfWalk, PreferenceOfWalk } from '../../store/journey-facts.server.ts'
import type { ShopOfWalks } from '../../store/journeys.server.ts'
import { channelKeyIds } from '../messages/channel-keys.ts'
import { languageOf } from '../offers/condition-facts.ts'
import { zoneOf } from './customer-zone.ts'
import { nothingExpected } from './foresee.ts'
import type { GatheredWalks } from './gather-walks.ts'
import { walkConditions } from './walk-conditions.ts'

/** How many days a parcel is taken to be on its way in a shop whose carriers do not tell. */
export const deliveryDaysUsual = 4

const languageDefault = 'en'

/** What is known for one walk of a batch, in the words of the domain. `past` are the customer's others through its journey. */
export function walkFacts(
  gathered: GatheredWalks,
  enrollment: Enrollment,
  past: PastWalks,
  now: Date,
): JourneyFacts {
  const { shop, timeZone, goneIds, deliveryDays = deliveryDaysUsual } = gathered
  const customer = gathered.customers.get(enrollment.customerId)
  const order = enrollment.orderId && gathered.orders.get(enrollment.orderId)
  const expected = gathered.expected.get(enrollment.customerId) ?? nothingExpected
  const journey = shop.journeys.get(enrollment.journeyId)
  return {
    conditions: walkConditions({ customer, order: order || undefined, expected, timeZone }, now),
    customer: customer && customerFacts(customer, gathered),
    order: order ? orderFacts(order) : undefined,
    orders: customer?.orders ?? [],
    refunds: refundsOf(customer, order || undefined),
    predicted: { quietAt: expected.quietAt, needs: expected.needs },
    past,
    goneIds,
    shop: { timeZone, isUninstalled: shop.isUninstalled, deliveryDays },
    journey: {
      isPaused: journey?.status === 'paused',
      isArchived: !journey || journey.status === 'archived',
    },
  }
}

/** Of who has many, the latest are read; that of the order that began the walk is among them in any case. */
function refundsOf(
  customer: CustomerOfWalk | undefined,
  order: OrderOfWalk | undefined,
): JourneyFacts['refunds'] {
  const latest = customer?.refunds ?? []
  if (!order?.refundedAt || latest.some(({ orderId }) => orderId === order.id)) return latest
  return [...latest, { orderId: order.id, at: order.refundedAt }]
}

function customerFacts(customer: CustomerOfWalk, { shop, timeZone }: GatheredWalks): CustomerFacts {
  const preferences = preferencesOf(customer.preference)
  const isOff = preferences.neverAt !== undefined
  const reach = reachOfCustomer(customer, shop)
  const open = channels.filter((each) => reach[each] === 'open' && !preferences.channelsOff.includes(each))
  const wanted = topics.filter((topic) => {
    if (preferences.topicsOff.includes(topic)) return false
    return !(customer.isOffersOff && isOffer({ topic, content: { kind: 'message' } }))
  })
  return {
    timeZone: zoneOf(customer.countryCode, timeZone),
    language: languageOf(customer.locale ?? shop.locale ?? undefined) ?? languageDefault,
    tags: customer.tags.map((tag) => tag.toLowerCase()),
    reach: { channels: isOff ? [] : open, topics: isOff ? [] : wanted },
    birthday: customer.preference?.birthday ?? undefined,
    firstOrderAt: customer.firstOrderAt,
  }
}

/** By which channels a customer can be reached. */
export function reachOfCustomer(customer: CustomerOfWalk, shop: Pick<ShopOfWalks, 'secrets'>): Reach {
  const { hasEmail, hasPhone, emailConsent, smsConsent } = customer
  return reachOf({
    hasEmail,
    hasPhone,
    emailConsent: emailConsent ?? undefined,
    smsConsent: smsConsent ?? undefined,
    stopped: knownWords(channels, customer.stopped),
    connected: connectedChannels(shop),
  })
}

/** By which channels the shop can reach anybody: its own pages, and what is connected, some with a key of theirs. */
export function connectedChannels({ secrets }: Pick<ShopOfWalks, 'secrets'>): Channel[] {
  return channels.filter((channel) => {
    if (channel === 'page') return true
    const id = channelKeyIds[channel]
    return sendingChannels[channel].isConnected(id && secrets.includes(id) ? 'kept' : undefined)
  })
}

/** A customer's own terms as kept; what this version of Encore does not know is left out. */
export function preferencesOf(kept: PreferenceOfWalk | undefined): Preferences {
  if (!kept) return noPreferences
  return {
    weekMax: kept.weekMax ?? undefined,
    monthMax: kept.monthMax ?? undefined,
    pausedUntil: kept.pausedUntil,
    neverAt: kept.neverAt,
    channelsOff: knownWords(channels, kept.channelsOff),
    topicsOff: knownWords(topics, kept.topicsOff),
  }
}

function orderFacts(order: OrderOfWalk): OrderFacts {
  const { id, processedAt, cancelledAt, fulfilledAt, deliveredAt, holdsGiftCardsOnly } = order
  return {
    id,
    paidAt: processedAt,
    cancelledAt: cancelledAt ?? undefined,
    fulfilledAt: fulfilledAt ?? undefined,
    deliveredAt: deliveredAt ?? undefined,
    holdsGiftCardsOnly,
  }
}
