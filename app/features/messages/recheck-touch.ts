import type { SendingChannel } from '../../channels/channel.ts'
import { askBudget } from '../../domain/budget/ask-budget.ts'
import type { BudgetVerdict } from '../../domain/budget/budget-answer.ts'
import { noPreferences } from '../../domain/budget/preferences.ts'
import { reachOf } from '../../domain/budget/reach.ts'
import { topics } from '../../domain/budget/topic.ts'
import { wordIn } from '../../domain/json-fields.ts'
import { parseSettings } from '../../domain/settings.ts'
import { usableTimeZone } from '../../domain/time-zone.ts'
import type { CustomerOfWalk } from '../../store/journey-facts.server.ts'
import type { QueuedTouch } from '../../store/outbox.server.ts'
import { zoneOf } from '../journeys/customer-zone.ts'
import { preferencesOf } from '../journeys/walk-facts.ts'

/** What is known when a touch is about to be sent. */
export interface KnownNow {
  customer: CustomerOfWalk | undefined
  shop: { timeZone: string | null; settings: unknown }
  isConnected: boolean
}

/**
 * Asks the budget once more, right before sending: consent, stops, the customer's own terms and quiet hours as they are
 * now. Room is not asked again: the touch counts already. Nothing where its topic is none.
 */
export function recheckTouch(
  touch: QueuedTouch & { channel: SendingChannel },
  { customer, shop, isConnected }: KnownNow,
  now: Date,
): BudgetVerdict | undefined {
  const topic = wordIn(topics, touch.topic)
  if (!topic) return undefined
  const { key, channel, usefulness, validUntil, isAsked, wishedAt: waitingSince } = touch
  const content = { kind: 'message' as const }
  const [verdict] = askBudget(
    {
      wishes: [{ key, channels: [channel], topic, content, usefulness, validUntil, isAsked, waitingSince }],
      counted: [],
      policy: parseSettings(shop.settings).budget,
      preferences: customer ? preferencesOf(customer.preference) : noPreferences,
      reach: reachOf({
        hasEmail: customer?.hasEmail ?? false,
        hasPhone: customer?.hasPhone ?? false,
        emailConsent: customer?.emailConsent ?? undefined,
        smsConsent: customer?.smsConsent ?? undefined,
        stopped: customer?.stopped.includes(channel) ? [channel] : [],
        connected: isConnected ? [channel] : [],
      }),
      matters: [],
      isHeldOut: false,
      isOffersOff: customer?.isOffersOff ?? false,
      isGone: customer === undefined,
      timeZone: zoneOf(customer?.countryCode ?? null, usableTimeZone(shop.timeZone)),
    },
    now,
  )
  return verdict
}
