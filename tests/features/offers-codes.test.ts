import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { OfferAnswer } from '../../app/contract/offer.ts'
import type { Incentive } from '../../app/domain/offers/incentive.ts'
import { parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { poolKeyOf } from '../../app/domain/offers/pool.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
const ada = customer(1)
const ten = { kind: 'percentage', percent: 10 } as const
const others = [2, 3, 4, 5]

// Ada bought product 1 with order 100. Four others go with it, each at ten percent less.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await withProduct(db, 1)
    for (const n of others) {
      await withProduct(db, n)
      await withPair(db, 1, n, 40 - n)
    }
    await db.variant.updateMany({ data: { costMinor: 100 } })
    await db.shop.updateMany({ data: { settings: { margin: { shippingShareMinor: 50 } } } })
    await withOrder(db, 100, { customerId: ada, products: [1] })
  })
})

test('who leaves out one product after the other is given one code of each, and no more', async () => {
  await withRule({ incentive: ten, itemsMax: 1 })
  for (const n of others) await withCodes(ten, n)
  const codes = new Set<string>()
  for (let asks = 0; asks < 20; asks += 1) {
    const leftOutIds = [product(2 + (asks % 2))]
    for (const code of codesOf(await ask({ leftOutIds }))) codes.add(code)
  }
  expect([...codes].sort()).toEqual([expect.stringMatching(/^2-/), expect.stringMatching(/^3-/)])
  expect(await given()).toEqual([...codes].sort())
})

test('the code of a product is the same at every page after checkout', async () => {
  await withRule({ incentive: ten, itemsMax: 1 })
  await withCodes(ten, 2)
  const thankYou = codesOf(await ask())
  expect(thankYou).toHaveLength(1)
  expect(codesOf(await ask({ placement: 'order-status' }))).toEqual(thankYou)
  expect(await given()).toEqual(thankYou)
})

test('a rule of another page that gives more gives no second code of the product, and says so', async () => {
  const twenty = { kind: 'percentage', percent: 20 } as const
  await withRule({ incentive: ten, itemsMax: 1, placements: ['thank-you'] })
  await withRule({ incentive: twenty, itemsMax: 1, placements: ['order-status'] }, 's')
  await withCodes(ten, 2)
  await withCodes(twenty, 2, 'more')
  const first = codesOf(await ask())
  expect(codesOf(await ask({ placement: 'order-status' }))).toEqual([])
  expect(await given()).toEqual(first)
  const kept = await inShop(shop, (db) => db.offer.findFirst({ where: { placement: 'order-status' } }))
  const why = { kind: 'refused', wanted: 'percentage', why: 'given-before' }
  expect(parseKeptDecision(kept?.considered)?.incentives).toMatchObject([why])
})

test('free shipping, which is of no product, is one code for all that is offered with an order', async () => {
  const free = { kind: 'free-shipping' } as const
  await withRule({ incentive: free })
  await withCodes(free, 2)
  const codes = codesOf(await ask())
  expect(codes).toHaveLength(3)
  expect(await given()).toEqual([...new Set(codes)])
  expect(await given()).toHaveLength(1)
})

test('an offer is decided anew five times, and then what is left of it stands', async () => {
  await withRule({ incentive: ten, itemsMax: 1 })
  for (const n of others) await withCodes(ten, n)
  for (let times = 0; times < 5; times += 1)
    expect((await ask({ leftOutIds: [product(2 + (times % 2))] })).kind).toBe('offer')
  const last = await ask({ leftOutIds: [product(3)] })
  expect(last).toMatchObject({ kind: 'offer', items: [{ productId: product(2) }] })
  expect(await ask({ leftOutIds: [product(2)] })).toEqual({ kind: 'nothing' })
  expect(await ask()).toEqual(last)
})

test('of those who leave out other things at the same moment none is given a second code of a product', async () => {
  await withRule({ incentive: ten, itemsMax: 1 })
  for (const n of others) await withCodes(ten, n)
  const first = codesOf(await ask())
  const left = (n: number) => others.filter((other) => other !== n).map((other) => product(other))
  const answers = await Promise.all([3, 4, 5, 3, 4, 5].map((n) => ask({ leftOutIds: left(n) })))
  const codes = [...new Set([...first, ...answers.flatMap(codesOf)])].sort()
  expect(new Set(codes.map((code) => code.charAt(0))).size).toBe(codes.length)
  // What was taken for a decision that did not come to stand was answered to nobody, and is free again.
  expect(await given()).toEqual(codes)
})

function ask(change: Partial<OfferQuestion> = {}): Promise<OfferAnswer> {
  const orderId = order(100)
  const asked: OfferQuestion = {
    placement: 'thank-you',
    orderId,
    productIds: [product(1)],
    customerId: ada,
    ...change,
  }
  return inShopHot(shop, (db) => showOffer(db, asked, { now: noon, newId: randomUUID }))
}

function codesOf(answer: OfferAnswer): string[] {
  return answer.kind === 'offer' ? answer.items.flatMap(({ code }) => code ?? []) : []
}

/** What the shop holds for given, in order. */
async function given(): Promise<string[]> {
  const codes = await inShop(shop, (db) => db.discountCode.findMany({ where: { givenAt: { not: null } } }))
  return codes.map(({ code }) => code).sort()
}

async function withRule(change: Partial<RuleDefinition>, id = 'r'): Promise<void> {
  const definition = JSON.stringify({
    placements: ['thank-you', 'order-status'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'encore' },
    headings: {},
    itemsMax: 3,
    ...change,
  })
  const times = { createdAt: noon, updatedAt: noon }
  const rule = { id, name: id, status: 'on' as const, position: 10, definition: JSON.parse(definition) }
  await inShop(shop, (db) => db.rule.create({ data: { ...rule, ...times } }))
}

/** Ten codes of what this takes off the product of this number; their names begin with it. */
async function withCodes(incentive: Incentive, n: number, name = `${n}`): Promise<void> {
  const key = poolKeyOf(incentive, product(n)) ?? ''
  const times = { createdAt: noon, endsAt: new Date(noon.getTime() + 60 * 86_400_000) }
  const codes = { create: Array.from({ length: 10 }, (_, at) => ({ code: `${name}-${at}` })) }
  const pool = { id: `pool ${name}`, key, incentive: {}, status: 'ready' as const, ...times, codes }
  await inShop(shop, (db) => db.discountPool.create({ data: pool }))
}
