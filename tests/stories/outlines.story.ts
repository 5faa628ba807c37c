import assert from 'node:assert/strict'
import type { Story } from './scene.ts'

/** Pages that take their time. */
export const stories: Story[] = [
  {
    name: 'a page that takes its time shows its outline first, with nothing of the page before, and moves its heading nowhere',
    async tell({ openAdmin, look }) {
      const { page, app } = await openAdmin()
      await app.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
      for (const name of ['Customers', 'Journeys', 'Offers', 'Deliveries', 'Settings']) {
        let letGo = () => {}
        const held = new Promise<void>((resolve) => {
          letGo = resolve
        })
        await page.route(/\.data(\?|$)/, async (route) => {
          await held
          await route.continue()
        })
        await page.locator('#side').getByRole('link', { name, exact: true }).click()
        const outline = app.locator('[aria-busy=true]')
        await outline.getByRole('heading', { name, level: 1 }).waitFor()
        assert.equal(await app.getByRole('heading', { level: 1 }).count(), 1)
        assert.equal(await app.getByRole('status').filter({ hasText: 'Loading' }).count(), 1)
        await look(page, `${name.toLowerCase()}-outline`)
        const before = await app.getByRole('heading', { name, level: 1 }).boundingBox()
        letGo()
        await outline.waitFor({ state: 'detached' })
        await page.unroute(/\.data(\?|$)/)
        assert.deepEqual(await app.getByRole('heading', { name, level: 1 }).boundingBox(), before)
      }
    },
  },
]
