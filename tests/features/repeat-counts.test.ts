import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { habitCell } from '../../app/domain/recommend/next-need-habits.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const dayMs = 86_400_000
const customerGid = (number: number) => `gid://shopify/Customer/${80_000 + number}`

/** What is kept of repeats, by product number and by cell. */
type Kept = { products: Map<number, number[]>; habits: Map<number, number[]> }

interface Bought {
  order: number
  /** 0 is a guest. */
  buyer: number
  day: number
  products: number[]
  isCancelled?: boolean
}

let second = 0

async function tell({ order, buyer, day, products, isCancelled = false }: Bought): Promise<void> {
  second += 1
  const at = new Date(noon.getTime() + second * 1_000).toISOString()
  const boughtAt = new Date(noon.getTime() - (100 - day) * dayMs).toISOString()
  await putDelivery(
    'orders/updated',
    anOrderPayload({
      id: 60_000 + order,
      created_at: boughtAt,
      processed_at: boughtAt,
      updated_at: at,
      cancelled_at: isCancelled ? at : null,
      customer: buyer === 0 ? null : { id: 80_000 + buyer, email: `c${buyer}@example.com` },
      line_items: products.map((product, place) => aLine(order * 10 + place, { product_id: product })),
    }),
  )
}

async function kept(of = shop): Promise<Kept> {
  const [products, habits] = await inShop(of, (db) =>
    Promise.all([
      db.productRepeat.findMany({ orderBy: { productId: 'asc' } }),
      db.repeatHabit.findMany({ orderBy: { cell: 'asc' } }),
    ]),
  )
  return {
    products: new Map(
      products.map(({ productId, buyers, returned, repeaters, repeats, gapDays }) => [
        Number(productId.slice(productId.lastIndexOf('/') + 1)),
        [buyers, returned, repeaters, repeats, Number(gapDays)],
      ]),
    ),
    habits: new Map(habits.map(({ cell, ...each }) => [cell, [Number(each.chances), Number(each.repeats)]])),
  }
}

/** The same from the whole history, product by product: written anew, sharing only the numbers of the cells. */
function modelOf(orders: Bought[], heirOf: (buyer: number) => number = (buyer) => buyer): Kept {
  const latest = [...new Map(orders.map((each) => [each.order, each])).values()]
  const counting = latest.filter(
    ({ buyer, products, isCancelled }) => buyer > 0 && products.length > 0 && !isCancelled,
  )
  const products = new Map<number, number[]>()
  const habits = new Map<number, number[]>()
  for (const customer of new Set(counting.map(({ buyer }) => heirOf(buyer)))) {
    const own = counting
      .filter(({ buyer }) => heirOf(buyer) === customer)
      .sort((one, other) => one.day - other.day || one.order - other.order)
    for (const product of new Set(own.flatMap((order) => order.products))) {
      const places = own.flatMap((order, place) => (order.products.includes(product) ? [place] : []))
      const days = places.map((place) => own[place]?.day ?? 0)
      const first = places[0] ?? 0
      add(products, product, [
        1,
        own.length - 1 > first ? 1 : 0,
        places.length > 1 ? 1 : 0,
        places.length - 1,
        (days.at(-1) ?? 0) - (days[0] ?? 0),
      ])
      for (let place = first + 1; place < own.length; place++) {
        const before = places.filter((each) => each < place)
        const ordersSince = place - 1 - (before.at(-1) ?? 0)
        const cell = habitCell({ times: before.length, ordersSince, orders: place })
        add(habits, cell, [1, places.includes(place) ? 1 : 0])
      }
    }
  }
  return { products, habits }
}

function add(sums: Map<number, number[]>, key: number, numbers: number[]): void {
  const known = sums.get(key)
  sums.set(
    key,
    numbers.map((number, at) => number + (known?.[at] ?? 0)),
  )
}

const aHistory = fc.array(
  fc.record({
    order: fc.integer({ min: 1, max: 9 }),
    buyer: fc.integer({ min: 0, max: 3 }),
    day: fc.integer({ min: 0, max: 90 }),
    products: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    isCancelled: fc.integer({ min: 0, max: 7 }).map((dice) => dice === 0),
  }),
  { minLength: 1, maxLength: 16 },
)

