import type { BudgetReasonKind } from '../../domain/budget/budget-reason.ts'
import type { EndReason } from '../../domain/journeys/enrollment.ts'
import type {
  EmptyBecause,
  ExampleEvent,
  TakenAsToday,
  WalkCounts,
} from '../../domain/journeys/simulate-report.ts'
import { plural } from './words.ts'

/** What a journey would have done with the shop's own past. */
export const journeyDryRun = {
  title: 'Dry run',
  back: 'Journey',
  what: 'The draft walked your orders of the past year, in their order and under your contact budget. Nobody was reached. Last run: {ago}.',
  begin: {
    heading: 'See what it would have done',
    body: 'The draft walks your orders of the past year, in their order and under your contact budget. Nobody is reached, and nothing is changed. It takes a few seconds, in a large shop a minute; you may leave this page meanwhile.',
    action: 'Begin the dry run',
    again: 'Run it again',
  },
  outdated: 'The journey was changed since. Run it again to see what it does now.',
  running: {
    heading: 'It is walking your orders',
    waiting: 'It begins in a moment.',
    progress: (walked: string, all: string) => `${walked} of about ${all} orders`,
    leave: 'You may leave this page; the report will be here.',
    bar: 'How far it has come',
    cancel: 'Stop it',
  },
  failed: 'It could not be carried out. Run it again; if it keeps failing, the server’s log says why.',
  cancelled: 'It was stopped before its end.',
  refused: {
    'not-there': 'This journey is no longer there.',
    unfit: 'The draft is not complete. Open it and look at what is marked.',
  } as Record<string, string>,
  report: {
    heading: 'In the past year it would have …',
    entered: {
      label: 'begun for',
      value: (customers: number, written: string) =>
        plural(customers, `${written} customer`, `${written} customers`),
      detail: (written: string, fired: string) =>
        `${written} of the ${fired} times that what begins it happened`,
    },
    touches: {
      label: 'reached people',
      value: (count: number, written: string) => plural(count, `${written} time`, `${written} times`),
      detail: (customers: string) => `${customers} different customers`,
    },
    held: {
      label: 'been held back',
      value: (count: number, written: string) => plural(count, `${written} time`, `${written} times`),
      detail: (went: string) => `${went} of them went later`,
    },
    dropped: {
      label: 'left unsaid',
      value: (count: number, written: string) => plural(count, `${written} time`, `${written} times`),
      detail: 'Why stands below, under “Never said”',
    },
    cost: {
      label: 'given away at most',
      none: 'Nothing: it offers no discount',
      detail: (count: string) => `if every one of ${count} offers had been taken, at its dearest`,
      unknown: (count: number, written: string) =>
        plural(count, 'Of one offer it cannot be said.', `Of ${written} offers it cannot be said.`),
    },
    period: 'From {from} to {until}: {orders} paid orders of {customers} customers.',
    guests: (count: number, written: string) =>
      plural(count, 'One order of a guest is left out.', `${written} orders of guests are left out.`),
    everyNth: (n: string) =>
      `Your shop is large, so one customer in ${n} was walked; all counts are of those.`,
  },
  empty: {
    heading: 'Nobody would have entered',
    because: {
      'no-orders': 'There are no paid orders of the past year yet.',
      'cannot-tell':
        'What begins this journey is not kept of the past, so it cannot be told. It may still be published.',
      'never-fired': 'What begins it never happened in the past year.',
      condition: 'What begins it happened, but its condition held for nobody. Look at “Only if”.',
      'not-due': 'What begins it was foreseen, and never came.',
    } satisfies Record<EmptyBecause, string>,
  },
  weeks: {
    heading: 'Week by week',
    entered: 'Began',
    touches: 'Reached',
    label: 'Week by week: who would have begun, and how often people would have been reached',
    week: (from: string, entered: string, touches: string) =>
      `Week of ${from}: ${entered} began, reached ${touches} times`,
    table: 'The same as a table',
    weekOf: 'Week of',
  },
  steps: {
    heading: 'Step by step',
    step: 'Step',
    came: 'Came here',
    went: 'Went out',
    held: 'Held',
    dropped: 'Dropped',
    atOnce: 'Came to no step, as their walk was over when it began:',
  },
  budget: {
    heading: 'What the contact budget held back',
    none: 'It would have held nothing back.',
    held: (times: number, written: string, days: string) =>
      plural(times, `once, for ${days} days`, `${written} times, for ${days} days in all`),
    heldHeading: 'Held back for a while',
    droppedHeading: 'Never said',
    dropped: (times: number, written: string) => plural(times, 'once', `${written} times`),
    tooLate: 'held until it was no longer worth saying, by:',
    reasons: {
      'shop-cap-week': 'your cap for seven days was used up',
      'shop-cap-month': 'your cap for thirty days was used up',
      'own-cap': 'the customer wants to hear from you less often',
      'quiet-hours': 'it was night where they are',
      'paused-until': 'they wanted a pause',
      'open-matter': 'something was not well: a late parcel, a return, a refund',
      'another-was-more-useful': 'something more useful went first',
      never: 'they want no contact',
      'offers-off': 'they want no offers',
      'topic-off': 'they do not want to hear of this',
      'no-consent': 'they have not agreed to be written to',
      'no-address': 'there is no address',
      'channel-stopped': 'messages came back, or they complained',
      'channel-off': 'they do not want to be reached this way',
      'not-connected': 'the way to reach them is not connected',
      'held-out': 'they are left alone on purpose',
      'no-room': 'no contacts are allowed at all',
      'too-late': 'it was no longer worth saying',
      gone: 'the customer is no longer there',
    } as Record<BudgetReasonKind, string>,
  },
  ended: {
    heading: 'How their walks ended',
    underWay: 'would still be on their way',
    reasons: {
      completed: 'came to the end',
      'not-entered': 'did not enter',
      bought: 'ordered again',
      refunded: 'were refunded',
      goal: 'reached the goal',
      unsubscribed: 'could not be reached: they have not agreed to be, or have no address',
      'no-longer-due': 'were past it: it was no longer due',
      'stopped-by-merchant': 'were stopped by you',
      'stopped-by-customer': 'asked for it to stop',
      'journey-archived': 'were in it when it was archived',
      'customer-gone': 'were no longer there',
      'shop-gone': 'were in it when Encore was uninstalled',
      broken: 'met something that was broken',
    } satisfies Record<EndReason, string>,
  },
  refusedAtEntry: {
    body: 'Turned away, so that nothing began:',
    reasons: {
      condition: 'did not fit its condition',
      walking: 'were on their way through it already',
      againTooSoon: 'had been through it, and it did not let them in again yet',
      toldTogether: 'were told of it together with something else',
      noLongerDue: 'came when it was no longer due',
    } satisfies Record<keyof WalkCounts['refused'], string>,
  },
  examples: {
    heading: (count: number) => plural(count, 'One real person', `${count} real people`),
    nameless: 'A customer without a name',
    after: 'after {order}',
    open: 'Their timeline',
    openOf: (name: string) => `Their timeline: ${name}`,
    began: 'Began',
    underWay: 'Would still be on their way.',
    events: {
      // Each begins with the step’s own sentence.
      waited: { time: 'done', happened: 'it happened', 'ran-out': 'the time ran out' },
      branched: (lane: string) => (lane === 'otherwise' ? 'Went the other way' : `Went “${lane}”`),
      split: (arm: string) => `Fell into “${arm}”`,
      touched: 'sent',
      'not-touched': 'nothing was said',
      held: 'Held back until {until}: {reason}',
      tagged: (tag: string) => `Tag: ${tag}`,
      'told-flow': (name: string) => `Shopify Flow was told: ${name}`,
      ended: 'Left at “End”',
      broken: 'Something was broken',
    } satisfies Record<ExampleEvent['kind'], unknown>,
  },
  taken: {
    heading: 'What the past does not tell',
    body: 'It was taken as it is today:',
    words: {
      tags: 'tags of customers',
      consent: 'who may be written to',
      collections: 'which products are in which collection',
      predictions: 'when something runs out and who has been quiet, as it is foretold today',
      'other-journeys': 'what other journeys would have said meanwhile',
    } satisfies Record<TakenAsToday, string>,
  },
  publish: 'Publish',
}
