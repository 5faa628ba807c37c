import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import type { Product } from '../stand-in/world/types/goods.ts'
import type { Scene, Story } from './scene.ts'
import { buy } from './shopper.ts'

/** One order, from the shop to the customer's timeline. */
export const stories: Story[] = [
  {
    name: 'an order placed in the shop appears on Home and in the timeline of its customer',
    async tell(scene) {
      const shopper = await scene.open()
      const { page, app } = await scene.openAdmin()
      await app.getByRole('heading', { name: 'Today', exact: true }).waitFor()
      await buy(scene, shopper, beansOf(scene))
      const email = 'mara.lindqvist@example.com'
      await app.locator('.encore-feed').getByText('Mara Lindqvist').first().waitFor()
      await scene.look(page, 'home-with-order')
      await page.locator('#app-nav').getByRole('link', { name: 'Customers' }).click()
      await find(app, 'lindkvist', 'Mara Lindqvist')
      await scene.look(page, 'customers-found')
      await app.getByRole('link', { name: 'Mara Lindqvist' }).click()
      await app.getByRole('heading', { name: 'Mara Lindqvist', level: 1 }).waitFor()
      const placed = app.locator('summary', { hasText: 'Placed' }).first()
      await placed.click()
      await app.getByText('Paid. Bought in the online store.').waitFor()
      assert.equal(await app.getByText(email).count(), 1)
      await scene.look(page, 'customer-timeline')
    },
  },
]

/** Beans on the shelf. */
function beansOf({ store }: Scene): Product {
  const beans = store.standIn.world
    .products()
    .find(
      ({ kind, status, variants }) =>
        kind === 'beans' && status === 'ACTIVE' && variants.some(({ inventory }) => inventory > 0),
    )
  assert.ok(beans, 'the shop sells beans')
  return beans
}

async function find(app: FrameLocator, typed: string, name: string): Promise<void> {
  await app.getByRole('searchbox', { name: 'Search customers' }).fill(typed)
  await app.getByText('The closest stand first').waitFor()
  await app.getByRole('link', { name }).waitFor()
}
