import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Incentive } from '../../app/domain/offers/incentive.ts'
import { poolKeyOf } from '../../app/domain/offers/pool.ts'
import { dayMs } from '../../app/domain/time-zone.ts'
import { fillCodePools } from '../../app/features/offers/fill-code-pools.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { randomCode } from '../../app/platform/random-code.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { takeCode } from '../../app/store/discount-pools.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

const database = withDatabase()
const shopify = withStandIn({ customers: 20, days: 60 })
const now = new Date()

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => db.shop.deleteMany())
  const { scopes } = await visit(shopify.world)
  await installShop({ shop, scopes }, now)
})

const goods = () => shopify.world.products().filter(({ kind }) => kind === 'beans')
const good = (at: number) => goods()[at] ?? expect.fail('the stand-in sells beans')
const fill = (at = now) => fillCodePools(shop, at, { newCode: randomCode, lookEveryMs: 1 })

async function rule(incentive: Incentive, productIds: string[], id = 'rule'): Promise<void> {
  const definition = {
    placements: ['thank-you'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'products', productIds },
    incentive,
    headings: {},
    itemsMax: 1,
  }
  const data = {
    id,
    position: 1,
    status: 'on' as const,
    name: id,
    createdAt: now,
    updatedAt: now,
    definition,
  }
  await inShop(shop, (db) =>
    db.rule.create({ data: { ...data, definition: JSON.parse(JSON.stringify(definition)) } }),
  )
}
const pools = () =>
  inShop(shop, (db) => db.discountPool.findMany({ include: { codes: true }, orderBy: { createdAt: 'asc' } }))
const take = (incentive: Incentive, productId: string, item: string, at = now) =>
  inShopHot(shop, async (db) => {
    const taken = await takeCode(
      db,
      poolKeyOf(incentive, productId as `gid://shopify/Product/${string}`) ?? '',
      {
        offerItemId: item,
        customerId: undefined,
        orderId: `gid://shopify/Order/of-${item}`,
        now: at,
      },
    )
    return taken.kind === 'code' ? taken.code : undefined
  })
const tenPercent: Incentive = { kind: 'percentage', percent: 10 }

/** A paid order of one of each, with these codes. */
function buy(variantIds: string[], discountCode: string) {
  const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }) as never)
  return shopify.world.placeOrder({
    lines,
    buyer: { kind: 'guest', email: 'guest@example.com' },
    discountCode,
    withoutPlan: true,
  })
}
const offOf = (order: ReturnType<typeof buy>) => order.lines.map(({ discount }) => discount.shop)

