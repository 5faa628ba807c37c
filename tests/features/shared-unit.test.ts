import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { concernsOf, type OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { type HotDb, inShop, type JointStatement } from '../../app/store/database.server.ts'
import { inShopShared } from '../../app/store/shared-unit.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()

const double: JointStatement = {
  name: 'double',
  isJoint: true,
  text: `
    select "at"::int, "n" * 2 as "doubled", pg_current_xact_id()::text as "unit", statement_timestamp()::text as "sent"
      from unnest($1::text[]) with ordinality as each("text", "at") cross join lateral (select "text"::int as "n") number
     where "n" > 0 order by "at" desc`,
}
interface Doubled {
  doubled: number
  unit: string
  sent: string
}

const ask = (n: number, concerns: string[] = [`number ${n}`], shopId = shop) =>
  inShopShared(shopId, {
    concerns,
    work: async (db) => (await db.run<Doubled>(double, [[String(n)]])).rows,
  })
const rename = (db: HotDb, n: number, title: string) =>
  db.run({ text: `update "Product" set "title" = $2 where "id" = $1` }, [product(n), title])
const titles = () =>
  inShop(shop, async (db) =>
    (await db.product.findMany({ orderBy: { id: 'asc' } })).map(({ title }) => title),
  )

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3]) await withProduct(db, n)
  })
})

describe('those who ask for the same shop in one moment', () => {
  test('share one unit of work and one statement, and each is given their own rows', async () => {
    const found = (await Promise.all([3, 1, 0, 2].map((n) => ask(n)))).map((rows) => rows[0])
    expect(found.map((row) => row?.doubled)).toEqual([6, 2, undefined, 4])
    const there = found.filter((row) => row !== undefined)
    expect(new Set(there.map(({ unit, sent }) => `${unit} ${sent}`)).size).toBe(1)
  })

  test('are at most 32 in one unit of work, and nobody is left behind', async () => {
    const numbers = Array.from({ length: 70 }, (_, at) => at + 1)
    const found = (await Promise.all(numbers.map((n) => ask(n)))).map(([row]) => row)
    expect(found.map((row) => row?.doubled)).toEqual(numbers.map((n) => n * 2))
    const units = found.map((row) => row?.unit)
    expect([...new Set(units)].map((unit) => units.filter((each) => each === unit).length)).toEqual([
      32, 32, 6,
    ])
  })

  test('are answered one after the other where they concern the same, in the order they came', async () => {
    const append = (n: number, letter: string) =>
      inShopShared(shop, {
        concerns: [`product ${n}`],
        work: (db) =>
          db.run({ text: `update "Product" set "title" = "title" || $2 where "id" = $1` }, [
            product(n),
            letter,
          ]),
      })
    const same = [append(1, 'a'), append(1, 'b'), append(2, 'x'), append(1, 'c')]
    await Promise.all(same)
    expect(await titles()).toEqual(['Product 1abc', 'Product 2x', 'Product 3'])
    const [[one], [other], [third]] = await Promise.all([ask(1, ['p', 'q']), ask(2, ['q']), ask(3, ['r'])])
    expect(one?.unit).toBe(third?.unit)
    expect(other?.unit).not.toBe(one?.unit)
  })

  test('see only their own shop, and share with nobody of another one', async () => {
    const products = (shopId: string, concern: string) =>
      inShopShared(shopId, {
        concerns: [concern],
        work: async (db) =>
          (
            await db.run<{ count: number; unit: string }>(
              {
                text: `select count(*)::int as "count", pg_current_xact_id()::text as "unit" from "Product"`,
              },
              [],
            )
          ).rows[0],
      })
    const found = await Promise.all([
      products(shop, 'a'),
      products(otherShop, 'a'),
      products(shop, 'b'),
      products(otherShop, 'b'),
    ])
    expect(found.map((row) => row?.count)).toEqual([3, 0, 3, 0])
    expect(found[0]?.unit).toBe(found[2]?.unit)
    expect(found[0]?.unit).not.toBe(found[1]?.unit)
  })
})

