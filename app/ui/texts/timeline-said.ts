import type { Channel } from '../../domain/budget/channel.ts'
import type { Topic } from '../../domain/budget/topic.ts'
import type { IntentKind } from '../../domain/messages/intent.ts'
import type { TermsChange } from '../../domain/messages/terms-change.ts'
import { plural } from './words.ts'

/** What customers said of something they bought: as a headline, and what it changed. */
export const intentWords: Record<IntentKind, { headline: string; changed: string }> = {
  finished: {
    headline: 'Said that {title} is used up',
    changed: 'They are taken to need it since then, and a reminder of it need not wait any longer.',
  },
  gift: {
    headline: 'Said that {title} was a gift',
    changed: 'Nothing reminds them that it runs out, unless they buy it again.',
  },
  remind: {
    headline: 'Asked to be reminded of {title} later',
    changed: 'A reminder of it waits until then:',
  },
  never: {
    headline: 'Said that they never want {title} again',
    changed: 'It is neither offered to them nor are they reminded of it, until they say otherwise.',
  },
}

/** What a customer chose about being contacted, and what it changes; `{until}` is a day. */
export function termsWords(change: TermsChange): string {
  switch (change.kind) {
    case 'never':
      return change.isNever
        ? 'No contact at all: what was waiting is dropped, and nothing more is sent.'
        : 'They may be contacted again.'
    case 'pause':
      return change.until
        ? 'A pause until {until}: what comes up before is held back.'
        : 'The pause is over: they may be contacted again.'
    case 'often':
      return change.cap
        ? `At most ${change.cap.count} ${plural(change.cap.count, 'contact', 'contacts')} in ${change.cap.days} days. What is more waits.`
        : 'As often as your shop’s own budget allows.'
    case 'topics': {
      const named = listed(
        change.topics.map((each) => topicWords[each]),
        change.isOff,
      )
      return change.isOff ? `No more ${named}.` : `They want ${named} again.`
    }
    case 'channels': {
      const named = listed(
        change.channels.map((each) => channelWords[each]),
        change.isOff,
      )
      return change.isOff ? `Not to be reached ${named}.` : `They may be reached ${named} again.`
    }
    default:
      return change satisfies never
  }
}

const topicWords: Record<Topic, string> = {
  help: 'help with what they bought',
  reminders: 'reminders of what runs out',
  offers: 'offers',
  thanks: 'thanks and good wishes',
}

const channelWords: Record<Channel, string> = {
  page: 'on the shop’s pages',
  email: 'by email',
  klaviyo: 'through Klaviyo',
  flow: 'through Shopify Flow',
}

function listed(words: readonly string[], isOff: boolean): string {
  return new Intl.ListFormat('en', { type: isOff ? 'disjunction' : 'conjunction' }).format(words)
}
