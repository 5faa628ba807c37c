import type { PageWords } from '../page-words-shape.ts'

/** English. */
export const en: PageWords = {
  title: 'What {{shop}} may write to you',
  intro: 'You decide. Every change counts at once, and you can come back to this page at any time.',
  saved: 'Saved.',
  stopped: 'Done. You will get no more messages from {{shop}}.',
  badDate: 'There is no such day. Nothing was changed.',
  off: {
    ways: 'You get no messages now: all ways of sending them are turned off. To get what is ticked below again, tick one of them under “{{where}}” and press “{{save}}”.',
    all: 'You get nothing at all now. To hear from the shop again, take away the tick at “{{never}}” and press “{{save}}”.',
  },
  lacking: {
    all: '{{shop}} may not send you messages: you have not agreed to it in the shop, or have taken that back. You can agree there, when you order next or in your account.',
    email:
      '{{shop}} may not send you messages by email: you have not agreed to it in the shop, or have taken that back. You can agree there, when you order next or in your account.',
  },
  often: { title: 'How many messages and offers?', atMost: 'At most {{count}} in {{days}} days' },
  pause: { title: 'A pause', label: 'No messages until', hint: 'Leave it empty for no pause.' },
  topics: {
    title: 'What about?',
    hint: 'You get what is ticked.',
    help: 'Help with what I bought',
    reminders: 'Reminders when something runs out',
    offers: 'Things that go with what I bought',
    thanks: 'Thanks and good wishes',
  },
  channels: {
    title: 'Where?',
    email: 'By email',
    other: 'By other ways the shop uses, such as text messages',
    page: 'On the shop’s own pages',
  },
  never: {
    title: 'Nothing at all',
    label: 'Never write to me',
    hint: 'What you order and pay for is still confirmed by the shop.',
  },
  birthday: {
    title: 'Your birthday, if you like',
    hint: 'Day and month only, for good wishes. Choose none and it is forgotten.',
    day: 'Day',
    month: 'Month',
    none: 'none',
  },
  save: 'Save',
  bought: {
    title: 'What you bought',
    hint: 'What you say here changes what comes next.',
    said: 'You said: {{said}}',
    finished: 'I finished it',
    gift: 'It was a gift',
    remind: 'Remind me in six weeks',
    never: 'Never again',
  },
  planned: {
    message: 'A message',
    title: 'What is planned',
    none: 'Nothing is planned.',
    notBefore: 'not before {{date}}',
  },
  sent: {
    title: 'What you got, and why',
    none: 'You have got nothing yet.',
    waits: 'Waits for now.',
    dropped: 'Was not sent in the end.',
  },
  stop: {
    title: 'Stop all messages?',
    text: 'With one press you get no more messages from {{shop}}. To get any again one day, you would have to agree in the shop.',
    button: 'Stop all messages',
  },
  invalid: {
    title: 'This link does not work',
    text: 'It may be incomplete or no longer good. The link at the end of the latest message works.',
  },
  busy: 'Too many requests. Please try again in a few minutes.',
}
