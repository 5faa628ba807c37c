import assert from 'node:assert/strict'
import type { FrameLocator, Page } from 'playwright-core'
import type { Customer } from '../stand-in/world/types/customers.ts'
import type { Product } from '../stand-in/world/types/goods.ts'
import { type Scene, type Story, until } from './scene.ts'
import { buy, logIn } from './shopper.ts'

const hourMs = 3_600_000

/** Journeys: from a template to an email in somebody's mailbox. */
export const stories: Story[] = [
  {
    name: 'a merchant takes a journey’s template, changes the wait, sees the message, dry-runs and publishes it, and an order walks it to an email',
    async tell(scene) {
      const { page, app } = await scene.openAdmin('/app/journeys')
      await app.getByRole('heading', { name: 'Journeys', level: 1 }).waitFor()
      await app.getByRole('heading', { name: 'Begin with one that fits your shop' }).waitFor()
      await scene.look(page, 'journeys-empty')
      await app.getByRole('button', { name: 'Use it: First order' }).click()
      await app.getByRole('heading', { name: 'First order', level: 1 }).waitFor()
      await writeIt(app)
      await scene.look(page, 'journeys-editor')
      await seeTheMessage(scene, page, app)
      await app.getByRole('button', { name: 'Map', exact: true }).click()
      await app
        .getByRole('button', { name: /Wait 30 minutes/ })
        .first()
        .waitFor()
      await scene.look(page, 'journeys-map')
      await dryRun(scene, page, app)
      await publish(scene, page, app)
      const shopper = await anOrder(scene)
      await emailArrives(scene, shopper)
      await timelineTells(scene, shopper)
      await theyMoveOn(scene)
    },
  },
]

/** Every order begins it, and the welcome comes half an hour later. */
async function writeIt(app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'their first order', exact: true }).click()
  await app.getByLabel('What begins it').selectOption('order-paid')
  await app.getByRole('button', { name: '2 hours', exact: true }).click()
  await app.getByLabel('How long').fill('30')
  await app.getByLabel('Unit').selectOption('minutes')
  await app.getByText('Wait 30 minutes.').first().waitFor()
  await app.getByText('When an order is paid.').first().waitFor()
  await app.getByText('All changes are saved as a draft.').waitFor()
}

async function seeTheMessage(scene: Scene, page: Page, app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: '“Welcome”', exact: true }).click()
  // It is shown in the language of whoever it is likeliest for.
  await app.getByLabel('Language', { exact: true }).selectOption('en')
  await app.frameLocator('iframe').getByText('You get this because').waitFor()
  await app.getByRole('button', { name: 'Write it in my own words' }).click()
  await app.getByLabel('Subject', { exact: true }).fill('Your first coffee from us')
  await app.getByText('Subject: Your first coffee from us').waitFor()
  await scene.look(page, 'journeys-message')
  await app.getByLabel('Language', { exact: true }).selectOption('de')
  await app
    .frameLocator('iframe[srcdoc*="lang=\\"de\\""]')
    .getByText('Du bekommst')
    .or(app.frameLocator('iframe[srcdoc*="lang=\\"de\\""]').getByText('Sie erhalten'))
    .first()
    .waitFor()
  await app.getByText('All changes are saved as a draft.').waitFor()
}

async function dryRun(scene: Scene, page: Page, app: FrameLocator): Promise<void> {
  await app.getByRole('link', { name: 'Dry run', exact: true }).click()
  await app.getByRole('button', { name: 'Begin the dry run' }).click()
  await app.getByRole('heading', { name: 'In the past year it would have' }).waitFor()
  await app.getByRole('heading', { name: '10 real people' }).waitFor()
  await app.locator('summary', { hasText: 'after #' }).first().click()
  await app
    .getByText(/^Send .*: sent\.$/)
    .first()
    .waitFor()
  await scene.look(page, 'journeys-dry-run')
}

async function publish(scene: Scene, page: Page, app: FrameLocator): Promise<void> {
  await app.getByRole('link', { name: 'Publish', exact: true }).click()
  await app.getByRole('heading', { name: 'Publish “First order”', level: 1 }).waitFor()
  await scene.look(page, 'journeys-publish')
  await app.getByRole('button', { name: 'Publish', exact: true }).click()
  await app.getByText('Version 1 is live.').waitFor()
  await app.getByRole('link', { name: 'Back to the journey' }).waitFor()
  await page.locator('#side').getByRole('link', { name: 'Journeys', exact: true }).click()
  await app.getByRole('link', { name: 'First order' }).waitFor()
  await app.getByText('Live', { exact: true }).waitFor()
  await scene.look(page, 'journeys-live')
}

