import type { Goods } from './goods.ts'
import type { Translate } from './translate.ts'

/** As much of the goods as their reason needs. */
export type Reasoned = Pick<Goods, 'withTitle'> & { item: Pick<Goods['item'], 'reason'> }

/** Why this product, in one line. */
export function reasonLine(translate: Translate, { item: { reason }, withTitle = '' }: Reasoned): string {
  switch (reason.kind) {
    case 'bought-together':
      return translate('reasonTogether', { count: reason.customers, with: withTitle })
    case 'bought-again':
      return reason.everyDays === null
        ? translate('reasonAgain', { count: reason.times })
        : translate('reasonRhythm', { count: reason.everyDays })
    case 'comes-back':
      return translate('reasonComesBack', { count: reason.customers, days: reason.days })
    case 'popular':
      return translate('reasonPopular', { count: reason.customers, days: reason.days })
    case 'alike':
      return translate('reasonAlike', { with: withTitle })
    case 'picked':
      return withTitle ? translate('reasonPickedWith', { with: withTitle }) : translate('reasonPicked')
    case 'suggested':
      return translate('reasonSuggested', { with: withTitle })
    case 'reminder':
      return translate('reasonReminder')
    default:
      return reason satisfies never
  }
}

/** What led here, in whole sentences. */
export function evidence(
  translate: Translate,
  { item: { reason }, title: product, withTitle = '' }: Goods,
): string {
  switch (reason.kind) {
    case 'bought-together':
      return translate('evidenceTogether', { count: reason.customers, product, with: withTitle })
    case 'bought-again':
      return [
        translate('evidenceAgain', { count: reason.times, product }),
        ...(reason.everyDays === null ? [] : [translate('evidenceRhythm', { count: reason.everyDays })]),
      ].join(' ')
    case 'comes-back':
      return translate('evidenceComesBack', { count: reason.customers, days: reason.days, product })
    case 'popular':
      return translate('evidencePopular', { count: reason.customers, days: reason.days, product })
    case 'alike':
      return translate('evidenceAlike', { product, with: withTitle })
    case 'picked':
      return withTitle
        ? translate('evidencePickedWith', { product, with: withTitle })
        : translate('evidencePicked', { product })
    case 'suggested':
      return translate('evidenceSuggested', { product, with: withTitle })
    case 'reminder':
      return translate('evidenceReminder', { product })
    default:
      return reason satisfies never
  }
}

/** The merchant's own heading; else what all of it goes with, where that is one and the same thing. */
export function headingOf(translate: Translate, own: string | null, goods: Goods[]): string {
  if (own !== null) return own
  const [first] = goods
  const isSame = goods.every(({ withTitle }) => withTitle === first?.withTitle)
  return first?.withTitle && isSame
    ? translate('heading', { product: first.withTitle })
    : translate('headingMore')
}