describe('a crowd', () => {
  /** Asks for each, and tells how many units of work were under way at once, and how many that concerned the same. */
  const crowd = async (concernsOfEach: string[]) => {
    const underWay = new Map<HotDb, string[]>()
    const most = { units: 0, same: 0 }
    const asked = concernsOfEach.map((concern) =>
      inShopShared(shop, {
        concerns: [concern],
        work: async (db) => {
          underWay.set(db, [...(underWay.get(db) ?? []), concern])
          const same = [...underWay.values()].flat().filter((each) => each === concern)
          most.units = Math.max(most.units, underWay.size)
          most.same = Math.max(most.same, same.length)
          await db.run(nap, [[concern]])
          underWay.delete(db)
        },
      }),
    )
    await Promise.all(asked)
    return most
  }
  const nap: JointStatement = {
    name: 'nap',
    isJoint: true,
    text: `select 1 as "at" from pg_sleep(0.02) where cardinality($1::text[]) > 0`,
  }

  test('has two units of work under way at once, and no more', async () => {
    const concerns = Array.from({ length: 120 }, (_, at) => String(at))
    expect(await crowd(concerns)).toEqual({ units: 2, same: 1 })
  })

  test('never has two under way that concern the same', async () => {
    const concerns = Array.from({ length: 120 }, (_, at) => String(at % 40))
    expect((await crowd(concerns)).same).toBe(1)
  })
})

describe('a fault of one', () => {
  const faults = {
    'in its own work': async () => {
      throw new Error('a bug')
    },
    'in the database': (db: HotDb) => db.run({ text: 'select 1 / 0' }, []),
    'in a statement that all of them ask': (db: HotDb) => db.run(double, [['no number']]),
  }
  for (const [where, fault] of Object.entries(faults))
    test(`${where} is theirs alone: what the others wrote is kept once`, async () => {
      const works = [
        (db: HotDb) => rename(db, 1, 'one'),
        async (db: HotDb) => {
          await rename(db, 2, 'never')
          await fault(db)
        },
        (db: HotDb) => rename(db, 3, 'three'),
      ]
      const asked = works.map((work, at) => inShopShared<unknown>(shop, { concerns: [String(at)], work }))
      const outcomes = await Promise.allSettled(asked)
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await titles()).toEqual(['one', 'Product 2', 'three'])
    })

  test('that never ends holds up the others of its unit alone', async () => {
    let end: () => void = () => undefined
    const stuck = inShopShared(shop, {
      concerns: ['stuck'],
      work: () =>
        new Promise<void>((resolve) => {
          end = resolve
        }),
    })
    const beside = ask(1)
    let isBesideDone = false
    void beside.then(() => {
      isBesideDone = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect((await ask(2))[0]?.doubled).toBe(4)
    expect(isBesideDone).toBe(false)
    end()
    await stuck
    expect((await beside)[0]?.doubled).toBe(2)
  })
})

describe('offers that are asked for in one moment', () => {
  const question = (n: number, change: Partial<OfferQuestion> = {}): OfferQuestion => ({
    placement: 'thank-you',
    orderId: order(n),
    productIds: [product(n % 3 === 0 ? 2 : 1)],
    customerId: customer(n),
    ...change,
  })
  const edge = { now: noon, newId: randomUUID }
  const shown = (asked: OfferQuestion) =>
    inShopShared(shop, { concerns: concernsOf(asked), work: (db) => showOffer(db, asked, edge) })

  beforeEach(async () => {
    await inShop(shop, async (db) => {
      for (const n of [4, 5, 6]) await withProduct(db, n)
      for (const n of [3, 4, 5]) await withPair(db, 1, n, 40 - n)
      for (const n of [1, 5, 6]) await withPair(db, 2, n, 30 - n)
      for (const n of [1, 2, 3, 4])
        await withOrder(db, n, { customerId: customer(n), products: [n % 3 || 2] })
    })
  })

  test('are the ones that each would have been answered alone, and each is kept once', async () => {
    const questions = [1, 2, 3, 4]
      .map((n) => question(n))
      .concat([1, 2].map((n) => question(n, { customerId: undefined, orderId: order(90 + n) })))
    const together = await Promise.all(questions.map(shown))
    for (const [at, asked] of questions.entries()) expect(await shown(asked)).toEqual(together[at])
    expect(together.map(({ kind }) => kind)).toEqual(questions.map(() => 'offer'))
    const kept = await inShop(shop, (db) => db.offer.findMany({ include: { items: true } }))
    expect(kept).toHaveLength(questions.length)
    const items = (offers: { items: { id: string }[] }[]) =>
      offers.flatMap((each) => each.items.map(({ id }) => id)).sort()
    expect(items(kept)).toEqual(items(together.flatMap((each) => (each.kind === 'offer' ? [each] : []))))
  })

  test('of one purchase are one offer', async () => {
    const [one, other, third] = await Promise.all([question(1), question(1), question(2)].map(shown))
    expect(one).toEqual(other)
    expect(third).not.toEqual(one)
    expect(await inShop(shop, (db) => db.offer.count())).toBe(2)
  })
})