/** A customer who may be written to buys something on the shelf, and keeps it: a cancelled order ends the walk. */
async function anOrder(scene: Scene): Promise<Customer> {
  const { world } = scene.store.standIn
  const shopper = world.customers().find(({ email, locale, market, emailConsent }) => {
    return email && locale === 'en' && market === 'gb' && emailConsent === 'subscribed'
  })
  const onShelf = world.products().find(isOnShelf)
  assert.ok(shopper && onShelf, 'somebody who may be written to can buy something')
  const page = await scene.open()
  await logIn(scene, page, shopper)
  await buy(scene, page, onShelf)
  // The store's dice would cancel one order in a hundred within hours.
  for (const order of world.ordersOf(shopper.id))
    order.ahead = order.ahead.filter(({ kind }) => kind !== 'cancel')
  await until('the order has begun the journey', async () => {
    const { rows } = await scene.store.query(`select 1 from "Enrollment" where "customerId" = $1`, [
      shopper.id,
    ])
    return rows.length === 1
  })
  return shopper
}

function isOnShelf({ status, variants }: Product): boolean {
  return status === 'ACTIVE' && variants.some(({ inventory }) => inventory > 3)
}

/** Not before its time, and not at night: at eleven in the morning where they are. */
async function emailArrives({ store }: Scene, { id, email }: Customer): Promise<void> {
  const { standIn } = store
  const toShopper = () => standIn.mailbox.messages().filter(({ to }) => to.includes(email ?? ''))
  assert.equal(toShopper().length, 0, 'nothing is sent before its time')
  const now = standIn.world.clock.now()
  const hours = (24 + 11 - now.getUTCHours()) % 24
  await standIn.moveClock((hours < 2 ? hours + 24 : hours) * hourMs)
  await until('the budget has let it go', async () => {
    const { rows } = await store.query(
      `select 1 from "Touch" where "customerId" = $1 and "channel" = 'email' and "countsAt" is not null`,
      [id],
    )
    return rows.length > 0
  })
  await until('the email has arrived', async () => toShopper().length > 0)
  const [arrived] = toShopper()
  assert.equal(arrived?.mail.subject, 'Your first coffee from us')
  assert.match(arrived?.mail.text ?? '', /You get this because you ordered from/)
}

async function timelineTells(scene: Scene, shopper: Customer): Promise<void> {
  const { page, app } = await scene.openAdmin(`/app/customers/${shopper.id.replace(/^.*\//, '')}`)
  await app.getByText('Began First order').waitFor()
  await app.locator('summary', { hasText: 'Sent: the welcome' }).click()
  await app.getByText('By email, from the journey “First order”.').waitFor()
  await app.getByRole('heading', { name: 'What is planned' }).waitFor()
  await app.getByText(/[1-7] of at most 7 in the last 7 days/).waitFor()
  await scene.look(page, 'customer-planned')
  await app
    .getByRole('button', { name: /^Stop for this customer/ })
    .first()
    .click()
  await app.getByRole('heading', { name: 'Stop “First order” for them?' }).waitFor()
  await app.getByRole('button', { name: 'Let it go on', exact: true }).click()
  await app.getByRole('heading', { name: 'Stop “First order” for them?' }).waitFor({ state: 'detached' })
  const { rows } = await scene.store.query(
    `select "status" from "Enrollment" where "customerId" = $1 and "status" = 'active'`,
    [shopper.id],
  )
  assert.equal(rows.length, 1, 'who looks twice stops nothing')
}

/**
 * The step where they wait is taken out: the merchant says what becomes of them before anybody is moved. Others order
 * while the shop's clock moves on, so that how many walk by now is not for the story to say.
 */
async function theyMoveOn(scene: Scene): Promise<void> {
  const { page, app } = await scene.openAdmin('/app/journeys')
  await app.getByRole('link', { name: 'First order', exact: true }).click()
  await app
    .getByText(/^\d+ (person is|people are) here now$/)
    .first()
    .waitFor()
  await app.getByRole('button', { name: /^Remove this step: Wait until the order arrives/ }).click()
  await app.getByText('All changes are saved as a draft.').waitFor()
  await app.getByRole('link', { name: 'Publish', exact: true }).click()
  await app.getByText('Gone: Wait until the order arrives').waitFor()
  await app
    .getByText(/(One person walks|people walk) an earlier version, and (keeps|keep) it to the end\.$/)
    .waitFor()
  await app.getByRole('button', { name: 'Publish', exact: true }).click()
  await app.getByText('Version 2 is live.').waitFor()
  await app.getByText(/(One person stays|people stay) in the version they walk\.$/).waitFor()
  const instead = app.getByLabel(
    /(One person waits|people wait) at “Wait until the order arrives, at most 12 days”, which is gone\.$/,
  )
  await scene.look(page, 'journeys-move')
  await instead.selectOption('They go to “Wait until it is 10:00 by their clock”')
  await app.getByText(/(One person moves|people move)\.$/).waitFor()
  await app.getByRole('button', { name: 'Move them' }).click()
  await app.getByText(/(One person is|people are) being moved\.$/).waitFor()
  await until('who waited there walks the new version', async () => {
    const { rows } = await scene.store.query(
      `select (select count(*)::int from "Enrollment" where "version" = 2) as "moved",
              (select count(*)::int from "Enrollment" where "version" = 1 and "enteredAt" is not null and "status" <> 'ended') as "left"`,
    )
    return rows[0].moved > 0 && rows[0].left === 0
  })
}
