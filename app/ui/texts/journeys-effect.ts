import { windowDays } from '../../domain/proof/window.ts'
import { plural } from './words.ts'

/** What a journey changes, or why that cannot be told yet. Numbers come written in the reader's locale. */
export const journeysEffect = {
  label: 'Net effect',
  heading: 'What this journey changes',
  more: (low: string, high: string) => `Between ${low} and ${high} more per customer in ${windowDays} days`,
  less: (low: string, high: string) => `Between ${low} and ${high} less per customer in ${windowDays} days`,
  from: (reached: string, leftAlone: string) => `from ${reached} reached and ${leftAlone} left alone`,
  tooEarly: 'Too early to tell',
  nobody:
    'nobody is left alone, so that there is nothing to compare with. You can change that in the settings.',
  few: (have: number, written: string, needed: string) =>
    plural(
      have,
      `the ${windowDays} days of one customer have passed in the smaller group, and it takes ${needed}.`,
      `the ${windowDays} days of ${written} customers have passed in the smaller group, and it takes ${needed}.`,
    ),
  fewBought: (have: number, written: string, needed: string) =>
    plural(
      have,
      `one customer bought in the group that bought less often, and it takes ${needed}.`,
      `${written} customers bought in the group that bought less often, and it takes ${needed}.`,
    ),
  spans: (less: string, more: string) =>
    `between ${less} less and ${more} more per customer in ${windowDays} days`,
  untilEnough: (weeks: number, written: string) =>
    plural(
      weeks,
      'At this pace that is about one more week.',
      `At this pace that is about ${written} more weeks.`,
    ),
  untilHalf: (weeks: number, written: string) =>
    plural(
      weeks,
      'One more week would halve this range.',
      `About ${written} more weeks would halve this range.`,
    ),
  meaning: (cap: string | undefined) =>
    `Compared are customers who began this journey: those it reached, and those who were left alone by lot. Counted is what they bought in the ${windowDays} days after that, after discounts, refunds and gifts; what goods and messages cost is not known of all and not taken off. The range holds in 95 of 100 cases, however often you look.${
      cap === undefined
        ? ''
        : ` Nobody counts with more than ${cap}, so that a few large orders do not decide.`
    }`,
}
