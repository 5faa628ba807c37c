import { describe, expect, test } from 'vitest'
import { readEffects } from '../../app/features/journeys/read-effects.ts'
import { readJourney } from '../../app/features/journeys/read-journey.ts'
import { readJourneysPage } from '../../app/features/journeys/read-journeys-page.ts'
import { asHot, inShop } from '../../app/store/database.server.ts'
import { readJourneyMoney } from '../../app/store/journey-lift.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { type Entered, keepEntered } from '../support/entered.ts'
import { order } from '../support/offers.ts'
import { aDefinition, days, leaveAlone, withJourney, withWalks } from '../support/walks.ts'

withWalks()

/** So many customers of each arm, of whom so many in ten buy something; what they spend goes up and down. */
function entered(
  count: number,
  inTen: { reached: number; leftAlone: number },
  change: Partial<Entered> = {},
): Entered[] {
  return Array.from({ length: 2 * count }, (_, at) => {
    const isLeftAlone = at % 2 === 1
    const n = Math.floor(at / 2)
    const isBuyer = n % 10 < (isLeftAlone ? inTen.leftAlone : inTen.reached)
    const totalMinor = 3_000 + (Math.floor(n / 10) % 5) * 1_000
    return {
      n: 1_000 + at,
      arm: isLeftAlone ? ('left-alone' as const) : ('reached' as const),
      bought: isBuyer ? [{ totalMinor }] : [],
      ...change,
    }
  })
}

const moneyOf = async (shopId = shop, journeyId = 'j') =>
  (await inShop(shopId, (db) => readJourneyMoney(asHot(db), noon))).get(journeyId)

const effectOf = (journeyId = 'j', shopId = shop) =>
  inShop(shopId, async (db) => (await readEffects(db, noon))(journeyId))

describe('what a journey changes', () => {
  test('is told where its customers buy more often than those who are left alone, in the list and on its page', async () => {
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await keepEntered(entered(200, { reached: 5, leftAlone: 2 }))
    const told = await effectOf()
    expect(told).toMatchObject({ kind: 'told', reached: 200, leftAlone: 200, capMinor: 7_000 })
    if (told.kind !== 'told') throw new Error('It is told.')
    // Three in ten more spend 50 on average.
    expect(told.range.estimate).toBeCloseTo(1_500, 6)
    expect(told.range.low).toBeGreaterThan(0)
    const page = await inShop(shop, (db) => readJourneysPage(db, noon))
    expect(page.journeys).toMatchObject([{ id: 'j', effect: told }])
    const journey = await inShop(shop, (db) => readJourney(db, 'j', noon))
    expect(journey?.effect).toEqual(told)
  })

  test('is told where they buy less', async () => {
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await keepEntered(entered(200, { reached: 2, leftAlone: 5 }))
    const told = await effectOf()
    if (told.kind !== 'told') throw new Error('It is told.')
    expect(told.range.high).toBeLessThan(0)
  })

  test('is not told where they buy alike, and says the range', async () => {
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await keepEntered(entered(200, { reached: 3, leftAlone: 3 }))
    expect(await effectOf()).toMatchObject({
      kind: 'too-early',
      why: { kind: 'spans-zero', reached: 200, leftAlone: 200 },
    })
  })

  test('is not told before enough were left alone, or where nobody is', async () => {
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    expect(await effectOf()).toMatchObject({ why: { kind: 'too-few', have: 0, needed: 50 } })
    await leaveAlone(0)
    expect(await effectOf()).toEqual({ kind: 'too-early', why: { kind: 'nobody-left-alone' } })
  })

  test('is each journey’s own, and each shop’s', async () => {
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await keepEntered(entered(200, { reached: 5, leftAlone: 2 }, { journeyId: 'k' }))
    expect(await effectOf('k')).toMatchObject({ kind: 'told' })
    expect(await effectOf('j')).toMatchObject({ why: { kind: 'too-few', have: 0 } })
    expect(await moneyOf(otherShop, 'k')).toBeUndefined()
  })
})

