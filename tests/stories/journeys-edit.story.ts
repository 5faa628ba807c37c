import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { type Scene, type Story, until } from './scene.ts'

/** Journeys in their editor. */
export const stories: Story[] = [
  {
    name: 'steps of a journey are moved, added, removed and undone with the keyboard alone',
    async tell(scene) {
      const { page, app } = await aDraft(scene, 'Answers on day 1, 7 and 30')
      await press(app, page, 'Move down: Wait 1 day.')
      await first(app, 'Wait until it is 10:00')
      await app.getByRole('button', { name: 'Move up: Wait 1 day.' }).press('Enter')
      await first(app, 'Wait 1 day')
      const handle = app.getByRole('button', { name: 'Drag to move: Wait 1 day.' })
      await handle.focus()
      await page.keyboard.press('Space')
      await page.waitForTimeout(dragMs)
      await page.keyboard.press('ArrowDown')
      await page.waitForTimeout(dragMs)
      await page.keyboard.press('Space')
      await first(app, 'Wait until it is 10:00')
      await app.getByRole('heading', { level: 1 }).press('Control+z')
      await first(app, 'Wait 1 day')
      await press(app, page, 'Add a step at the end')
      await page.keyboard.press('ArrowDown')
      await app.getByRole('menuitem', { name: /^Change a tag/ }).press('Enter')
      await app.getByText('Not saved: something is missing where it is marked.').waitFor()
      await app.getByLabel('Tag', { exact: true }).fill('asked')
      await app.getByText('All changes are saved as a draft.').waitFor()
      await scene.look(page, 'journeys-keyboard')
      await press(app, page, 'Remove this step: Tag the customer asked.')
      await app.locator('.encore-said', { hasText: 'Tag the customer' }).waitFor({ state: 'detached' })
      await press(app, page, 'Undo')
      await app.locator('.encore-said', { hasText: 'Tag the customer' }).waitFor()
    },
  },
  {
    name: 'a step goes into a way of a branch and out again with the keyboard alone',
    async tell(scene) {
      const { page, app } = await aDraft(scene, 'Answers on day 1, 7 and 30')
      await press(app, page, 'Add a step at the end')
      const kind = app.getByRole('menuitem', { name: /^Go different ways/ })
      await kind.focus()
      await page.keyboard.press('Enter')
      const otherwise = app.getByRole('region', { name: 'Otherwise' })
      await otherwise.waitFor()
      await app.getByText('All changes are saved as a draft.').waitFor()
      await press(app, page, 'Move to another way: Wait 1 day.')
      await scene.look(page, 'journeys-into')
      await reach(app, page, 'Into “Otherwise”')
      await otherwise.getByText('Wait 1 day').waitFor()
      await onName(otherwise, 'the step that was moved has the keyboard')
      await app.getByText('is now number 1 in “Otherwise”.').waitFor({ state: 'attached' })
      // From where it stands now it goes on by the keyboard: opened, and out of the branch again.
      await page.keyboard.press('Enter')
      await app.getByRole('heading', { name: 'Wait', level: 2, exact: true }).waitFor()
      await press(app, page, 'Move to another way: Wait 1 day.')
      await reach(app, page, 'Out of all ways, to the end')
      await otherwise.getByText('Wait 1 day').waitFor({ state: 'detached' })
      await app.getByText('All changes are saved as a draft.').waitFor()
      const last = app.getByRole('list', { name: 'Steps in order' }).locator('.encore-said').last()
      await last.filter({ hasText: 'Wait 1 day' }).waitFor()
    },
  },
  {
    name: 'an offer of a journey is seen as a customer would see it, in another language too',
    async tell(scene) {
      const { page, app } = await aDraft(scene, 'Answers on day 1, 7 and 30')
      await app.getByRole('button', { name: 'Add a step at the end' }).click()
      await app.getByRole('menuitem', { name: /^Leave an offer/ }).click()
      const surface = app.locator('.encore-surface')
      await surface.waitFor()
      assert.ok((await app.getByLabel('As', { exact: true }).inputValue()).includes('/Order/'))
      await surface.getByText('No thanks').waitFor()
      await app.getByText('All changes are saved as a draft.').waitFor()
      await app.getByText('Chosen for their latest order as it is now.').waitFor()
      await surface.scrollIntoViewIfNeeded()
      await scene.look(page, 'journeys-offer')
      await page.setViewportSize({ width: 390, height: 844 })
      await surface.scrollIntoViewIfNeeded()
      await surface.getByText('No thanks').waitFor()
      // In a phone's width the panel stands below its step, where no picture of the page's beginning finds it.
      await page.screenshot({ path: join(import.meta.dirname, 'screenshots', 'journeys-offer-phone.png') })
      await app.getByLabel('Language', { exact: true }).last().selectOption('de')
      await surface.getByText('Nein danke').waitFor()
      await app.getByLabel('Page', { exact: true }).selectOption('order-status')
      await surface.waitFor()
    },
  },
  {
    name: 'a step is dragged into a way with the mouse, and a way is added and found on the map',
    async tell(scene) {
      const { page, app } = await aDraft(scene, 'Answers on day 1, 7 and 30')
      await app.getByRole('button', { name: 'Add a step at the end' }).click()
      await app.getByRole('menuitem', { name: /^Go different ways/ }).click()
      await app.getByRole('button', { name: 'Add a way' }).click()
      await app.getByRole('heading', { name: 'Otherwise' }).waitFor()
      const handle = app.getByRole('button', { name: /^Drag to move: Send “After a month”/ })
      const goal = app.getByRole('region', { name: 'Otherwise' })
      await drag(page, handle, goal)
      await app.getByRole('region', { name: 'Otherwise' }).getByText('“After a month”').waitFor()
      await app.getByText('All changes are saved as a draft.').waitFor()
      await scene.look(page, 'journeys-ways')
      await app.getByRole('button', { name: 'Map', exact: true }).click()
      await app
        .getByRole('button', { name: /“After a month”/ })
        .first()
        .click()
      await app.getByRole('heading', { name: 'Send a message', level: 2 }).waitFor()
      await scene.look(page, 'journeys-map-ways')
    },
  },
  {
    name: 'a journey that another tab changed is not written over, and whose is to stay the merchant says',
    async tell(scene) {
      const one = await aDraft(scene, 'Sorry after a refund')
      const other = await scene.openAdmin(await pathOf(one.app))
      await rename(other.app, 'From the other tab')
      await rename(one.app, 'From this tab', 'This journey was changed elsewhere')
      await scene.look(one.page, 'journeys-conflict')
      await one.app.getByRole('button', { name: 'Open what is saved' }).click()
      await until('what the other tab saved is on this page', async () => {
        return (await one.app.getByLabel('Name', { exact: true }).inputValue()) === 'From the other tab'
      })
      await rename(one.app, 'Mine again')
      await rename(other.app, 'Theirs again', 'This journey was changed elsewhere')
      await other.app.getByRole('button', { name: 'Save mine instead' }).click()
      await other.app.getByText('All changes are saved as a draft.').waitFor()
      const { rows } = await scene.store.query(`select "name" from "Journey" where "name" like '% again'`)
      assert.deepEqual(rows, [{ name: 'Theirs again' }])
    },
  },
  {
    name: 'a journey is exported, imported, paused and archived, and its versions can be restored',
    async tell(scene) {
      const { page, app } = await aDraft(scene, 'Thank a regular')
      const download = page.waitForEvent('download')
      await app.getByRole('button', { name: 'Export' }).click()
      const file = await (await download).path()
      await app.getByRole('link', { name: 'Publish', exact: true }).click()
      await app.getByRole('button', { name: 'Publish', exact: true }).click()
      await app.getByText('Version 1 is live.').waitFor()
      await app
        .getByRole('link', { name: 'Journey', exact: true })
        .or(app.getByRole('button', { name: 'Journey' }))
        .first()
        .click()
      await app.getByRole('button', { name: 'Pause' }).click()
      await app.getByText('Paused', { exact: true }).waitFor()
      await app.getByRole('button', { name: 'Remove this step: Tag the customer regular.' }).click()
      await app.getByText('All changes are saved as a draft.').waitFor()
      await app.getByRole('link', { name: 'Versions' }).click()
      await app.getByText('New: Tag the customer regular.').waitFor()
      await scene.look(page, 'journeys-versions')
      await app.getByRole('button', { name: 'Make it the draft again: version 1' }).click()
      await app.getByText('The draft says the same.').waitFor()
      await page.locator('#side').getByRole('link', { name: 'Journeys', exact: true }).click()
      await app.locator('input[type=file]').setInputFiles(file)
      await app.getByRole('heading', { name: 'Thank a regular', level: 1 }).waitFor()
      await app.getByText('Draft', { exact: true }).waitFor()
      await app.getByRole('button', { name: 'Archive' }).click()
      await app.getByText('Nobody walks it now.').waitFor()
      await app.getByRole('button', { name: 'Archive it' }).click()
      await app.getByText('Archived', { exact: true }).waitFor()
    },
  },
]

