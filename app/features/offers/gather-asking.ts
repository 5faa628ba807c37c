import type { HotDb } from '../../store/database.server.ts'
import { type Gathered, gatherOffer } from '../../store/offer-gather.server.ts'
import { type Recalled, recallOffers } from '../../store/offer-recall.server.ts'
import { type RuleBook, readRuleBook } from '../../store/rules.server.ts'
import { type Wishes, wishesOf } from './offer-facts.ts'
import { keysOf, type OfferKeys, type OfferQuestion, ownEarlier } from './offer-keys.ts'

/** A question with all that is known to answer it. */
export interface Asking {
  question: OfferQuestion
  keys: OfferKeys
  recalled: Recalled
  known: Gathered
  wishes: Wishes
  book: RuleBook
}

/** Gathers what is known of a question at `now`; nothing for a shop that is not installed. */
export async function gatherAsking(
  db: HotDb,
  question: OfferQuestion,
  now: Date,
): Promise<Asking | undefined> {
  const keys = keysOf(question)
  const { customerId, orderId, productIds } = question
  const recalled = await recallOffers(db, { keys: [keys.guestKey, keys.orderKey], customerId })
  const { due, gifts } = wishesOf(recalled, now)
  const offered = recalled.earlier.flatMap(({ items }) => items.map((item) => item.productId))
  const book = await readRuleBook(db, recalled.shop, recalled.rulesVersion)
  const known = await gatherOffer(db, {
    orderId,
    customerId,
    productIds,
    checkoutToken: question.reference ?? question.checkoutToken,
    otherIds: [...offered, ...due],
    giftIds: gifts,
    hasRules: book.rules.length > 0,
  })
  if (!known) return undefined
  const wishes = wishesOf(recalled, now, ownEarlier(recalled, known, keys))
  return { question, keys, recalled, known, wishes, book }
}
