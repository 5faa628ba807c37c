import assert from 'node:assert/strict'
import type { Product } from '../stand-in/world/types/goods.ts'
import { type Scene, type Story, until } from './scene.ts'
import { buy, logIn } from './shopper.ts'

/** What each order met, and what goes together: what a merchant can look up and set right. */
export const stories: Story[] = [
  {
    name: 'a merchant finds an order by its number and opens the whole decision of what it met',
    async tell(scene) {
      const name = await aFreshOrder(scene)
      const { page, app } = await scene.openAdmin('/app/offers')
      await app.getByRole('heading', { name: 'Offers', level: 1 }).waitFor()
      await app.getByRole('link', { name: 'Orders and their offers' }).first().click()
      await app.getByRole('heading', { name: 'Orders and their offers', level: 1 }).waitFor()
      await app.getByRole('button', { name: `Show the whole decision: ${name}` }).waitFor()
      await scene.look(page, 'orders')
      await app.getByLabel('Search by order number').fill(name)
      await until(
        'one order is left',
        async () => (await app.locator('.encore-table tbody tr').count()) === 1,
      )
      await app.getByRole('button', { name: `Show the whole decision: ${name}` }).click()
      await app.getByRole('heading', { name: 'On the thank-you page' }).waitFor()
      await app.getByRole('heading', { name: 'Candidates, the strongest first' }).first().waitFor()
      await scene.look(page, 'order-decision')
      await app.getByRole('button', { name: 'Close' }).last().click()
      await app.getByLabel('What became of it').selectOption('accepted')
      await app.getByText('No order fits').waitFor()
      await scene.look(page, 'orders-filtered')
    },
  },
  {
    name: 'a merchant sees what goes together, bans one of them, and takes it back',
    async tell(scene) {
      const { page, app } = await scene.openAdmin('/app/offers')
      await app.getByRole('heading', { name: 'Offers', level: 1 }).waitFor()
      await app.getByRole('link', { name: 'Products that go together' }).first().click()
      await app.getByRole('heading', { name: 'Products that go together', level: 1 }).waitFor()
      await scene.look(page, 'together')
      await app.locator('.encore-map-node').first().click()
      await app.getByText(/bought both in one order/).waitFor()
      await app.getByText(/The last orders with both/).waitFor()
      await scene.look(page, 'together-opened')
      await app.getByRole('button', { name: /^Ban: / }).click()
      await app.getByText(/is banned\. The next offer obeys/).waitFor()
      const kept = () => scene.store.query(`select "kind" from "ProductTie" where "kind" = 'banned'`)
      assert.equal((await kept()).rows.length, 1)
      await scene.look(page, 'together-banned')
      await app.getByRole('button', { name: /^Undo: / }).click()
      await app.getByText(/is taken back/).waitFor()
      assert.equal((await kept()).rows.length, 0)
    },
  },
]

/** Somebody buys and is offered something on the thank-you page; the order's name, once it is known. */
async function aFreshOrder(scene: Scene): Promise<string> {
  const { world } = scene.store.standIn
  const shopper = world.customers().find(({ email, locale }) => email && locale === 'en')
  const isSold = ({ status, variants }: Product) =>
    status === 'ACTIVE' && variants.some(({ inventory }) => inventory > 3)
  const bought = world.products().find(isSold)
  assert.ok(shopper && bought, 'somebody shops in English, and something is on the shelf')
  const shop = await scene.open()
  await logIn(scene, shop, shopper)
  await buy(scene, shop, bought)
  const name = world.ordersOf(shopper.id).at(-1)?.name
  assert.ok(name, 'the store has the order')
  await until('the order and an offer of the thank-you page are kept', async () => {
    const { rows } = await scene.store.query(
      `select 1 from "Order" where "name" = $1 and exists (select from "Offer" where "placement" = 'thank-you')`,
      [name],
    )
    return rows.length > 0
  })
  await shop.waitForTimeout(settleMs)
  return name
}

// The page says itself what was seen, a moment after it is drawn.
const settleMs = 1_500
