import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Customer } from '../stand-in/world/types/customers.ts'
import type { Product } from '../stand-in/world/types/goods.ts'
import { type Scene, type Story, until } from './scene.ts'
import { buy, logIn } from './shopper.ts'

/** Offers as shoppers and the merchant see them. */
export const stories: Story[] = [
  {
    name: 'a shopper sees what goes with their order, says no, and is never asked that again',
    async tell(scene) {
      const { product, shopper } = await somebodyWithAnOffer(scene)
      const page = await scene.open()
      await logIn(scene, page, shopper)
      await buy(scene, page, product)
      await page.getByRole('button', { name: 'No thanks' }).waitFor()
      await scene.look(page, 'thank-you-offer')
      await page.getByRole('button', { name: 'No thanks' }).click()
      await page.getByText('We will not suggest this again').waitFor()
      await scene.look(page, 'thank-you-declined')
      await until(
        'the app has kept the answer',
        async () => (await answeredAs(scene, shopper, 'declined')) > 0,
      )
      await page.reload()
      await hasSettled(page)
      assert.equal(await page.getByRole('button', { name: 'No thanks' }).count(), 0, 'it is not shown again')
      await buy(scene, page, product)
      await until('the next order is decided', async () => (await offersOf(scene, shopper)) > 1)
      await hasSettled(page)
      assert.equal(
        await offeredAfter(scene, shopper, 'declined'),
        0,
        'something else, or nothing, goes with it',
      )
      await readByMerchant(scene, shopper)
    },
  },
  {
    name: 'a customer says not for me and never sees it again, on no order and in no other browser',
    async tell(scene) {
      const { product, shopper } = await somebodyWithAnOffer(scene)
      const page = await scene.open()
      await logIn(scene, page, shopper)
      await buy(scene, page, product)
      await page.getByText('Why am I seeing this?').click()
      await scene.look(page, 'thank-you-why')
      const link = page.getByRole('button', { name: /^Not for me/ }).first()
      const title = ((await link.getAttribute('aria-label')) ?? '').replace('Not for me: ', '')
      await link.click()
      await page.getByRole('status').getByText(`We will not suggest ${title} again.`).waitFor()
      await scene.look(page, 'thank-you-not-for-me')
      await until('the app has kept it', async () => (await answeredAs(scene, shopper, 'disliked')) > 0)
      await page.reload()
      await hasSettled(page)
      assert.equal(await offeredOn(page, title), 0, 'a reload does not bring it back')
      const elsewhere = await scene.open()
      await logIn(scene, elsewhere, shopper)
      const before = await offersOf(scene, shopper)
      await buy(scene, elsewhere, product)
      await until('the next order is decided', async () => (await offersOf(scene, shopper)) > before)
      await hasSettled(elsewhere)
      assert.equal(await offeredOn(elsewhere, title), 0, 'another browser does not show it either')
      assert.equal(await offeredAfter(scene, shopper, 'disliked'), 0, 'the app does not choose it again')
    },
  },
  {
    name: 'a guest declines with one tap and does not see it on reload',
    async tell(scene) {
      const { product } = await somebodyWithAnOffer(scene)
      const page = await scene.open()
      await buy(scene, page, product)
      await page.getByRole('button', { name: 'No thanks' }).click()
      await page.getByRole('status').getByText('We will not suggest this again').waitFor()
      await page.reload()
      await hasSettled(page)
      assert.equal(await page.getByRole('button', { name: 'No thanks' }).count(), 0)
      assert.equal(
        await page.locator('[data-extension][data-filled]').count(),
        0,
        'and no empty frame either',
      )
    },
  },
  {
    name: 'a guest adds what goes with the cart without leaving the checkout',
    async tell(scene) {
      const { product } = await somebodyWithAnOffer(scene)
      const page = await scene.open()
      await page.goto(`${scene.store.standIn.url}/shop/products/${product.handle}`)
      await page.locator('form[action="/cart/add"] button').first().click()
      await page.goto(`${scene.store.standIn.url}/checkout`)
      const add = page.locator('.extension s-button', { hasText: 'Add for' })
      await add.waitFor()
      await scene.look(page, 'checkout-offer')
      await add.click()
      await page.getByRole('status').getByText('is in your order').waitFor()
      assert.equal(await page.locator('aside .lines li').count(), 2)
      await scene.look(page, 'checkout-added')
    },
  },
]

/** A customer who has not bought what most people buy with a product, and that product. */
async function somebodyWithAnOffer({ store }: Scene): Promise<{ product: Product; shopper: Customer }> {
  const { world } = store.standIn
  const { rows } = await store.query(
    `select "productId", "otherProductId" from "ProductPair" where "buyers" >= 4 order by "buyers" desc limit 200`,
  )
  for (const { productId } of rows) {
    const product = world.product(productId)
    const others = rows.filter((pair) => pair.productId === productId).map((pair) => pair.otherProductId)
    const shopper = world.customers().find((customer) => {
      const bought = world.ordersOf(customer.id).flatMap(({ lines }) => lines.map((line) => line.productId))
      return (
        customer.email &&
        customer.locale === 'en' &&
        customer.market === 'gb' &&
        !others.some((id) => bought.includes(id)) &&
        bought.length > 0
      )
    })
    if (product?.status === 'ACTIVE' && product.variants.some(({ inventory }) => inventory > 3) && shopper)
      return { product, shopper }
  }
  throw new Error('The simulated past has no pair of products to tell this story with.')
}

/** How many items of this customer's offers have this answer. */
async function answeredAs({ store }: Scene, { id }: Customer, status: string): Promise<number> {
  const { rows } = await store.query(
    `select count(*)::int as "count" from "OfferItem" i join "Offer" o on o."id" = i."offerId"
      where o."customerId" = $1 and i."status"::text = $2`,
    [id, status],
  )
  return rows[0]?.count ?? 0
}

/** How often a product was chosen again for this customer after they had answered it so. */
async function offeredAfter({ store }: Scene, { id }: Customer, status: string): Promise<number> {
  const { rows } = await store.query(
    `with item as (select i."productId", i."status"::text, i."answeredAt", o."decidedAt" from "OfferItem" i
                     join "Offer" o on o."id" = i."offerId" where o."customerId" = $1)
     select count(*)::int as "count" from item later join item before using ("productId")
      where before."status" = $2 and before."answeredAt" < later."decidedAt"`,
    [id, status],
  )
  return rows[0]?.count ?? 0
}

/** How many decisions were made for this customer, to offer something or nothing. */
async function offersOf({ store }: Scene, { id }: Customer): Promise<number> {
  const { rows } = await store.query(`select count(*)::int as "count" from "Offer" where "customerId" = $1`, [
    id,
  ])
  return rows[0]?.count ?? 0
}

function offeredOn(page: Page, title: string): Promise<number> {
  return page.locator('.extension s-heading', { hasText: title }).count()
}

/** The block has run to its end: what it was going to show is shown. */
async function hasSettled(page: Page): Promise<void> {
  await page.locator('[data-extension][data-state="rendered"]').waitFor({ state: 'attached' })
}

async function readByMerchant(scene: Scene, { id }: Customer): Promise<void> {
  const { page, app } = await scene.openAdmin(`/app/customers/${id.split('/').at(-1)}?filter=offers`)
  await app.locator('summary', { hasText: 'Declined the offer of' }).waitFor()
  for (const entry of await app.locator('summary', { hasText: /Chosen to go|Nothing was offered/ }).all())
    await entry.click()
  await app.getByText('this customer declined it before').first().waitFor()
  await scene.look(page, 'customer-offers')
}