// dnd-kit moves what it carries for this long.
const dragMs = 300

/** Makes a draft of a template and opens it. */
async function aDraft(scene: Scene, template: string): Promise<{ page: Page; app: FrameLocator }> {
  const { page, app } = await scene.openAdmin('/app/journeys')
  await app.getByRole('button', { name: `Use it: ${template}`, exact: true }).click()
  await app.getByRole('heading', { name: template, level: 1 }).waitFor()
  await app.getByText('All changes are saved as a draft.').waitFor()
  return { page, app }
}

async function press(app: FrameLocator, page: Page, name: string): Promise<void> {
  await app.getByRole('button', { name, exact: true }).first().focus()
  await page.keyboard.press('Enter')
}

/** Goes down the open menu by the arrow keys to what it says, and presses it. */
async function reach(app: FrameLocator, page: Page, words: string): Promise<void> {
  const goal = app.getByRole('menuitem', { name: words })
  await goal.waitFor()
  await until(`the keyboard stands at ${words}`, async () => {
    if (await goal.evaluate((item) => item.ownerDocument.activeElement === item)) return true
    await page.keyboard.press('ArrowDown')
    return false
  })
  await page.keyboard.press('Enter')
}

/** Which sentence stands first among the steps. */
async function first(app: FrameLocator, words: string): Promise<void> {
  const list = app.getByRole('list', { name: 'Steps in order' })
  await list.locator('.encore-said').first().filter({ hasText: words }).waitFor()
}

