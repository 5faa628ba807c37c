import type { Topic } from '../budget/topic.ts'
import type { IntentKind } from './intent.ts'
import type { ConsentLacking } from './withdrawal.ts'

/** All that the page of preferences says, in one language. Variables in braces; see fill-template.ts. */
export interface PageWords {
  title: string
  intro: string
  saved: string
  stopped: string
  badDate: string
  /** What is off, and how it is turned on again. */
  off: { ways: string; all: string }
  /** What the shop may not do without their consent, and where they can give it. */
  lacking: Record<ConsentLacking, string>
  often: { title: string; atMost: string }
  pause: { title: string; label: string; hint: string }
  topics: { title: string; hint: string } & Record<Topic, string>
  channels: { title: string; email: string; other: string; page: string }
  never: { title: string; label: string; hint: string }
  birthday: { title: string; hint: string; day: string; month: string; none: string }
  save: string
  bought: { title: string; hint: string; said: string } & Record<IntentKind, string>
  planned: { message: string; title: string; none: string; notBefore: string }
  sent: { title: string; none: string; waits: string; dropped: string }
  stop: { title: string; text: string; button: string }
  invalid: { title: string; text: string }
  busy: string
}
