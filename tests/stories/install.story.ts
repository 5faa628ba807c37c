import assert from 'node:assert/strict'
import type { Story } from './scene.ts'

/** The first visit: from nothing to a shop whose past is there. */
export const stories: Story[] = [
  {
    name: 'a merchant opens Encore for the first time and sees their history come in by itself',
    async tell({ openAdmin, look }) {
      const { page, app } = await openAdmin()
      await app.getByRole('heading', { name: 'Set up Encore' }).waitFor()
      const steps = app.locator('#setup-steps > li')
      assert.equal(await steps.count(), 6)
      await steps.nth(0).getByRole('img', { name: 'Done' }).waitFor()
      await steps.nth(2).getByRole('img', { name: 'To do' }).waitFor()
      await look(page, 'home-first-visit')
      await steps.nth(1).getByRole('img', { name: 'Done' }).waitFor()
      const editor = await app.getByRole('link', { name: 'Open the checkout editor' }).getAttribute('href')
      assert.match(
        editor ?? '',
        /^https:\/\/admin\.shopify\.com\/store\/roast-and-co\/settings\/checkout\/editor\?page=thank-you/,
      )
      await app.getByRole('link', { name: 'Choose a journey' }).click()
      await app.getByRole('heading', { name: 'Journeys', level: 1 }).waitFor()
    },
  },
  {
    name: 'a merchant who does the rest of the set-up later finds it at the foot of the page',
    async tell({ openAdmin, look }) {
      const { page, app } = await openAdmin()
      await app.getByRole('button', { name: 'Do the rest later' }).click()
      const show = app.getByRole('button', { name: /^Show the steps \(\d to do\)$/ })
      await show.waitFor()
      await app.locator('#setup-toggle:focus').waitFor()
      const headings = await app.getByRole('heading', { level: 2 }).allTextContents()
      assert.equal(headings.at(-1), 'Set up Encore')
      await page.reload()
      await show.click()
      await app.getByText('Publish your first journey').waitFor()
      await look(page, 'home-guide-later')
    },
  },
  {
    name: 'every page of the admin can be reached from its navigation and reads well on a desk and on a phone',
    async tell({ openAdmin, look }) {
      const { page, app } = await openAdmin()
      await app.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
      for (const name of ['Customers', 'Offers', 'Deliveries', 'Settings', 'Home']) {
        // Shopify's admin turns the link to an app's home into the app's own name.
        const link = name === 'Home' ? { name: 'Encore', exact: true } : { name, exact: true }
        await page.locator('#side').getByRole('link', link).click()
        await app.getByRole('heading', { name, level: 1 }).waitFor()
        await look(page, name.toLowerCase())
      }
    },
  },
]
