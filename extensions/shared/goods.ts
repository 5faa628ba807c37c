import type { ShownItem } from '../../app/contract/offer.ts'

/** One variant as this buyer can have it. */
export interface Choice {
  id: string
  title: string
  price: Price
  image: { url: string; alt: string } | undefined
}

/** In whole units of the currency, as the Storefront API says it. */
export interface Price {
  amount: number
  currency: string
}

/** An offered product as this buyer sees it: in their language, at the prices of their market. */
export interface Goods {
  item: ShownItem
  title: string
  /** What the reason names beside it, if anything. */
  withTitle: string | undefined
  giftTitle: string | undefined
  /** What can be bought now, at least one; `first` is the one to begin with. */
  choices: Choice[]
  first: Choice
}

/** What a person calls this choice: the product, and the variant where the product has a name for it. */
export function fullTitle(title: string, choice: Choice): string {
  return choice.title === 'Default Title' ? title : `${title}, ${choice.title}`
}
