import assert from 'node:assert/strict'
import type { FrameLocator, Request } from 'playwright-core'
import type { Customer } from '../stand-in/world/types/customers.ts'
import type { Product } from '../stand-in/world/types/goods.ts'
import { phone } from '../support/browser.ts'
import { type Scene, type Story, until } from './scene.ts'
import { buy, logIn } from './shopper.ts'

/** Rules: what a merchant writes, and what a shopper then meets. */
export const stories: Story[] = [
  {
    name: 'a merchant writes a rule with a pinned product, sees it in the preview, turns it on and a shopper meets it',
    async tell(scene) {
      const { bought, pinned, shopper } = await aPurchase(scene)
      const { page, app } = await scene.openAdmin('/app/offers')
      await app.getByRole('heading', { name: 'Offers', level: 1 }).waitFor()
      await app.getByRole('heading', { name: 'Begin with what your own orders say' }).waitFor()
      await scene.look(page, 'offers-empty')
      await app.getByRole('link', { name: 'Write a rule' }).click()
      await app.getByRole('heading', { name: 'New rule', level: 1 }).waitFor()
      await app.getByLabel('Name', { exact: true }).fill('Pinned by hand')
      await app.getByRole('button', { name: 'Add condition' }).first().click()
      await pick(app, 'Values', bought.title)
      await app.getByText('Products that I choose').click()
      await pick(app, 'Add a product', pinned.title)
      await app.getByText(`When the order contains ${bought.title}, offer ${pinned.title}`).waitFor()
      await app.getByLabel('Purchase', { exact: true }).selectOption('basket')
      await pick(app, 'Products in the basket', bought.title)
      await app.getByText('This rule fits the purchase.').waitFor()
      await app.locator('.encore-surface').getByRole('heading', { name: pinned.title }).waitFor()
      await app.getByRole('button', { name: 'Test on your last 500 orders' }).click()
      await app.getByText(/It fits .* of your last .* paid orders/).waitFor()
      await scene.look(page, 'offers-editor')
      await app.getByLabel('Language', { exact: true }).last().selectOption('de')
      await app.locator('.encore-surface[lang=de]').getByText('Nein danke').waitFor()
      await page.locator('#save-bar').getByRole('button', { name: 'Save' }).click()
      await app.getByRole('heading', { name: 'Pinned by hand', level: 1 }).waitFor()
      await app.getByRole('button', { name: 'Turn on' }).click()
      await app.getByText('On', { exact: true }).waitFor()
      await scene.look(page, 'offers-rule-on')
      await app.getByLabel('What version B does another way').selectOption('headings')
      await app.getByRole('button', { name: 'Start the test' }).click()
      await app.getByText('Version B is the same as the rule. Change something.').waitFor()
      await app.getByLabel('Heading in English').last().fill('One more thing')
      await app.getByRole('button', { name: 'Start the test' }).click()
      await app.getByText('Too early to tell').waitFor()
      await app.getByText('With the heading “One more thing” (English)').waitFor()
      await scene.look(page, 'offers-two-versions')
      await page.locator('#side').getByRole('link', { name: 'Offers', exact: true }).click()
      await app.getByRole('link', { name: 'Pinned by hand' }).waitFor()
      await scene.look(page, 'offers')
      const shop = await scene.open()
      await logIn(scene, shop, shopper)
      await buy(scene, shop, bought)
      await shop.getByText(pinned.title).first().waitFor()
      await scene.look(shop, 'thank-you-pinned')
    },
  },
  {
    name: 'a merchant opens a proposal, saves it as it is and turns it on',
    async tell(scene) {
      await scene.store.query(
        `update "Rule" set "status" = 'off', "deletedAt" = now() where "deletedAt" is null`,
      )
      const { page, app } = await scene.openAdmin('/app/offers')
      const proposal = app.getByRole('link', { name: /^Open in the editor: / }).first()
      const name = (await proposal.getAttribute('aria-label'))?.replace(/^[^:]*: /, '') ?? ''
      await proposal.click()
      await app.getByRole('heading', { name: 'New rule', level: 1 }).waitFor()
      await app.getByText('This rule fits the purchase.').waitFor()
      const bar = page.locator('#save-bar')
      await bar.getByRole('button', { name: 'Discard' }).click()
      await app.getByRole('heading', { name: 'Offers', level: 1 }).waitFor()
      await proposal.click()
      await bar.getByRole('button', { name: 'Save' }).click()
      await app.getByRole('heading', { name, level: 1, exact: true }).waitFor()
      await bar.waitFor({ state: 'hidden' })
      await scene.look(page, 'offers-proposal-saved')
      await page.setViewportSize(phone)
      await app.getByRole('button', { name: 'Turn on' }).click()
      await app.getByText('On', { exact: true }).waitFor()
      await page.getByText(`“${name}” is on.`).waitFor()
    },
  },
  {
    name: 'a merchant who types on while a search is under way cuts no answer off',
    async tell(scene) {
      const { page, app } = await scene.openAdmin('/app/offers/new')
      await app.getByRole('heading', { name: 'New rule', level: 1 }).waitFor()
      const cutOff: string[] = []
      page.on('requestfailed', (request) => cutOff.push(request.url()))
      const isSearch = (typed: string) => (request: Request) =>
        request.url().includes(`/app/offers/search.data?kind=product&q=${typed}&`)
      const opened = page.waitForResponse((response) => isSearch('')(response.request()))
      await app.getByText('Products that I choose').click()
      const field = app.getByRole('combobox', { name: 'Add a product', exact: true })
      await field.click()
      await (await opened).finished()
      let letGo = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = () => void resolve()
      })
      await page.route(/\/app\/offers\/search/, async (route) => {
        await held
        await route.continue()
      })
      const first = page.waitForRequest(isSearch('co'))
      await field.fill('co')
      await first
      const second = page.waitForRequest(isSearch('coffee'))
      // Longer than the field waits: a search that does not wait for the last one would be sent now.
      const sentAtOnce = page.waitForRequest(isSearch('coffee'), { timeout: 1_500 }).catch(() => undefined)
      await field.fill('coffee')
      await sentAtOnce
      letGo()
      await (await second).response()
      assert.deepEqual(cutOff, [])
    },
  },
  {
    name: 'a merchant whose margin floor refuses a discount is told so while writing, and the shopper sees the usual price',
    async tell(scene) {
      const { bought, pinned, shopper } = await aPurchase(scene)
      await scene.store.query(
        `update "Variant" set "costMinor" = "priceMinor" - 100 where "productId" = $1`,
        [pinned.id],
      )
      await scene.store.query(
        `update "Rule" set "status" = 'off', "deletedAt" = now() where "deletedAt" is null`,
      )
      const { page, app } = await scene.openAdmin('/app/offers/new')
      await app.getByLabel('Name', { exact: true }).fill('Too generous')
      await app.getByRole('button', { name: 'Add condition' }).first().click()
      await pick(app, 'Values', bought.title)
      await app.getByText('Products that I choose').click()
      await pick(app, 'Add a product', pinned.title)
      await app.getByLabel('What you take off').selectOption('percentage')
      await app.getByLabel('Percent off').fill('50')
      await app
        .getByText(/(You would lose|would remain, and your floor is) .*: it is offered at its usual price/)
        .waitFor()
      await scene.look(page, 'offers-margin')
      await page.locator('#save-bar').getByRole('button', { name: 'Save' }).click()
      await app.getByRole('heading', { name: 'Too generous', level: 1 }).waitFor()
      await app.getByRole('button', { name: 'Turn on' }).click()
      await app.getByText('On', { exact: true }).waitFor()
      const shop = await scene.open()
      await logIn(scene, shop, shopper)
      await buy(scene, shop, bought)
      await shop.getByText(pinned.title).first().waitFor()
      await until('the decision says why', async () => {
        const { rows } = await scene.store.query(
          `select i."incentive" from "OfferItem" i join "Offer" o on o."id" = i."offerId" and o."shopId" = i."shopId"
            where i."productId" = $1 and o."customerId" = $2 order by o."decidedAt" desc limit 1`,
          [pinned.id, shopper.id],
        )
        return rows.length === 1 && rows[0].incentive === null
      })
    },
  },
]

