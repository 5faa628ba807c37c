import type { JourneyTemplateId } from '../../domain/journeys/templates.ts'
import { plural } from './words.ts'

/** Journeys: "What do we do after a purchase?" */
export const journeys = {
  title: 'Journeys',
  what: 'What you do after a purchase, for one customer at a time.',
  list: 'Journeys',
  blank: { name: 'An empty one', about: 'For an idea of your own: choose what begins it, and add steps.' },
  blankName: 'New journey',
  import: 'Import',
  export: 'Export',
  status: { draft: 'Draft', live: 'Live', paused: 'Paused', archived: 'Archived' },
  hasChanges: 'Changed since it was published',
  moreSteps: (count: number, written: string) =>
    plural(count, 'And one more step.', `And ${written} more steps.`),
  noSteps: 'It has no steps yet.',
  anyCase: 'In any case',
  goesOn: 'Whoever goes on',
  unreadable: 'This journey was written by a later version of Encore.',
  figures: {
    inside: 'Inside now',
    expected: 'Expected',
    entered: 'Began this week',
    touches: 'Contacts this week',
    held: 'Held back now',
    meaning:
      'This week is the last seven days. Expected are people whose day lies ahead, such as a birthday. Contacts are messages and offers that went out; those held back wait for room in the contact budget. Net effect is what customers bought whom the journey reached, compared with those it left alone by lot, after discounts, refunds and gifts; it is reckoned once an hour.',
  },
  actions: {
    more: (name: string) => `More for ${name}`,
    open: 'Open',
    pause: 'Pause',
    resume: 'Go on',
    duplicate: 'Duplicate',
    archive: 'Archive',
    export: 'Export as a file',
    dryRun: 'Dry run',
  },
  archive: {
    title: (name: string) => `Archive “${name}”?`,
    body: (count: number, written: string) =>
      count === 0
        ? 'Nobody walks it now. It cannot be begun again; its versions stay to be read and exported.'
        : plural(
            count,
            'One person walks it now. Their walk ends, and it cannot be begun again. Its versions stay to be read and exported.',
            `${written} people walk it now. Their walks end, and it cannot be begun again. Its versions stay to be read and exported.`,
          ),
    yes: 'Archive it',
    no: 'Keep it',
  },
  archived: (count: number) => plural(count, 'One archived journey', `${count} archived journeys`),
  copyOf: (name: string) => `Copy of ${name}`,
  said: {
    pause: (name: string) => `“${name}” is paused. Everybody stays where they are.`,
    resume: (name: string) => `“${name}” goes on.`,
    archive: (name: string) => `“${name}” was archived.`,
    duplicate: (name: string) => `“${name}” was duplicated; the copy is a draft.`,
    failed: 'That could not be done. Try again in a moment.',
  },
  refused: {
    'not-there': 'This journey is no longer there. Someone may have archived it.',
    'too-many': 'There are as many journeys as there may be. Archive one that you no longer need.',
    'no-name': 'The journey has no name, or one of more than 80 characters.',
    unfit: 'The journey cannot be read.',
  } as Record<string, string>,
  files: {
    refused: 'The file could not be imported.',
    tooLarge: 'The file is larger than a journey can be.',
    file: 'It is not a journey of Encore. Choose a file that was exported here or by another shop with Encore.',
    format: 'It was written by a later version of Encore.',
    name: 'It has no name, or one of more than 80 characters.',
    definition: 'It holds no journey.',
    trigger: 'What begins it is not known or not complete.',
    entry: 'Its condition to begin is not complete.',
    reentry: 'It does not say when somebody may walk it again.',
    exits: 'What ends it early is not complete.',
    goal: 'Its goal is not complete.',
    steps: 'One of its steps is not known or not complete.',
  } as Record<string, string>,
  fileAt: (text: string, step: string) => `${text} The step is called “${step}” in the file.`,
  empty: {
    heading: 'Begin with one that fits your shop',
    body: 'A journey is what happens after a purchase, step by step: a welcome, an answer before the question, a word when something runs out. Each one below works as it is, and can be changed before anybody meets it.',
    repeat: (customers: number, written: string, title: string, days: string) =>
      plural(
        customers,
        `One customer bought ${title} more than once, about ${days} days apart. Start with “It runs out”?`,
        `${written} customers bought ${title} more than once, usually about ${days} days apart. Start with “It runs out”?`,
      ),
    pair: (customers: number, written: string, one: string, other: string) =>
      plural(
        customers,
        `One customer bought ${one} and ${other} in the same order. Start with “Goes well with it”?`,
        `${written} customers bought ${one} and ${other} in the same order. Start with “Goes well with it”?`,
      ),
    use: 'Start with it',
  },
  gallery: {
    heading: 'Journeys to begin with',
    body: 'Nobody is reached before you publish it.',
    use: 'Use it',
    useNamed: (name: string) => `Use it: ${name}`,
    steps: 'See its steps',
  },
  templates: {
    'first-order': {
      name: 'First order',
      about:
        'Welcomes people who order for the first time, and helps them to a good start once it has arrived.',
    },
    answers: {
      name: 'Answers on day 1, 7 and 30',
      about: 'Answers what people ask on the first day, after a week and after a month, before they do.',
    },
    'goes-well': {
      name: 'Goes well with it',
      about: 'Shows people what goes with their order once it has arrived and they have had time with it.',
    },
    replenishment: {
      name: 'It runs out',
      about: 'Reminds people a few days before something they buy again runs out, by their own rhythm.',
    },
    'second-order': {
      name: 'A second order',
      about: 'Invites people who ordered once to come back, with what goes with their first order.',
    },
    'win-back': {
      name: 'It has been a while',
      about:
        'Says hello to people who have been quiet for longer than is usual for them, and once more a month later.',
    },
    'thank-regular': {
      name: 'Thank a regular',
      about: 'Thanks people who keep coming back, and asks for nothing.',
    },
    'sorry-refund': {
      name: 'Sorry after a refund',
      about: 'Says sorry when money went back, and offers nothing.',
    },
    birthday: {
      name: 'Happy birthday',
      about: 'Wishes a happy birthday to people who told you when it is.',
    },
  } satisfies Record<JourneyTemplateId, { name: string; about: string }>,
}
