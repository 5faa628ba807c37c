import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { type Story, until } from './scene.ts'

/** What the law makes Shopify pass on. */
export const stories: Story[] = [
  {
    name: 'a merchant downloads the data a customer asked for, once it is gathered, and need not be told again',
    async tell({ store, openAdmin, look }) {
      const { world } = store.standIn
      const customer = world.customers().find(({ id, email }) => email && world.ordersOf(id).length > 0)
      assert.ok(customer, 'the shop has customers who bought')
      world.requestCustomerData(customer.id)
      const { page, app } = await openAdmin('/app')
      const needs = app.getByRole('link', { name: 'Download in Settings' })
      await needs.waitFor()
      await needs.click()
      const downloading = page.waitForEvent('download')
      await app.getByRole('button', { name: 'Download' }).click()
      const download = await downloading
      assert.equal(download.suggestedFilename(), 'customer-data.json')
      const data = JSON.parse(await readFile(await download.path(), 'utf8'))
      assert.equal(data.customer.id, customer.id)
      await app.getByText('Downloaded on').waitFor()
      await look(page, 'settings-handed-on')
      await page.locator('#side').getByRole('link', { name: 'Encore', exact: true }).click()
      await app.getByRole('heading', { name: 'What needs you' }).waitFor()
      await until('Home no longer asks for it', async () => (await needs.count()) === 0)
    },
  },
]
