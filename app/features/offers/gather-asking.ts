import type { PageAnswer } from '../../domain/budget/may-show-offer.ts'
import { leftOfferPlacements, ruleOfLeftOffer } from '../../domain/offers/left-offer.ts'
import type { Rule } from '../../domain/offers/rule.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type Asked, type Gathered, gatherOffer } from '../../store/offer-gather.server.ts'
import type { Recalled } from '../../store/offer-recall.server.ts'
import { isForgotten } from '../../store/redaction.server.ts'
import { type RuleBook, readRuleBook } from '../../store/rules.server.ts'
import { askPageBudget } from '../journeys/ask-page-budget.ts'
import { deliveryDaysOf } from '../journeys/delivery-days.ts'
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
  /** Whether the contact budget lets an offer stand on this page; nothing for a guest. */
  budget: PageAnswer | undefined
  book: RuleBook
  /** An offer that a journey left for them on this page: it comes before the shop's rules. */
  left: Rule | undefined
}

/** Gathers what is known of a question at `now`; nothing for a shop that is not installed. */
export async function gatherAsking(
  db: HotDb,
  question: OfferQuestion,
  now: Date,
): Promise<Asking | undefined> {
  const keys = keysOf(question)
  const asked = askedOf(question, keys, now)
  const { customerId, checkoutToken } = asked
  const checkouts = [checkoutToken, question.afterCheckout].filter((token) => token !== undefined)
  const gathered = await gatherOffer(db, { ...asked, checkouts, forRules: false })
  if (!gathered) return undefined
  const { recalled, known, forgetKey } = gathered
  const { shop, rulesVersion } = recalled
  const person = customerId && ({ kind: 'customer', value: customerId } as const)
  if (person && forgetKey && (await isForgotten(db, person, { shop, forgetKey })))
    return gatherAsking(db, { ...question, customerId: undefined }, now)
  const book = await readRuleBook(db, shop, rulesVersion)
  const said = [...ownEarlier(recalled, known, keys), ...recalled.sameCheckout]
  const wishes = wishesOf(recalled, now, said)
  const budget = await budgetOf(db, { customerId, known, wishes, shop }, now)
  return { question, keys, recalled, known, wishes, budget, book, left: leftFor(question, known) }
}

/** Who asks, after which purchase, and under which keys it may have been answered before. */
export function askedOf(
  question: OfferQuestion,
  { guestKey, orderKey }: OfferKeys,
  now: Date,
): Omit<Asked, 'checkouts' | 'forRules'> {
  const { customerId, orderId, productIds, reference, checkoutToken = reference } = question
  return { orderId, customerId, checkoutToken, productIds, keys: [guestKey, orderKey], now }
}

function leftFor({ placement }: OfferQuestion, { contacts }: Gathered): Rule | undefined {
  const isPlace = leftOfferPlacements.some((each) => each === placement)
  return isPlace && contacts?.left ? ruleOfLeftOffer(contacts.left) : undefined
}

/** Who asked to be reminded of something asked for the offer. */
async function budgetOf(
  db: HotDb,
  {
    customerId,
    known,
    wishes,
    shop,
  }: Pick<Asking, 'known' | 'wishes'> & { customerId?: string | undefined; shop: string },
  now: Date,
): Promise<PageAnswer | undefined> {
  if (customerId === undefined || !known.contacts) return undefined
  const usualDeliveryDays =
    known.contacts.parcels.length > 0 ? await deliveryDaysOf(db, shop, now) : undefined
  const isAsked = wishes.due.length > 0
  return askPageBudget(known.contacts, { settings: known.settings, usualDeliveryDays, isAsked }, now)
}
