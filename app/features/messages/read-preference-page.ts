import type { BudgetPolicy } from '../../domain/budget/policy.ts'
import { noPreferences } from '../../domain/budget/preferences.ts'
import { type Topic, topics } from '../../domain/budget/topic.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { wholeIn, wordIn } from '../../domain/json-fields.ts'
import { composeMessage, type MessageParts } from '../../domain/messages/compose-message.ts'
import { textValueOf } from '../../domain/messages/fill-template.ts'
import { type IntentKind, intentKinds } from '../../domain/messages/intent.ts'
import { firstLanguage, type MessageLanguage } from '../../domain/messages/languages.ts'
import { dayIn, messageReasonOf } from '../../domain/messages/message-reason.ts'
import { templateIds } from '../../domain/messages/template-id.ts'
import { type ConsentLacking, consentLacking } from '../../domain/messages/withdrawal.ts'
import { parseSettings } from '../../domain/settings.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { momentIn } from '../../domain/time-zone.ts'
import type { HotDb } from '../../store/database.server.ts'
import {
  type PageFacts,
  readPageFacts,
  type ShownTouch,
  type ShownWalk,
} from '../../store/preference-page.server.ts'
import { type KeptPreferences, readPreferences } from '../../store/preferences.server.ts'
import { timeZoneOf } from './change-preferences.ts'
import { messageIn, shopName } from './compose-touch.ts'

/** All that the page of preferences shows, in words where it tells of the past. */
export interface PreferencePage {
  language: MessageLanguage
  shop: string
  color: string | undefined
  policy: BudgetPolicy
  preferences: KeptPreferences
  /** What Shopify's consent stops, however their own terms stand. */
  lacking: ConsentLacking | undefined
  /** `2026-12-24`, where they take a pause. */
  pausedUntil: string | undefined
  today: string
  bought: { productId: string; title: string; said: IntentKind | undefined }[]
  /** With a day only where it is sure that nothing comes before it. */
  planned: { reason: string; notBefore: string | undefined }[]
  sent: { subject: string; reason: string; day: string; topic: Topic; state: 'sent' | 'waits' | 'dropped' }[]
}

/** Gathers the page of a customer. Nothing where they are not there. */
export async function readPreferencePage(
  db: HotDb,
  customerId: ShopifyId<'Customer'>,
  now: Date,
): Promise<PreferencePage | undefined> {
  const [facts, kept] = await Promise.all([readPageFacts(db, customerId), readPreferences(db, customerId)])
  if (!facts) return undefined
  const teller = tellerOf(facts)
  const { language, timeZone, shop } = teller
  const settings = parseSettings(facts.shop.settings)
  const preferences = kept ?? { ...noPreferences, birthday: undefined }
  const { pausedUntil } = preferences
  return {
    language,
    shop,
    color: settings.brand.color,
    policy: settings.budget,
    preferences,
    lacking: consentLacking(facts.customer.consents),
    pausedUntil: pausedUntil && pausedUntil > now ? momentIn(pausedUntil, timeZone).date : undefined,
    today: momentIn(now, timeZone).date,
    bought: facts.bought.map(({ productId, title, said }) => ({
      productId,
      title: textValueOf(title) ?? productId,
      said: wordIn(intentKinds, said),
    })),
    planned: facts.walks.map((walk) => ({
      reason: teller.tell('welcome', {}, walk).reason,
      notBefore: movesOnTheDay(walk)
        ? dayIn(walk.dueAt > now ? walk.dueAt : now, language, timeZone)
        : undefined,
    })),
    sent: facts.touches.flatMap((touch) => sentOf(touch, teller)),
  }
}

/** Where a walk waits for an event, or the budget holds what it says, it may go on long before it is looked at next. */
function movesOnTheDay({ status, stepId, definition: json }: ShownWalk): boolean {
  if (status === 'entering') return true
  const steps = allSteps(definitionIn(json)?.steps ?? [])
  const kind = steps.find(({ id }) => id === stepId)?.kind
  return kind === 'wait' || kind === 'wait-until'
}

interface Teller {
  language: MessageLanguage
  timeZone: string
  shop: string
  tell(
    template: MessageParts['template'],
    texts: MessageParts['texts'],
    about: Pick<ShownTouch, 'trigger' | 'orderNumber' | 'orderedAt' | 'product'>,
  ): { subject: string; reason: string }
}

/** Says of a touch or a walk what a message of it would say, without a name in it. */
function tellerOf(facts: PageFacts): Teller {
  const { brand } = parseSettings(facts.shop.settings)
  const language = firstLanguage([facts.customer.locale, facts.customer.orderLocale, facts.shop.locale])
  const timeZone = timeZoneOf(facts)
  const shop = shopName(facts)
  const { firstOrderAt, lastOrderAt } = facts
  return {
    language,
    timeZone,
    shop,
    tell(template, texts, { trigger, orderNumber, orderedAt, product: title }) {
      const product = textValueOf(title)
      const begun = { trigger: trigger ?? undefined, orderNumber: wholeIn(orderNumber) }
      const reason = messageReasonOf({ ...begun, orderedAt, product, firstOrderAt, lastOrderAt })
      const common = { language, timeZone, shop, tone: brand.tone, firstName: undefined }
      return composeMessage({ ...common, template, texts, reason, product, orderedAt })
    },
  }
}

const states: Partial<Record<string, PreferencePage['sent'][number]['state']>> = {
  sent: 'sent',
  unknown: 'sent',
  held: 'waits',
  queued: 'waits',
  sending: 'waits',
  failed: 'dropped',
  dropped: 'dropped',
}

function sentOf(touch: ShownTouch, { tell, language, timeZone }: Teller): PreferencePage['sent'] {
  const state = states[touch.status]
  const topic = wordIn(topics, touch.topic)
  const content = messageIn(touch.content)
  if (!state || !topic || !content) return []
  // A later version of Encore may have no words for what an earlier one sent.
  const template = wordIn(templateIds, content.template)
  if (!template) return []
  const { subject, reason } = tell(template, content.texts, touch)
  return [{ subject, reason, state, topic, day: dayIn(touch.at, language, timeZone) }]
}
