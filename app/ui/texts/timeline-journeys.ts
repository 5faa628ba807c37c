import type { BudgetReasonKind } from '../../domain/budget/budget-reason.ts'
import type { Channel } from '../../domain/budget/channel.ts'
import type { EndReason } from '../../domain/journeys/enrollment.ts'
import type { LeftOutReason } from '../../domain/journeys/touch-goods.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import type { DropReason, TimelineEntry, ToldStep, TouchEvidence } from '../../domain/timeline.ts'
import { matterIn } from './open-matters.ts'

const goneJourney = 'a journey that is no longer there'

/** What the journey of an entry is called. */
export function journeyNameOf(entry: TimelineEntry): string {
  return ('journey' in entry && entry.journey.name) || goneJourney
}

/** What a passed step did, as a headline; `{journey}` names the journey. */
export function stepWords(passed: ToldStep): string {
  switch (passed.kind) {
    case 'branched':
      return passed.lane === 'otherwise'
        ? 'Took the other way in {journey}'
        : `Took the way “${plainly(passed.lane)}” in {journey}`
    case 'split':
      return `Is in “${plainly(passed.arm)}” of a split in {journey}`
    case 'not-touched':
      return 'A contact of {journey} was left out'
    case 'tagged':
      return passed.isAdded
        ? `The tag “${plainly(passed.tag)}” was added by {journey}`
        : `The tag “${plainly(passed.tag)}” was taken away by {journey}`
    case 'told-flow':
      return `Shopify Flow was told “${plainly(passed.name)}” by {journey}`
    case 'broken':
      return 'A step of {journey} could not be carried out'
    default:
      return passed satisfies never
  }
}

/** Braces would be taken for a part of the sentence. */
function plainly(name: string): string {
  return name.replaceAll(/[{}]/g, '')
}

/** What a contact says. */
export function touchWords({ says }: TouchEvidence): string {
  return says.kind === 'offer' ? 'an offer on the shop’s pages' : templateWords[says.template]
}

/** By which way it was sent, and for which journey. */
export function sentWords({ channel, journey }: TouchEvidence): string {
  const way = channel ? channelWords[channel] : 'Sent'
  if (!journey) return `${way}.`
  return `${way}, from ${journey.name ? `the journey “${journey.name}”` : goneJourney}.`
}

const channelWords: Record<Channel, string> = {
  page: 'On the shop’s pages',
  email: 'By email',
  klaviyo: 'Through Klaviyo',
  flow: 'Through Shopify Flow',
}

const templateWords: Record<TemplateId, string> = {
  welcome: 'the welcome',
  'how-to': 'the how-to',
  'check-in': 'the question how it is going',
  'month-after': 'the word after a month',
  'goes-well': 'what goes well with their order',
  'running-out': 'the reminder that something runs out',
  'second-order': 'the invitation to a second order',
  'we-miss-you': 'the word that they are missed',
  'thank-regular': 'the thanks to a regular',
  'sorry-refund': 'the apology after a refund',
  birthday: 'the birthday wishes',
}

/** Why a journey ended for somebody. */
export const endWords: Record<EndReason, string> = {
  completed: 'They came to its end.',
  'not-entered': 'They did not enter it.',
  bought: 'They bought again.',
  refunded: 'Something was refunded.',
  goal: 'Its goal was reached.',
  unsubscribed:
    'It had no way to reach them: they have not agreed to be written to or have stopped it, or it has no address or channel for them.',
  'no-longer-due': 'What it waited for is no longer due.',
  'stopped-by-merchant': 'Your shop stopped it for this customer.',
  'stopped-by-customer': 'They asked for it to stop.',
  'journey-archived': 'The journey was archived.',
  'customer-gone': 'The customer is no longer there.',
  'shop-gone': 'The app was uninstalled.',
  broken: 'Something in it was broken.',
}

const leftOut: Record<LeftOutReason, string> = {
  'product-gone': 'What it was about is no longer in your shop.',
  'collection-gone': 'The collection that it offers is no longer in your shop.',
  'gift-gone': 'The gift that comes with it is no longer in your shop.',
  'gift-cards-only': 'The order holds gift cards alone: there is nothing to explain or to ask about.',
}

/** Why a step said nothing; nothing where the budget did not let it, or another version of Encore wrote why. */
export function leftOutWords(why: string): string | undefined {
  return isLeftOutReason(why) ? leftOut[why] : undefined
}

function isLeftOutReason(why: string): why is LeftOutReason {
  return Object.hasOwn(leftOut, why)
}

/** Why a contact was held back or dropped. */
export function reasonWords(
  why: { kind: BudgetReasonKind | DropReason['kind']; matter?: string } | undefined,
): string {
  const matter = matterIn(why?.matter)
  if (matter) return `Help came first: ${matter}. It was asked again:`
  return why ? reasons[why.kind] : ''
}

const reasons: Record<BudgetReasonKind | DropReason['kind'], string> = {
  'shop-cap-week': 'Your shop’s contacts for seven days were used up. It was asked again:',
  'shop-cap-month': 'Your shop’s contacts for thirty days were used up. It was asked again:',
  'own-cap': 'The customer wants to hear from you less often. It was asked again:',
  'quiet-hours': 'It was night where the customer is. It was asked again:',
  'paused-until': 'The customer wants a pause. It was asked again:',
  'open-matter': 'Something with an order was not well yet. It was asked again:',
  'another-was-more-useful': 'Another contact was more useful. It was asked again:',
  never: 'The customer wants no contact.',
  'offers-off': 'The customer wants no offers.',
  'topic-off': 'The customer does not want to hear of this.',
  'no-consent': 'The customer has not agreed to be reached this way.',
  'no-address': 'There is no address to reach the customer at.',
  'channel-stopped': 'Messages came back, or the customer complained.',
  'channel-off': 'The customer does not want to be reached this way.',
  'not-connected': 'The way to reach the customer is not connected.',
  'held-out': 'The customer is left alone on purpose, to see what contacts change.',
  'no-room': 'No contacts are allowed at all.',
  'too-late': 'When it could have gone it was no longer worth saying.',
  gone: 'The customer is no longer there.',
  'not-sent': 'It could not be sent.',
  skipped: 'Your shop left it out for this customer.',
  'walk-ended': 'Its journey had ended for this customer.',
  'gift-cards-only': leftOut['gift-cards-only'],
}
