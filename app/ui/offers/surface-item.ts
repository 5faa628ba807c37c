import { costOf, isInPrice } from '../../../extensions/shared/price.ts'
import { reasonLine } from '../../../extensions/shared/reason-words.ts'
import type { ShownIncentive } from '../../contract/offer.ts'
import { exponentOf } from '../../domain/money.ts'
import { formatMoney } from '../format.ts'
import type { PreviewedItem, ShownCurrency } from './previewed.ts'
import type { translatorFor } from './translate.ts'

type Translate = ReturnType<typeof translatorFor>

/** The words of one product on a surface, as its extension would say them. */
export interface ItemWords {
  title: string
  now: string
  was: string | undefined
  reason: string
  /** What is given that the price cannot show. */
  extra: string | undefined
}

/** Puts one product into words with the extension's own texts and prices. */
export function itemWords(
  item: PreviewedItem,
  translate: Translate,
  { currency, shopCurrency, language }: { currency: ShownCurrency; shopCurrency: string; language: string },
): ItemWords {
  const minor = Math.round(item.priceMinor * currency.rate)
  const given = item.incentive.kind === 'given' ? shownOf(item.incentive.incentive) : null
  const units = { amount: minor / 10 ** exponentOf(currency.code), currency: currency.code }
  const { now, was } = costOf(units, 1, given)
  const money = (amount: number, code = currency.code) =>
    formatMoney(
      { minor: Math.round(amount * 10 ** exponentOf(code)), currency: code },
      { locale: language, timeZone: 'UTC' },
    )
  return {
    title: item.variantTitle ? `${item.title}, ${item.variantTitle}` : item.title,
    now: money(now),
    was: was === undefined ? undefined : money(was),
    reason: reasonWords(item, translate),
    extra:
      given && !isInPrice(given, currency.code)
        ? extraWords(given, translate, shopCurrency, money)
        : undefined,
  }
}

function shownOf(
  incentive: Extract<PreviewedItem['incentive'], { kind: 'given' }>['incentive'],
): ShownIncentive {
  switch (incentive.kind) {
    case 'percentage':
      return { kind: 'percentage', percent: incentive.percent }
    case 'amount':
      return { kind: 'amount', minor: incentive.minor, currency: incentive.currency }
    case 'free-shipping':
      return { kind: 'free-shipping' }
    case 'gift':
      return incentive
    default:
      return incentive satisfies never
  }
}

/** The extension's words for a reason need no more of the goods than this. */
function reasonWords({ reason }: PreviewedItem, translate: Translate): string {
  const withTitle = 'withTitle' in reason ? (reason.withTitle ?? undefined) : undefined
  return reasonLine(translate, { item: { reason }, withTitle })
}

function extraWords(
  incentive: ShownIncentive,
  translate: Translate,
  shopCurrency: string,
  money: (amount: number, code?: string) => string,
): string | undefined {
  switch (incentive.kind) {
    case 'free-shipping':
      return translate('freeShipping')
    case 'gift':
      return translate('gift', { gift: incentive.title })
    case 'amount':
      return translate('amountOff', {
        amount: money(incentive.minor / 10 ** exponentOf(shopCurrency), shopCurrency),
      })
    case 'percentage':
      return undefined
    default:
      return incentive satisfies never
  }
}

/** The heading of a surface: the merchant's own, else what all of it goes with, where that is one thing. */
export function headingWords(own: string | undefined, items: PreviewedItem[], translate: Translate): string {
  if (own) return own
  const titles = items.map(({ reason }) => ('withTitle' in reason ? reason.withTitle : undefined))
  const [first] = titles
  return first && titles.every((each) => each === first)
    ? translate('heading', { product: first })
    : translate('headingMore')
}
