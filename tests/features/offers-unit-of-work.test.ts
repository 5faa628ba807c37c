import { beforeEach, describe, expect, test, vi } from 'vitest'
import { acrossShops, connect, type HotDb, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'
import { withProduct } from '../support/offers.ts'

const database = withDatabase()
const count = { name: 'count-products', text: 'select count(*)::int as "products" from "Product"' }

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => withProduct(db, 1))
})

describe('a hot unit of work', () => {
  test('sees its own shop alone, also with a statement that this connection knows from another', async () => {
    const products = async (db: HotDb) => (await db.run<{ products: number }>(count, [])).rows
    for (let times = 0; times < 3; times += 1) {
      expect(await inShopHot(shop, products)).toEqual([{ products: 1 }])
      expect(await inShopHot(otherShop, products)).toEqual([{ products: 0 }])
    }
  })

  test('cannot change or delete a row of another shop, nor write one there', async () => {
    await inShopHot(otherShop, (db) => db.run({ text: `update "Product" set "title" = 'taken'` }, []))
    await inShopHot(otherShop, (db) => db.run({ text: 'delete from "Product"' }, []))
    const forged = inShopHot(otherShop, (db) => db.run({ text: `update "Shop" set "id" = $1` }, [shop]))
    await expect(forged).rejects.toThrow(/row-level security/)
    expect(await inShop(shop, (db) => db.product.findFirst())).toMatchObject({ title: 'Product 1' })
  })

  test('is all or nothing', async () => {
    const broken = inShopHot(shop, async (db) => {
      await db.run({ text: 'delete from "Product"' }, [])
      throw new Error('half-way')
    })
    await expect(broken).rejects.toThrow('half-way')
    expect(await inShop(shop, (db) => db.product.count())).toBe(1)
  })

  // Else it would run on a connection that is idle, outside of any shop, or in the hands of another one.
  test('takes no statement of a part that goes on after another part failed', async () => {
    let goOn: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let late: Promise<unknown> = waiting
    const failed = inShopHot(shop, (db) => {
      late = waiting.then(() => db.run(count, [])).catch((error: unknown) => error)
      return Promise.all([late, Promise.reject(new Error('the other part'))])
    })
    await expect(failed).rejects.toThrow('the other part')
    goOn()
    expect(await late).toMatchObject({ message: expect.stringContaining('unit of work ends') })
  })

  test('waits for the disk unless told not to', async () => {
    const commits = async (db: HotDb) =>
      (await db.run({ text: `select current_setting('synchronous_commit') as "commits"` }, [])).rows
    expect(await inShopHot(shop, commits)).toEqual([{ commits: 'on' }])
    expect(await inShopHot(shop, commits, { waitsForDisk: false })).toEqual([{ commits: 'off' }])
  })

  test('refuses a shop that is no myshopify domain', async () => {
    await expect(inShopHot(`x', true); drop table "Product"; --`, async () => 1)).rejects.toThrow(/myshopify/)
  })

  test('leaves no role, shop or setting behind on the connection, however it ends', async () => {
    const { hot } = connect()
    const before = await hot.query(`select current_setting('synchronous_commit') as "commits"`)
    await inShopHot(shop, async () => undefined, { waitsForDisk: false })
    await inShopHot(shop, (db) => db.run({ text: 'select 1 / 0' }, [])).catch(() => undefined)
    const { rows } = await hot.query(
      `select current_user as "user", coalesce(current_setting('app.shop_id', true), '') as "shop",
              current_setting('synchronous_commit') as "commits"`,
    )
    expect(rows).toEqual([{ user: 'encore_shop', shop: '', ...before.rows[0] }])
  })

  test('has statements look up by key and end in time, and leaves others as they are', async () => {
    const settings = `select current_setting('enable_seqscan') as "scans", current_setting('statement_timeout') as "timeout"`
    const { rows } = await inShopHot(shop, (db) => db.run({ text: settings }, []))
    expect(rows).toEqual([{ scans: 'off', timeout: '5s' }])
    const others = await acrossShops().query(settings)
    expect(others.rows).toEqual([{ scans: 'on', timeout: '0' }])
  })

  test('does nothing at all, in no shop and as nobody else, where it cannot begin', async () => {
    const { hot } = connect()
    const client = await hot.connect()
    const query = client.query.bind(client)
    const misread = (asked: unknown) =>
      typeof asked === 'string' ? asked.replace('encore_shop', 'nobody') : asked
    vi.spyOn(client, 'query').mockImplementation((asked: unknown) => query(misread(asked) as string))
    vi.spyOn(hot, 'connect').mockImplementationOnce(() => Promise.resolve(client))
    const unheard = inShopHot(shop, (db) => db.run({ text: 'delete from "Product"' }, []))
    await expect(unheard).rejects.toThrow(/aborted|nobody/)
    vi.restoreAllMocks()
    expect(await inShop(shop, (db) => db.product.count())).toBe(1)
  })
})
