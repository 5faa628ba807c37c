import { describe, expect, test } from 'vitest'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()

const aProduct = {
  id: 'gid://shopify/Product/1',
  title: 'Chemex',
  handle: 'chemex',
  status: 'ACTIVE',
  updatedAt: noon,
}

describe('a unit of work', () => {
  test('keeps new rows in its own shop without being told which', async () => {
    await inShop(shop, (db) => db.product.create({ data: aProduct }))
    expect(await inShop(shop, (db) => db.product.count())).toBe(1)
    expect(await inShop(otherShop, (db) => db.product.count())).toBe(0)
  })

  test('cannot write a row into another shop', async () => {
    const forged = inShop(shop, (db) =>
      db.product.create({ data: { ...aProduct, shopId: otherShop, id: 'gid://shopify/Product/2' } }),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })

  test('cannot change or delete a row of another shop, forgotten filter or raw SQL', async () => {
    await inShop(otherShop, async (db) => {
      await db.product.updateMany({ data: { title: 'taken' } })
      await db.$executeRaw`delete from "Product"`
    })
    const [product] = await inShop(shop, (db) => db.product.findMany())
    expect(product?.title).toBe('Chemex')
  })

  test('is all or nothing', async () => {
    const broken = inShop(shop, async (db) => {
      await db.product.create({ data: { ...aProduct, id: 'gid://shopify/Product/3' } })
      throw new Error('half-way')
    })
    await expect(broken).rejects.toThrow('half-way')
    expect(await inShop(shop, (db) => db.product.count({ where: { id: 'gid://shopify/Product/3' } }))).toBe(0)
  })

  test('refuses a shop that is no myshopify domain', async () => {
    await expect(inShop("x' or true --", async () => 1)).rejects.toThrow(/myshopify/)
  })

  test('leaves no role or shop behind on the connection', async () => {
    await inShop(shop, async () => undefined)
    const { rows } = await acrossShops().query(
      `select current_user as "user", current_setting('app.shop_id', true) as shop`,
    )
    expect(rows[0].user).toBe('postgres')
    expect(rows[0].shop ?? '').toBe('')
  })
})

test('every table has row-level security with a policy, and every view asks as its reader', async () => {
  expect(database.url).not.toBe('')
  const { rows } = await acrossShops().query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relname <> '_prisma_migrations'
       and ((c.relkind in ('r', 'p') and (not c.relrowsecurity
              or not exists (select from pg_policy p where p.polrelid = c.oid)))
         or (c.relkind in ('v', 'm') and not coalesce(c.reloptions::text like '%security_invoker=true%', false)))`)
  expect(rows.map((row) => row.name)).toEqual([])
})

test('every table is keyed by shop first', async () => {
  const { rows } = await acrossShops().query<{ name: string; first: string }>(`
    select c.relname as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where i.indisprimary and n.nspname = 'public' and c.relname not in ('_prisma_migrations', 'Shop')`)
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter((row) => row.first !== 'shopId')).toEqual([])
})