/** Opens a search field, types and takes what is found. */
async function pick(app: FrameLocator, label: string, title: string): Promise<void> {
  const field = app.getByRole('combobox', { name: label, exact: true }).last()
  await field.click()
  await field.fill(title)
  await app.getByRole('option', { name: title, exact: true }).first().click()
  await field.press('Escape')
}

/** A product, another one nobody bought it with, and a customer who never had the other. */
async function aPurchase({ store }: Scene): Promise<{ bought: Product; pinned: Product; shopper: Customer }> {
  const { world } = store.standIn
  const { rows } = await store.query(`select "productId" from "OfferItem"`)
  const offered = new Set(rows.map(({ productId }) => productId))
  const sold = world
    .products()
    .filter(
      ({ id, status, variants }) =>
        status === 'ACTIVE' && !offered.has(id) && variants.some(({ inventory }) => inventory > 3),
    )
  const shopper = world
    .customers()
    .find(({ email, locale, market }) => email && locale === 'en' && market === 'gb')
  assert.ok(shopper, 'somebody shops in English')
  const had = new Set(
    world.ordersOf(shopper.id).flatMap(({ lines }) => lines.map(({ productId }) => productId)),
  )
  const cheapest = [...sold].sort((one, other) => priceOf(one) - priceOf(other))
  const pinned = cheapest.find(({ id }) => !had.has(id))
  const bought = sold.find(({ id }) => id !== pinned?.id)
  assert.ok(pinned && bought, 'two products are on the shelf')
  return { bought, pinned, shopper }
}

function priceOf({ variants }: Product): number {
  return variants[0]?.prices.eu ?? 0
}
