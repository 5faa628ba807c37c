import { randomUUID } from 'node:crypto'
import { beforeEach } from 'vitest'
import type { OfferAnswer } from '../../app/contract/offer.ts'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import { parseCondition } from '../../app/domain/conditions/parse-condition.ts'
import { type KeptDecision, parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { poolKeyOf } from '../../app/domain/offers/pool.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { answerOffer, type ParsedReply } from '../../app/features/offers/answer-offer.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { type Db, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from './database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from './offers.ts'

/** She bought product 1; 2 goes with it most, then 3. */
export const ada = customer(1)
/** So many days after noon. */
export const daysLater = (days: number) => new Date(noon.getTime() + days * 86_400_000)
/** A condition that holds of everybody. */
export const always: Condition = { kind: 'group', join: 'all', of: [] }
/** Ten percent off. */
export const ten = { kind: 'percentage', percent: 10 } as const
/** A collection. */
export const nine = 'gid://shopify/Collection/9'

/** Gives this test file a database in which Ada bought product 1. 4, 5 and 6 are there as well. */
export function withAdasOrder(): void {
  const database = withDatabase()
  beforeEach(async () => {
    await emptyDatabase(database.url)
    await inShop(shop, async (db) => {
      await withProduct(db, 1, { title: 'Chemex' })
      for (const n of [2, 3, 4, 5, 6]) await withProduct(db, n)
      await withPair(db, 1, 2, 37)
      await withPair(db, 1, 3, 12)
      await withOrder(db, 100, { customerId: ada, products: [1] })
    })
  })
}

/** One test as a whole condition. */
export function conditionOf(test: object): Condition {
  const parsed = parseCondition({ kind: 'test', test })
  if (parsed.kind === 'refused') throw new Error(`the condition is no condition: ${parsed.fault.why}`)
  return parsed.condition
}

/** Asks for an offer on the thank-you page of her order. */
export function ask(change: Partial<OfferQuestion> = {}, now = noon): Promise<OfferAnswer> {
  const asked: OfferQuestion = {
    placement: 'thank-you',
    orderId: order(100),
    productIds: [product(1)],
    customerId: ada,
    ...change,
  }
  return inShopHot(shop, (db) => showOffer(db, asked, { now, newId: randomUUID }))
}

/** Asks, and expects an offer. */
export async function offered(change: Partial<OfferQuestion> = {}, now = noon) {
  const answer = await ask(change, now)
  if (answer.kind !== 'offer') throw new Error('an offer was expected')
  return answer
}

/** What is offered, in its order. */
export function productsOf(answer: OfferAnswer): string[] {
  return answer.kind === 'offer' ? answer.items.map(({ productId }) => productId) : []
}

/** Her answer to an offer. */
export function reply(id: string, said: Omit<ParsedReply, 'id'>) {
  return inShopHot(shop, (db) => answerOffer(db, { id, ...said }, { customerId: ada, now: noon }))
}

/** The latest offer that is stored. */
export function stored(orderId?: string) {
  return inShop(shop, (db) => db.offer.findFirst({ where: { orderId }, orderBy: { decidedAt: 'desc' } }))
}

/** What was kept of the latest decision. */
export async function kept(): Promise<KeptDecision | undefined> {
  return parseKeptDecision((await stored())?.considered)
}

/** A rule that is on, after those that are there. */
export async function withRule(id: string, change: Partial<RuleDefinition>): Promise<void> {
  const definition = JSON.stringify({
    placements: ['thank-you', 'order-status'],
    when: always,
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 3,
    ...change,
  })
  await inShop(shop, async (db) => {
    const place = { position: (await db.rule.count()) * 10, createdAt: noon, updatedAt: noon }
    const rule = { id, name: id, status: 'on' as const, definition: JSON.parse(definition) }
    await db.rule.create({ data: { ...rule, ...place } })
  })
}

/** Codes for ten percent off a product, ready to be taken. */
export async function withCodes(db: Db, n: number, codes: string[]): Promise<void> {
  const times = { createdAt: noon, endsAt: daysLater(60) }
  const key = poolKeyOf(ten, product(n)) ?? ''
  await db.discountPool.create({ data: { id: 'pool', key, incentive: {}, status: 'ready', ...times } })
  await db.discountCode.createMany({ data: codes.map((code) => ({ code, poolId: 'pool' })) })
}

/** On the pages after checkout, to who buys product 1: product 2, with no discount. */
export const coffeeRule: RuleDefinition = {
  placements: ['thank-you', 'order-status'],
  when: {
    kind: 'group',
    join: 'all',
    of: [{ kind: 'test', test: { field: 'order.products', is: 'has-any', values: [product(1)] } }],
  },
  result: { kind: 'products', productIds: [product(2)] },
  incentive: { kind: 'none' },
  headings: { en: 'With your coffee' },
  itemsMax: 1,
}
