import { beforeEach, expect, test } from 'vitest'
import { previewMessage } from '../../app/features/messages/preview-message.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, product, withOrder, withPair, withProduct } from '../support/offers.ts'
import { withAda } from '../support/touches.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, withAda)
})

const content = { kind: 'message' as const, template: 'how-to' as const, texts: {} }
const usual = {
  content,
  customerId: customer(1),
  trigger: { kind: 'order-delivered' },
  language: 'en' as const,
  isOwnLanguage: false,
}
const preview = (change: Partial<Parameters<typeof previewMessage>[1]> = {}, at = shop) =>
  inShopHot(at, (db) => previewMessage(db, { ...usual, ...change }, noon))

test('a message can be seen as a customer would get it, in any language, and its links lead nowhere', async () => {
  const seen = await preview()
  expect(seen).toMatchObject({ subject: 'A good start with Chemex', lacksProducts: false })
  expect(seen?.html).toContain('You get this because your order of June 15, 2026 has arrived.')
  expect(seen?.html).not.toMatch(/href="http/)
  expect((await preview({ language: 'ja' }))?.subject).toBe('使い始めに：Chemex')
})

test('it speaks the customer’s own language until one is chosen, and tells which', async () => {
  await inShop(shop, (db) => db.customer.updateMany({ data: { locale: 'de-AT' } }))
  const own = await preview({ isOwnLanguage: true })
  expect(own).toMatchObject({ language: 'de', subject: 'Ein guter Anfang: Chemex' })
  // The words that are being written stay those of the language they are written in.
  expect(own?.template.button).toBe('See all about it')
  expect(await preview()).toMatchObject({ language: 'en', subject: 'A good start with Chemex' })
  expect(await preview({ isOwnLanguage: true, customerId: undefined })).toMatchObject({ language: 'en' })
})

test('it speaks of no gift card: of what else was bought, else of the order', async () => {
  const bought = (n: number, products: number[]) =>
    inShop(shop, (db) => withOrder(db, n, { customerId: customer(n), products }))
  await inShop(shop, (db) => withProduct(db, 2, { title: 'Gift Card', isGiftCard: true }))
  await bought(2, [2])
  await bought(3, [2, 1])
  const alone = await preview({ customerId: customer(2) })
  expect(alone).toMatchObject({ subject: 'A good start with your order' })
  expect(alone?.html).not.toContain('Gift Card')
  expect(await preview({ customerId: customer(3) })).toMatchObject({ subject: 'A good start with Chemex' })
  // Also once the shop has given the gift card up.
  await inShop(shop, (db) => db.product.updateMany({ where: { id: product(2) }, data: { deletedAt: noon } }))
  expect(await preview({ customerId: customer(2) })).toMatchObject({
    subject: 'A good start with your order',
  })
})

test('it gives a first order as the reason of a first order, and several as that of a later one', async () => {
  const reasonOf = async (number: number, customerId = usual.customerId) => {
    const trigger = { kind: 'nth-order', number, orLater: false }
    return (await preview({ trigger, customerId }))?.html
  }
  const [first, third] = [await reasonOf(1), await reasonOf(3)]
  expect(first).toContain('You get this because you ordered from ')
  expect(first).not.toContain('several times')
  expect(third).toContain('several times')
})

test('it shows the products that it would show now, keeps nothing, and gives no code away', async () => {
  await inShop(shop, async (db) => {
    await withProduct(db, 2, { title: 'Filters' })
    await db.variant.updateMany({ data: { costMinor: 100 } })
    await withPair(db, 1, 2, 37)
  })
  const offer = {
    result: { kind: 'encore' as const },
    incentive: { kind: 'percentage' as const, percent: 10 },
    itemsMax: 2,
  }
  const seen = await preview({ content: { ...content, offer } })
  expect(seen?.html).toContain('€8.55 instead of €9.50')
  const kept = await inShop(shop, async (db) => [await db.discountPool.count(), await db.offer.count()])
  expect(kept).toEqual([0, 0])
})

test('it says that products are lacking, and shows nobody of another shop', async () => {
  const offer = {
    result: { kind: 'products' as const, productIds: [product(77)] },
    incentive: { kind: 'none' as const },
    itemsMax: 1,
  }
  expect((await preview({ content: { ...content, offer } }))?.lacksProducts).toBe(true)
  expect((await preview({}, otherShop))?.html).not.toContain('Chemex')
})
