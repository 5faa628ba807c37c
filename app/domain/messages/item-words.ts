import { exponentOf, type Money } from '../money.ts'
import type { Reason } from '../offers/reason.ts'
import { fillTemplate } from './fill-template.ts'
import type { MessageLanguage } from './languages.ts'
import { wordsIn } from './words.ts'
import type { ItemReason } from './words-shape.ts'

/** Why this product, in one line: the same sentences that the pages of the shop say. */
export function itemReasonLine(reason: Reason, language: MessageLanguage): string {
  switch (reason.kind) {
    case 'bought-together':
      return said(language, 'bought-together', reason.customers, { with: reason.withTitle })
    case 'bought-again':
      return reason.everyDays === null
        ? said(language, 'bought-again', reason.times)
        : said(language, 'bought-again-rhythm', reason.everyDays)
    case 'comes-back':
    case 'popular':
      return said(language, reason.kind, reason.customers, { days: String(reason.days) })
    case 'alike':
    case 'suggested':
      return said(language, reason.kind, 0, { with: reason.withTitle })
    case 'picked':
      return reason.withTitle
        ? said(language, 'picked-with', 0, { with: reason.withTitle })
        : said(language, 'picked', 0)
    case 'reminder':
      return said(language, 'reminder', 0)
    default:
      return reason satisfies never
  }
}

function said(
  language: MessageLanguage,
  kind: ItemReason,
  count: number,
  more: Record<string, string> = {},
): string {
  const words = wordsIn(language).items[kind]
  const category = new Intl.PluralRules(language).select(count)
  const text = typeof words === 'string' ? words : (words[category] ?? words.other)
  return fillTemplate(text, { count: String(count), ...more }, {})
}

/** An amount as people of this language write it. */
export function priceIn({ minor, currency }: Money, language: MessageLanguage): string {
  const digits = exponentOf(currency)
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits)
}

/** One of the sentences around a product, with its values. */
export function frameLine(
  language: MessageLanguage,
  key: 'priceNow' | 'amountOff' | 'freeShipping' | 'gift',
  values: Record<string, string> = {},
): string {
  return fillTemplate(wordsIn(language).frame[key], values, {})
}
