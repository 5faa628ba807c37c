import { beforeEach, describe, expect, test } from 'vitest'
import { adoptVersion } from '../../app/features/offers/adopt-version.ts'
import { checkAllTests, startTest, stopTest } from '../../app/features/offers/change-tests.ts'
import { readTest } from '../../app/features/offers/read-test.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
const arms = [
  { name: 'as it stands', share: 1, change: {} },
  { name: 'less', share: 1, change: { incentive: { kind: 'percentage', percent: 5 } } },
]

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) =>
    db.rule.create({
      data: {
        id: 'rule',
        position: 1,
        status: 'on',
        name: 'r',
        definition: {},
        createdAt: noon,
        updatedAt: noon,
      },
    }),
  )
})

const start = (id: string, given: unknown = arms) =>
  inShop(shop, (db) => startTest(db, { id, ruleId: 'rule', arms: given }, noon))
const read = (at = shop) => inShop(at, (db) => readTest(db, 'rule', noon))

/** Shows each arm to so many shoppers, of whom so many buy for so much. */
async function shown(arm: string, count: number, bought: number, minor: number, spread = 100): Promise<void> {
  await acrossShops().query(
    `insert into "Offer" ("shopId", "id", "key", "placement", "customerId", "ruleId", "testId", "arm", "decidedAt", "shownAt")
     select $1, $2 || n, $2 || n, 'thank-you', $2 || n, 'rule', 'test', $2, $4, $4 from generate_series(1, $3::int) n`,
    [shop, arm, count, noon],
  )
  await acrossShops().query(
    `insert into "OfferItem" ("shopId", "id", "offerId", "position", "productId", "variantId", "reason", "status",
            "boughtOrderId", "boughtQuantity", "revenueMinor", "costMinor")
     select $1, $2 || n, $2 || n, 1, 'p', 'v', '{}', 'accepted', 'o' || n, 1, $4::int + (n % 3 - 1) * $5::int, 0
       from generate_series(1, $3::int) n`,
    [shop, arm, bought, minor, spread],
  )
}

test('a test begins once, with arms that can be read and the rule as it stands first', async () => {
  expect(await start('a', [arms[1], arms[0]])).toEqual({ kind: 'refused', why: 'arms' })
  expect(await start('a', [arms[0]])).toEqual({ kind: 'refused', why: 'arms' })
  expect(await start('test')).toEqual({ kind: 'started', id: 'test' })
  expect(await start('b')).toEqual({ kind: 'refused', why: 'running-or-gone' })
  expect(await read()).toMatchObject({ id: 'test', status: 'running', verdict: { kind: 'too-early' } })
  expect(await read(otherShop)).toBeUndefined()
})

test('a test says what each arm brought per shown offer, with ranges once there is enough', async () => {
  await start('test')
  await shown('as it stands', 50, 10, 1000)
  expect(await read()).toMatchObject({
    verdict: { kind: 'too-early' },
    arms: [
      { shown: 50, bought: 10, boughtShare: 0.2 },
      { shown: 0, netAgainstFirst: undefined },
    ],
  })
  await shown('less', 400, 40, 1000)
  await acrossShops().query(`delete from "Offer" where "arm" = 'as it stands'`)
  await shown('as it stands', 400, 40, 1000)
  const result = await read()
  expect(result?.verdict).toEqual({ kind: 'no-difference-yet' })
  const interval = result?.arms[1]?.netAgainstFirst
  expect(interval?.low).toBeLessThan(0)
  expect(interval?.high).toBeGreaterThan(0)
})

describe('the version that brings more', () => {
  const three = [
    ...arms,
    { name: 'more', share: 1, change: { incentive: { kind: 'percentage', percent: 20 } } },
  ]
  const adopt = (arm: string, { id = 'test', at = shop } = {}) =>
    inShop(at, (db) => adoptVersion(db, { id, ruleId: 'rule', arm }, noon))
  const rule = () => inShop(shop, (db) => db.rule.findFirstOrThrow())
  const definition = {
    placements: ['thank-you'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: { en: 'Mine' },
    itemsMax: 2,
  }

  beforeEach(async () => {
    await inShop(shop, (db) => db.rule.updateMany({ data: { definition } }))
    await start('test', three)
    await shown('as it stands', 2_000, 390, 500)
    await shown('less', 2_000, 392, 500)
  })

  test('of three is told by its range against the first, and is made the rule with all else as it is', async () => {
    await shown('more', 2_000, 400, 1500)
    const judged = await read()
    expect(judged?.verdict).toEqual({ kind: 'better', arm: 'more' })
    expect(judged?.arms.map(({ netAgainstFirst }) => netAgainstFirst !== undefined)).toEqual([
      false,
      true,
      true,
    ])
    expect(await adopt('more')).toEqual({ kind: 'adopted', version: 2 })
    const made = { ...definition, incentive: { kind: 'percentage', percent: 20 } }
    expect(await rule()).toMatchObject({ version: 2, definition: made, status: 'on' })
    expect(await read()).toMatchObject({ status: 'ended', endedBy: 'adopted', endedArm: 'more' })
    expect(await adopt('more')).toEqual({ kind: 'adopted', version: 2 })
    expect((await rule()).version).toBe(2)
  })

  test('may be made the rule after the test was stopped', async () => {
    await shown('more', 2_000, 400, 1500)
    await inShop(shop, (db) => stopTest(db, 'test', noon))
    expect(await adopt('more')).toEqual({ kind: 'adopted', version: 2 })
  })

  test('is no other than the one that was found, in this rule and shop', async () => {
    expect(await adopt('more')).toEqual({ kind: 'refused', why: 'not-better' })
    await shown('more', 2_000, 400, 1500)
    expect(await adopt('less')).toEqual({ kind: 'refused', why: 'not-better' })
    expect(await adopt('more', { id: 'other' })).toEqual({ kind: 'refused', why: 'not-running' })
    expect(await adopt('more', { at: otherShop })).toEqual({ kind: 'refused', why: 'not-running' })
    expect(await rule()).toMatchObject({ version: 1, definition })
  })
})

test('an arm that surely brings less ends the test at the day’s end; a person may end it too', async () => {
  await start('test')
  await shown('as it stands', 2_000, 400, 1500)
  await shown('less', 2_000, 390, 500)
  await checkAllTests(noon)
  await checkAllTests(noon)
  expect(await read()).toMatchObject({
    status: 'ended',
    endedBy: 'harm',
    endedAt: noon,
    verdict: { kind: 'worse', arm: 'less' },
  })
  expect(await start('next')).toEqual({ kind: 'started', id: 'next' })
  expect(await inShop(shop, (db) => stopTest(db, 'next', new Date(noon.getTime() + 1)))).toBe(true)
  expect(await inShop(shop, (db) => stopTest(db, 'next', noon))).toBe(false)
})
