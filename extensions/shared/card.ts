import type { ShownItem } from '../../app/contract/offer.ts'
import { quantityMax } from '../../app/contract/offer.ts'
import type { Choice, Goods } from './goods.ts'

/** One offered product with what the shopper chose of it so far. */
export interface Card {
  goods: Goods
  choice: Choice
  quantity: number
}

export function openCard(goods: Goods): Card {
  return { goods, choice: goods.first, quantity: 1 }
}

/** The card with another variant; the same card when there is no such variant. */
export function withVariant(card: Card, variantId: string): Card {
  const choice = card.goods.choices.find(({ id }) => id === variantId)
  return choice ? { ...card, choice } : card
}

/** The card with what was typed as quantity, held between 1 and `quantityMax`; the same card for what is no number. */
export function withQuantity(card: Card, typed: string): Card {
  const wanted = Number.parseInt(typed, 10)
  return Number.isNaN(wanted) ? card : { ...card, quantity: Math.min(Math.max(wanted, 1), quantityMax) }
}

/** The cards with this one in the place of the one with the same item. */
export function replaced(cards: Card[], card: Card): Card[] {
  return cards.map((each) => (idOf(each) === idOf(card) ? card : each))
}

export function idOf({ goods }: Card): ShownItem['id'] {
  return goods.item.id
}