async function drag(page: Page, from: ReturnType<FrameLocator['getByRole']>, to: typeof from): Promise<void> {
  await to.scrollIntoViewIfNeeded()
  await from.hover()
  await page.mouse.down()
  const goal = await to.boundingBox()
  assert.ok(goal, 'the way is on the page')
  await page.mouse.move(goal.x + goal.width / 2, goal.y + goal.height / 2 - 8, { steps: 8 })
  await page.mouse.move(goal.x + goal.width / 2, goal.y + goal.height / 2, { steps: 4 })
  await page.waitForTimeout(dragMs)
  await page.mouse.up()
}

async function rename(
  app: FrameLocator,
  name: string,
  then = 'All changes are saved as a draft.',
): Promise<void> {
  const field = app.getByLabel('Name', { exact: true })
  await field.fill(name)
  await app.getByText('Saving …').or(app.getByText(then)).first().waitFor()
  await app.getByText(then).waitFor()
}

/** The keyboard stands at a step's name inside this part of the page. */
async function onName(part: ReturnType<FrameLocator['getByRole']>, what: string): Promise<void> {
  await until(what, () =>
    part
      .locator('.encore-step-name:focus')
      .count()
      .then((count) => count === 1),
  )
}

/** Where in the app a window is. */
async function pathOf(app: FrameLocator): Promise<string> {
  return app.locator('body').evaluate(() => globalThis.location.pathname)
}
