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
    'It cannot be told: nobody is left alone, so there is nothing to compare with. You can change that in Settings.',
  few: (have: string, needed: string) =>
    `reached and left alone, each group needs ${needed} customers whose ${windowDays} days are over. The smaller one has ${have}.`,
  fewBought: (have: string, needed: string) =>
    `reached and left alone, each group needs ${needed} customers who bought. The one behind has ${have}.`,
  spans: (less: string, more: string) =>
    `between ${less} less and ${more} more per customer in ${windowDays} days`,
  untilEnough: (weeks: number, written: string) =>
    plural(
      weeks,
      'At this pace that takes about one more week.',
      `At this pace that takes about ${written} more weeks.`,
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