describe('what customers brought', () => {
  const sums = async () => {
    const money = await moneyOf()
    const [stratum] = money?.strata ?? []
    return { ...stratum?.reached, capMinor: money?.capMinor }
  }

  test('is what stands of the orders of their sixty days, without the one that began the walk', async () => {
    const refunded = { refundedMinor: 400, financialStatus: 'partially_refunded' }
    await keepEntered([
      {
        n: 1,
        arm: 'reached',
        orderId: order(7),
        bought: [
          { totalMinor: 5_000, id: 7 },
          { totalMinor: 1_000, at: days(-100), id: 20 },
          { totalMinor: 900, at: days(-40), id: 30 },
          { totalMinor: 1_000, at: days(-39.9), id: 40 },
          { totalMinor: 800, at: days(-50), id: 50, ...refunded },
          { totalMinor: 9_000, at: days(-50), id: 60, cancelledAt: days(-49) },
          { totalMinor: 9_000, at: days(-50), id: 70, isTest: true },
          { totalMinor: 9_000, at: days(-50), id: 80, financialStatus: 'pending' },
        ],
      },
    ])
    // The last moment of the sixtieth day counts, the moment of entering does not.
    expect(await sums()).toMatchObject({ customers: 1, buyers: 1, totalMinor: 900 + 400 })
  })

  test('is less what Encore’s gifts cost', async () => {
    await keepEntered([{ n: 1, arm: 'reached', bought: [{ totalMinor: 2_000, id: 1 }] }])
    await inShop(shop, (db) =>
      db.offer.create({
        data: {
          id: 'offer',
          key: `order/${order(1)}`,
          placement: 'thank-you',
          decidedAt: days(-99),
          items: {
            create: {
              id: 'item',
              position: 1,
              productId: 'p',
              variantId: 'v',
              reason: {},
              boughtOrderId: order(1),
              boughtQuantity: 1,
              giftCostMinor: 300,
            },
          },
        },
      }),
    )
    expect(await sums()).toMatchObject({ totalMinor: 1_700, capMinor: 1_700 })
  })

  test('counts each customer once, by their first arm, and only once their sixty days have passed', async () => {
    await keepEntered([
      { n: 1, arm: 'reached', enteredAt: days(-100), bought: [{ totalMinor: 100, at: days(-99) }] },
      { n: 1, arm: 'left-alone', enteredAt: days(-70), bought: [{ totalMinor: 10, at: days(-65) }] },
      { n: 2, arm: null, enteredAt: days(-100), bought: [{ totalMinor: 1_000 }] },
      { n: 3, arm: 'reached', enteredAt: days(-59), bought: [{ totalMinor: 10_000 }] },
      { n: 4, arm: 'left-alone', enteredAt: days(-59) },
    ])
    const money = await moneyOf()
    expect(money).toMatchObject({
      leftAloneEver: 1,
      since: days(-100),
      strata: [
        {
          percent: 50,
          reached: { customers: 1, totalMinor: 110, squares: 12_100 },
          leftAlone: { customers: 0 },
        },
      ],
    })
  })

  test('counts with no more than the 99th of a hundred buyers, in whichever arm', async () => {
    const many = Array.from({ length: 99 }, (_, n): Entered => {
      return { n: n + 1, arm: 'reached', bought: [{ totalMinor: 100 }] }
    })
    await keepEntered([...many, { n: 200, arm: 'left-alone', bought: [{ totalMinor: 1_000_000 }] }])
    const money = await moneyOf()
    expect(money).toMatchObject({
      capMinor: 100,
      strata: [{ reached: { totalMinor: 9_900 }, leftAlone: { customers: 1, totalMinor: 100 } }],
    })
  })

  test('is kept apart by how many were left alone when they entered', async () => {
    await keepEntered([
      { n: 1, arm: 'reached', percent: 5 },
      { n: 2, arm: 'left-alone', percent: 20 },
      { n: 3, arm: 'left-alone', percent: 5 },
    ])
    const { strata = [] } = (await moneyOf()) ?? {}
    const counts = strata.map(({ percent, reached, leftAlone }) => [
      percent,
      reached.customers,
      leftAlone.customers,
    ])
    expect(counts.sort()).toEqual([
      [20, 0, 1],
      [5, 1, 1],
    ])
  })
})
