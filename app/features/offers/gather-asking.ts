import type { HotDb } from '../../store/database.server.ts'
import { type Gathered, gatherOffer } from '../../store/offer-gather.server.ts'
import type { Recalled } from '../../store/offer-recall.server.ts'
import { isForgotten } from '../../store/redaction.server.ts'
import { type RuleBook, readRuleBook } from '../../store/rules.server.ts'
import { type Wishes, wishesOf } from './offer-facts.ts'
import { keysOf, type OfferKeys, type OfferQuestion, ownEarlier } from './offer-keys.ts'

/** A question with all that is known to answer it. */
export interface Asking {
  /** As it was asked, but without a customer who asked to be forgotten: they are a guest from then on. */
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
  const { customerId, orderId, productIds, checkoutToken = question.reference } = question
  const names = [keys.guestKey, keys.orderKey]
  const checkouts = [checkoutToken, question.afterCheckout].filter((token) => token !== undefined)
  const asked = { orderId, customerId, checkoutToken, checkouts, productIds, keys: names, forRules: false }
  const gathered = await gatherOffer(db, asked)
  if (!gathered) return undefined
  const { recalled, known, forgetKey } = gathered
  const { shop, rulesVersion } = recalled
  const person = customerId && ({ kind: 'customer', value: customerId } as const)
  if (person && forgetKey && (await isForgotten(db, person, { shop, forgetKey })))
    return gatherAsking(db, { ...question, customerId: undefined }, now)
  const book = await readRuleBook(db, shop, rulesVersion)
  const said = [...ownEarlier(recalled, known, keys), ...recalled.sameCheckout]
  const wishes = wishesOf(recalled, now, said)
  return { question, keys, recalled, known, wishes, book }
}
