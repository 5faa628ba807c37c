import { beforeEach, expect, test } from 'vitest'
import { type HotDb, inShop, pastPrisma } from '../../app/store/database.server.ts'
import { beginNamed, watchedAdapter } from '../../app/store/unit-connection.server.ts'
import { PrismaClient } from '../../prisma/generated/client.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'
import { withProduct } from '../support/offers.ts'

const database = withDatabase()

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => withProduct(db, 1))
})

const rename = { text: 'update "Product" set "title" = $1' }
const titles = { text: 'select "title" from "Product"' }

test('a statement past Prisma sees what the unit wrote through it, and the other way round', async () => {
  await inShop(shop, async (db) => {
    await db.product.updateMany({ data: { title: 'Through' } })
    expect((await pastPrisma(db).run(titles, [])).rows).toEqual([{ title: 'Through' }])
    expect((await pastPrisma(db).run(rename, ['Past'])).count).toBe(1)
    expect((await db.product.findFirst())?.title).toBe('Past')
  })
})

test('a statement past Prisma falls with its unit of work', async () => {
  const failed = inShop(shop, async (db) => {
    await pastPrisma(db).run(rename, ['Past'])
    throw new Error('Something else failed.')
  })
  await expect(failed).rejects.toThrow('Something else failed.')
  expect((await inShop(shop, (db) => db.product.findFirst()))?.title).not.toBe('Past')
})

test('a unit of work one of whose statements past Prisma failed is not kept', async () => {
  const failed = inShop(shop, async (db) => {
    await db.product.updateMany({ data: { title: 'Through' } })
    await pastPrisma(db).run({ text: 'select 1 / 0' }, [])
  })
  await expect(failed).rejects.toThrow('division by zero')
  expect((await inShop(shop, (db) => db.product.findFirst()))?.title).not.toBe('Through')
})

test('of many units of work at once each has its own shop past Prisma', async () => {
  const all = Array.from({ length: 12 }, (_, at) => (at % 2 ? shop : otherShop))
  const text = `select current_setting('app.shop_id') as "shop", current_user as "role", (select count(*)::int from "Product") as "products"`
  const seen = await Promise.all(
    all.map((each) => inShop(each, async (db) => (await pastPrisma(db).run({ text }, [])).rows)),
  )
  expect(seen).toEqual(
    all.map((each) => [{ shop: each, role: 'encore_shop', products: each === shop ? 1 : 0 }]),
  )
})

test('a statement past Prisma that comes after its unit of work throws, whether that was kept or not', async () => {
  const left: HotDb[] = []
  await inShop(shop, async (db) => void left.push(pastPrisma(db)))
  await inShop(shop, async (db) => {
    left.push(pastPrisma(db))
    throw new Error('Given up.')
  }).catch(() => undefined)
  expect(left).toHaveLength(2)
  for (const late of left)
    await expect(late.run(titles, [])).rejects.toThrow('a statement comes before its unit of work ends')
})

test('a statement past Prisma that comes after Prisma gave its unit of work up throws', async () => {
  const prisma = new PrismaClient({ adapter: watchedAdapter({ connectionString: database.url }) })
  const answers: unknown[] = []
  const unit = prisma.$transaction(
    async (db) => {
      const connection = await beginNamed((name) => db.$queryRaw`select ${name}`)
      // Longer than it may take; Prisma's rollback waits behind it on the same connection.
      await connection.query('select pg_sleep(0.3)', [])
      answers.push(await connection.query('select 1', []).catch((error) => error))
    },
    { timeout: 100 },
  )
  await expect(unit).rejects.toThrow()
  await prisma.$disconnect()
  expect(String(answers)).toContain('a statement comes before its unit of work ends')
})

test('a beginning that does not say its name is a bug, and one that fails leaves nothing behind', async () => {
  await expect(beginNamed(async () => undefined)).rejects.toThrow('a unit of work says its name')
  await expect(beginNamed(() => Promise.reject(new Error('No connection.')))).rejects.toThrow(
    'No connection.',
  )
})
