import assert from 'node:assert/strict'
import { wholeBody } from '../support/bodies.ts'
import { type Story, until } from './scene.ts'
import type { StoryStore } from './store.ts'

/** What happens to a delivery that cannot be worked. */
export const stories: Story[] = [
  {
    name: 'a delivery that cannot be worked is set aside with its reason, and is worked when it is tried again',
    async tell({ store, openAdmin, look }) {
      const { domain } = store.standIn.world.shop
      await orderWorked(store)
      store.standIn.deliver({ topic: 'orders/create', shop: domain, body: '{"id":77,"line_items":"none"}' })
      const { page, app } = await openAdmin('/app')
      const needs = app.getByRole('link', { name: 'Look at deliveries' })
      await needs.waitFor()
      await look(page, 'home-needs-someone')
      await needs.click()
      await app.getByText('1 delivery could not be processed').waitFor()
      await app.getByRole('button', { name: 'Show content: Order placed' }).click()
      await app.getByText('"line_items": "none"').waitFor()
      await look(page, 'delivery-content')
      await app.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await app.getByRole('dialog').waitFor({ state: 'detached' })
      await look(page, 'deliveries-aside')
      // The cause is gone: what was sent can be read now.
      const genuine = await store.query(
        `update "Delivery" set "body" = (select ${wholeBody} from "Delivery" d where "topic" = 'orders/create' and "status" = 'done' limit 1)
          where "status" = 'aside' returning "id"`,
      )
      assert.equal(genuine.rowCount, 1)
      await app.getByRole('button', { name: 'Try again: Order placed' }).click()
      await app.getByRole('status').getByText('1 delivery is in line again.').waitFor()
      await until('the delivery is worked', async () => {
        const { rows } = await store.query(`select "status" from "Delivery" where "id" = $1`, [
          genuine.rows[0].id,
        ])
        return rows[0].status === 'done'
      })
      await app.getByText('Everything that arrived has been processed').waitFor()
      await app.getByText('Nothing is set aside').waitFor()
      await look(page, 'deliveries-worked')
    },
  },
]

/** A walk-in buys something, and its delivery is worked. */
async function orderWorked(store: StoryStore): Promise<void> {
  const { world } = store.standIn
  const variant = world
    .products()
    .flatMap(({ status, variants }) => (status === 'ACTIVE' ? variants : []))
    .find(({ inventory }) => inventory > 0)
  assert.ok(variant, 'something is on the shelf')
  world.placeOrder({ lines: [{ variantId: variant.id, quantity: 1 }], buyer: { kind: 'anonymous' } })
  await until('the order is worked', async () => {
    const { rowCount } = await store.query(
      `select from "Delivery" where "topic" = 'orders/create' and "status" = 'done' limit 1`,
    )
    return rowCount === 1
  })
}
