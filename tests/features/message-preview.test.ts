import { beforeEach, expect, test } from 'vitest'
import { previewMessage } from '../../app/features/messages/preview-message.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, product, withPair, withProduct } from '../support/offers.ts'
import { withAda } from '../support/touches.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, withAda)
})

const content = { kind: 'message' as const, template: 'how-to' as const, texts: {} }
const preview = (change: Partial<Parameters<typeof previewMessage>[1]> = {}, at = shop) =>
  inShopHot(at, (db) =>
    previewMessage(db, { content, customerId: customer(1), trigger: 'order-delivered', ...change }, noon),
  )

test('a message can be seen as a customer would get it, in any language, and its links lead nowhere', async () => {
  const seen = await preview()
  expect(seen).toMatchObject({ language: 'en', subject: 'A good start with Chemex', withheld: undefined })
  expect(seen?.text).toContain('You get this because your order of June 15, 2026 has arrived.')
  expect(seen?.html).not.toContain('/preferences/')
  expect((await preview({ language: 'ja' }))?.subject).toBe('使い始めに：Chemex')
})

test('it shows the products that it would show now, keeps nothing, and gives no code away', async () => {
  await inShop(shop, async (db) => {
    await withProduct(db, 2, { title: 'Filters', variants: [{ costMinor: 100 }] })
    await withPair(db, 1, 2, 37)
  })
  const offer = {
    result: { kind: 'encore' as const },
    incentive: { kind: 'percentage' as const, percent: 10 },
    itemsMax: 2,
  }
  const seen = await preview({ content: { ...content, offer } })
  expect(seen?.text).toContain('€8.55 instead of €9.50')
  const kept = await inShop(shop, async (db) => [await db.discountPool.count(), await db.offer.count()])
  expect(kept).toEqual([0, 0])
})

test('it says why it would not be sent, and knows nobody of another shop', async () => {
  const offer = {
    result: { kind: 'products' as const, productIds: [product(77)] },
    incentive: { kind: 'none' as const },
    itemsMax: 1,
  }
  expect((await preview({ content: { ...content, offer } }))?.withheld).toBe('nothing-to-offer')
  expect(await preview({}, otherShop)).toBeUndefined()
})
