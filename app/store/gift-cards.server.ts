/**
 * That an order's line, of which this is the alias, holds no gift card, as SQL; so also of a product that is not here.
 * Nobody tries a gift card out, or runs out of it: messages speak of what else was bought.
 */
export const isThing = (line: string) =>
  `not exists (select from "Product" g where g."id" = ${line}."productId" and g."isGiftCard")`

/**
 * That gift cards are all that is left of an order, of which this is the alias, as SQL; where nothing is left, that they
 * were all there was in it. Not so of one without lines.
 */
export const holdsGiftCardsOnly = (order: string) =>
  `coalesce((select coalesce(bool_and(not ${isThing('held')}) filter (where held."currentQuantity" > 0), bool_and(not ${isThing('held')}))
      from "OrderLine" held where held."orderId" = ${order}."id"), false)`
