import { beforeEach, expect, test } from 'vitest'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { readCustomersOfWalks, readOrdersOfWalks } from '../../app/store/journey-facts.server.ts'
import { readBoughtProducts, readMessageFacts } from '../../app/store/message-facts.server.ts'
import { readIntents } from '../../app/store/preferences.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, variant, withOrder, withProduct } from '../support/offers.ts'

const database = withDatabase()
const ada = customer(1)
const early = new Date(noon.getTime() - 40 * 86_400_000)

// Ada's first order held 1 and 2, her second 2 and the gift card 3, of which she kept the card alone.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2]) await withProduct(db, n)
    await withProduct(db, 3, { isGiftCard: true })
    await withOrder(db, 10, { customerId: ada, products: [1, 2] })
    await db.order.updateMany({ data: { processedAt: early } })
    await withOrder(db, 20, { customerId: ada, products: [2, 3] })
  })
  await sendBack(20, 2)
})

const sendBack = (n: number, of: number) =>
  inShop(shop, (db) =>
    db.orderLine.updateMany({
      where: { orderId: order(n), productId: product(of) },
      data: { currentQuantity: 0 },
    }),
  )

test('conditions of a walk see what is left of its order, and of all orders what was kept', async () => {
  const orders = await inShopHot(shop, (db) => readOrdersOfWalks(db, [order(10), order(20)], true))
  expect(orders.get(order(10))).toMatchObject({ quantity: 2, holdsGiftCardsOnly: false })
  expect(orders.get(order(20))).toMatchObject({ quantity: 1, holdsGiftCardsOnly: true })
  expect(orders.get(order(20))?.basket?.map(({ id }) => id)).toEqual([product(3)])
  await sendBack(10, 1)
  const customers = await inShopHot(shop, (db) => readCustomersOfWalks(db, [ada], true))
  expect(customers.get(ada)?.products).toEqual([
    { id: product(3), firstAt: noon },
    { id: product(2), firstAt: early },
  ])
})

test('an order of which nothing is left holds no less than gift cards where it held nothing else', async () => {
  const isOfCards = async () =>
    (await inShopHot(shop, (db) => readOrdersOfWalks(db, [order(20)], true))).get(order(20))
      ?.holdsGiftCardsOnly
  await sendBack(20, 3)
  expect(await isOfCards()).toBe(false)
  await inShop(shop, (db) =>
    db.orderLine.deleteMany({ where: { orderId: order(20), productId: product(2) } }),
  )
  expect(await isOfCards()).toBe(true)
})

test('a message names what is left of its order, the dearest first, and nothing where nothing is', async () => {
  const named = async () => {
    const asked = { customerId: ada, orderId: order(10), enrollmentId: null }
    return (await inShopHot(shop, (db) => readMessageFacts(db, asked)))?.product?.id
  }
  expect(await named()).toBe(product(1))
  await sendBack(10, 1)
  expect(await named()).toBe(product(2))
  await sendBack(10, 2)
  expect(await named()).toBeUndefined()
})

test('a thing that runs out is named as it was last kept, and not where it was sent back', async () => {
  const read = () => inShopHot(shop, (db) => readBoughtProducts(db, ada, [product(2)]))
  const other = { where: { orderId: order(20), productId: product(2) }, data: { variantId: variant(99) } }
  await inShop(shop, (db) => db.orderLine.updateMany(other))
  expect(await read()).toMatchObject([{ id: product(2), variantId: variant(2) }])
  await sendBack(10, 2)
  expect(await read()).toEqual([])
})

test('what they said of a thing holds where they bought it since and sent it back', async () => {
  const saidAt = new Date(early.getTime() + 86_400_000)
  const said = { id: 'said', customerId: ada, kind: 'gift', productId: product(2), saidAt }
  await inShop(shop, (db) => db.intent.create({ data: said }))
  const intents = await inShopHot(shop, (db) => readIntents(db, [ada]))
  expect([...intents.values()].flat()).toMatchObject([{ kind: 'gift', boughtAt: early }])
})