describe('how customers come back for products', () => {
  test('is what a model of the whole history says, in whatever parts it is worked', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, fc.integer({ min: 1, max: 5 }), async (history, part) => {
        await emptyDatabase(database.url)
        for (const [index, bought] of history.entries()) {
          await tell(bought)
          if (index % part === 0) await workAll()
        }
        await workAll()
        expect(await kept()).toEqual(modelOf(history))
      }),
      { numRuns: 25, seed: 20261122 },
    )
  }, 60_000)

  // A shop that was there before repeats were kept must know what one that comes later learns.
  test('is counted by the migration as orders teach it', async () => {
    const history = Array.from({ length: 80 }, (_, at) => ({
      order: at + 1,
      buyer: at < 64 ? 1 : 1 + (at % 3),
      day: (at * 37) % 95,
      products: [1 + (at % 2), 3 + (at % 5), 8 + (at % 11)],
    }))
    for (const bought of history) await tell(bought)
    await workAll()
    const taught = await kept()
    expect(taught.habits.size).toBeGreaterThan(25)
    await acrossShops().query('truncate "ProductRepeat", "RepeatHabit"')
    const path = '../../prisma/migrations/20261122050000_next_needs/migration.sql'
    const sql = await readFile(join(import.meta.dirname, path), 'utf8')
    await acrossShops().query(sql.slice(sql.indexOf('-- Orders that were learned before')))
    expect(await kept()).toEqual(taught)
  })

  test('follows two customers who turn out to be one', async () => {
    const history: Bought[] = [
      { order: 1, buyer: 1, day: 1, products: [1, 2] },
      { order: 2, buyer: 2, day: 31, products: [1] },
      { order: 3, buyer: 3, day: 5, products: [2] },
    ]
    for (const bought of history) await tell(bought)
    await workAll()
    await putDelivery('customers/merge', {
      admin_graphql_api_customer_kept_id: customerGid(1),
      admin_graphql_api_customer_deleted_id: customerGid(2),
      status: 'completed',
    })
    await workAll()
    const merged = await kept()
    expect(merged).toEqual(modelOf(history, (buyer) => (buyer === 2 ? 1 : buyer)))
    expect(merged.products.get(1)).toEqual([1, 1, 1, 1, 30])
  })

  test('leaves no trace of a customer who was forgotten, and keeps what others taught', async () => {
    const others: Bought[] = [
      { order: 3, buyer: 2, day: 5, products: [1, 2] },
      { order: 4, buyer: 2, day: 6, products: [1] },
    ]
    const history: Bought[] = [
      { order: 1, buyer: 1, day: 1, products: [1, 3] },
      { order: 2, buyer: 1, day: 9, products: [1] },
      ...others,
    ]
    for (const bought of history) await tell(bought)
    await workAll()
    await redact({ id: 80_001 }, [])
    expect(await kept()).toEqual(modelOf(others))
  })

  // Shopify names orders to redact that need not be those of the record it names.
  test('stays right for somebody of whose orders one is forgotten', async () => {
    const history: Bought[] = [1, 2, 3].map((order) => ({
      order,
      buyer: 1,
      day: order * 10,
      products: [1, 2],
    }))
    for (const bought of history) await tell(bought)
    await workAll()
    await redact({ id: 99_999 }, [60_002])
    expect(await kept()).toEqual(modelOf(history.filter(({ order }) => order !== 2)))
    const [pair] = await inShop(shop, (db) => db.productPair.findMany())
    expect(pair?.buyers).toBe(1)
  })

  test('is of one shop alone', async () => {
    await tell({ order: 1, buyer: 1, day: 1, products: [1] })
    await workAll()
    expect(await kept(otherShop)).toEqual({ products: new Map(), habits: new Map() })
  })
})

async function redact(customer: object, orders: number[]): Promise<void> {
  await putDelivery('customers/redact', {
    shop_id: 1,
    shop_domain: shop,
    customer,
    orders_to_redact: orders,
  })
  await workAll()
}
