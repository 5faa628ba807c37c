import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Customer, Product } from '../stand-in/world/types.ts'
import { type Scene, type Story, until } from './scene.ts'
import { buy, logIn } from './shopper.ts'

/** The first offer, seen by a shopper and by the merchant. */
export const stories: Story[] = [
  {
    name: 'a shopper sees one product that goes with their order, says no, and is never asked that again',
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
      await until('the app has kept the answer', () => hasOffer(scene, shopper, 'declined'))
      await page.reload()
      await hasSettled(page)
      assert.equal(await page.getByRole('button', { name: 'No thanks' }).count(), 0, 'it is not shown again')
      await buy(scene, page, product)
      await until('the next order is decided', async () => (await offersOf(scene, shopper)).length > 1)
      await hasSettled(page)
      const offered = (await offersOf(scene, shopper)).map(({ productId }) => productId)
      assert.equal(new Set(offered).size, offered.length, 'something else, or nothing, goes with it')
      await readByMerchant(scene, shopper)
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

async function offersOf(
  { store }: Scene,
  { id }: Customer,
): Promise<{ productId: string; status: string }[]> {
  const { rows } = await store.query(
    `select i."productId", i."status" from "Offer" o join "OfferItem" i on i."shopId" = o."shopId" and i."offerId" = o."id"
      where o."customerId" = $1 order by o."decidedAt", i."position"`,
    [id],
  )
  return rows
}

async function hasOffer(scene: Scene, customer: Customer, status: string): Promise<boolean> {
  return (await offersOf(scene, customer)).some((offer) => offer.status === status)
}

/** The block has run to its end: what it was going to show is shown. */
async function hasSettled(page: Page): Promise<void> {
  await page.locator('[data-extension][data-state="rendered"]').waitFor({ state: 'attached' })
}

async function readByMerchant(scene: Scene, { id }: Customer): Promise<void> {
  const { page, app } = await scene.openAdmin(`/app/customers/${id.split('/').at(-1)}?filter=offers`)
  await app.locator('summary', { hasText: 'Declined the offer of' }).waitFor()
  for (const entry of await app.locator('summary', { hasText: /was chosen|Nothing was offered/ }).all())
    await entry.click()
  await app.getByText('this customer declined it before').first().waitFor()
  await scene.look(page, 'customer-offers')
}