describe('codes made ahead', () => {
  test('wait in full for every rule that gives something, and a second filling makes nothing more', async () => {
    await rule(tenPercent, [good(0).id, good(1).id])
    expect(await fill()).toBe(2)
    const made = await pools()
    expect(made.map(({ status, codes }) => [status, codes.length])).toEqual([
      ['ready', 200],
      ['ready', 200],
    ])
    const codes = made.flatMap((pool) => pool.codes.map(({ code }) => code))
    expect(new Set(codes).size).toBe(400)
    expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{17}$/.test(code))).toBe(true)
    expect(await fill()).toBe(0)
  })

  test('take off what was promised, on that product alone, and once', async () => {
    const [one, other] = [good(0), good(1)]
    await rule(tenPercent, [one.id])
    await fill()
    const code = (await take(tenPercent, one.id, 'item')) ?? expect.fail('a code waits')
    const variants = [one.variants[0]?.id ?? '', other.variants[0]?.id ?? '']
    const first = buy(variants, code.toLowerCase())
    expect(offOf(first)).toEqual([Math.round((one.variants[0]?.prices.eu ?? 0) / 10), 0])
    expect(first.discount?.code).toBe(code)
    expect(offOf(buy(variants, code))).toEqual([0, 0])
  })

  test('take off an amount, free shipping or a gift as the rule says', async () => {
    const [one, gift] = [good(0), good(1)]
    const amount: Incentive = { kind: 'amount', minor: 150, currency: 'EUR' }
    const shipping: Incentive = { kind: 'free-shipping' }
    const giftVariant = gift.variants[0] ?? expect.fail('it has a variant')
    const free: Incentive = {
      kind: 'gift',
      productId: gift.id,
      variantId: giftVariant.id,
      title: gift.title,
    }
    for (const [index, incentive] of [amount, shipping, free].entries())
      await rule(incentive, [one.id], `rule ${index}`)
    expect(await fill()).toBe(3)
    const oneVariant = one.variants[0]?.id ?? ''
    const codes = await Promise.all([amount, shipping, free].map((each) => take(each, one.id, each.kind)))
    expect(offOf(buy([oneVariant], codes[0] ?? ''))).toEqual([150])
    expect(buy([oneVariant], codes[1] ?? '').shipping?.price.shop).toBe(0)
    expect(buy([oneVariant], '').shipping?.price.shop).toBeGreaterThan(0)
    const given = buy([oneVariant, giftVariant.id], codes[2] ?? '')
    expect(offOf(given)).toEqual([0, giftVariant.prices.eu])
    expect(offOf(buy([giftVariant.id], codes[2] ?? ''))).toEqual([0])
  })

  test.each([
    [true, 2],
    [false, 1],
  ])('go together with free shipping where the merchant allows it: %s', async (isAllowed, used) => {
    const both = { order: false, product: true, shipping: isAllowed }
    const percent: Incentive = { ...tenPercent, combinesWith: both }
    const shipping: Incentive = { kind: 'free-shipping', combinesWith: { ...both, shipping: false } }
    await rule(percent, [good(0).id], 'percent')
    await rule(shipping, [good(0).id], 'shipping')
    await fill()
    const codes = [await take(percent, good(0).id, 'a'), await take(shipping, good(0).id, 'b')]
    const order = buy([good(0).variants[0]?.id ?? ''], codes.join(','))
    expect([order.discount, ...(order.moreDiscounts ?? [])]).toHaveLength(used)
  })

  test('are made anew when half are gone, and in time before they end', async () => {
    await rule(tenPercent, [good(0).id])
    await fill()
    for (let at = 0; at < 99; at += 1) await take(tenPercent, good(0).id, `item-${at}`)
    expect(await fill()).toBe(0)
    await take(tenPercent, good(0).id, 'one more')
    expect(await fill()).toBe(1)
    const later = new Date(now.getTime() + 62 * dayMs)
    expect(await take(tenPercent, good(0).id, 'later', later)).toBeUndefined()
    expect(await fill(later)).toBe(1)
    expect(await take(tenPercent, good(0).id, 'later', later)).toBeDefined()
    const after = new Date(now.getTime() + 76 * dayMs)
    await fill(after)
    const ended = (await pools()).filter(({ status }) => status === 'ended')
    expect(ended).toHaveLength(2)
    expect(ended.flatMap(({ codes }) => codes).every(({ givenAt }) => givenAt !== null)).toBe(true)
  })

  test('that were asked for on a product nobody named are made, and those no rule gives are not', async () => {
    await rule(tenPercent, [good(0).id])
    await take(tenPercent, good(1).id, 'item')
    await take({ kind: 'percentage', percent: 90 }, good(1).id, 'item')
    expect(await fill()).toBe(2)
    expect(await take(tenPercent, good(1).id, 'item')).toBeDefined()
    expect((await pools()).map(({ status }) => status).sort()).toEqual(['ended', 'ready', 'ready'])
  })
})

describe('when something goes wrong', () => {
  const made = () => inShop(shop, (db) => db.discountPool.findFirstOrThrow({ include: { codes: true } }))

  test.each(['CreateBasicDiscount', 'AddCodes'])(
    'an answer to %s that got lost makes nothing twice',
    async (operation) => {
      await rule(tenPercent, [good(0).id])
      shopify.standIn.faults.next({ kind: 'reset', operation })
      await expect(fill()).rejects.toThrow()
      expect(await take(tenPercent, good(0).id, 'too early')).toBeUndefined()
      expect(await fill()).toBe(1)
      expect((await made()).codes).toHaveLength(200)
      expect((await pools()).length).toBe(1)
    },
  )

  test('what Shopify refuses is said with the pool, and not tried again that day', async () => {
    await rule(tenPercent, ['gid://shopify/Product/404'])
    expect(await fill()).toBe(0)
    expect(await made()).toMatchObject({ status: 'failed', codes: [] })
    expect((await made()).error).toContain('INVALID')
    expect(await fill()).toBe(0)
    expect((await pools()).length).toBe(1)
  })

  test('where access has ended they are made as soon as the merchant has opened the app again', async () => {
    await rule(tenPercent, [good(0).id])
    await inShop(shop, (db) => db.session.deleteMany())
    expect(await fill()).toBe(0)
    await visit(shopify.world)
    expect(await fill()).toBe(1)
  })

  test('Shopify throttling is waited out', async () => {
    await rule(tenPercent, [good(0).id])
    shopify.standIn.faults.next({ kind: 'throttled', operation: 'AddCodes' }, 2)
    expect(await fill()).toBe(1)
  })
})
