import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, type OpenBrowser, openBrowser, phone } from '../support/browser.ts'
import { openFaces } from './faces/faces.ts'
import { startStandIn } from './server.ts'
import type { StandIn } from './types.ts'

const extensionsFolder = join(import.meta.dirname, 'faces/fixtures/extensions')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let standIn: StandIn
let chromium: OpenBrowser
let path: string

beforeAll(async () => {
  standIn = await startStandIn({
    apiKey: 'key',
    apiSecret: 'secret',
    customers: 30,
    days: 60,
    faces: openFaces({ extensionsFolder }),
  })
  chromium = await openBrowser()
  const [product] = standIn.world.products()
  const order = standIn.world.placeOrder({
    lines: [{ variantId: product?.variants[0]?.id ?? 'gid://shopify/ProductVariant/0', quantity: 2 }],
    buyer: { kind: 'person', email: 'reader@example.com', firstName: 'Rea', lastName: 'Der' },
  })
  path = `/checkout/thank-you/${order.token}`
}, 90_000)

afterAll(async () => {
  await chromium?.close()
  await standIn?.close()
})

describe('an extension on the thank-you page', () => {
  test('knows what its target gives, and only that', async () => {
    const { page, complaints } = await openBlock()
    const facts = await page.locator('.extension s-list-item').allTextContents()
    expect(facts).toEqual([
      expect.stringMatching(/^visits \d$/),
      'shop Roast & Co.',
      'sub nobody',
      'network closed',
      expect.stringMatching(/^total €\d+\.\d\d$/),
    ])
    await expectText(page, '1 thing bought')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('hears every press, word and choice, with the new state already on its element', async () => {
    const { page } = await openBlock()
    const block = page.locator('.extension')
    await block.getByRole('button', { name: 'Press' }).click()
    await block.getByRole('button', { name: 'Off' }).click({ force: true })
    await block.getByRole('link', { name: 'Go' }).click()
    await block.getByRole('button', { name: 'Whole area' }).click()
    await block.getByLabel('Name').fill('Ada')
    await block.getByLabel('Weeks').selectOption('6')
    await block.getByRole('checkbox', { name: 'Agreed' }).check()
    await block.getByRole('radio', { name: 'A gift' }).check()
    await page.keyboard.press('ArrowDown')
    await block.getByText('More').click()
    await block.getByRole('button', { name: 'Dismiss' }).click()
    await expectText(
      page,
      'button / link / clickable / name Ada / weeks 6 / agreed true / why gift / why mine / toggled / dismissed',
    )
    expect(await block.getByText('The rest').isVisible()).toBe(true)
    await page.context().close()
  })

  test('opens a dialog by command and hears it close', async () => {
    const { page } = await openBlock()
    await page.locator('.extension').getByRole('button', { name: 'Open dialog' }).click()
    await page.getByRole('dialog', { name: 'A dialog' }).waitFor()
    await page.getByText('Inside', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await expectText(page, 'hidden')
    await page.context().close()
  })

  test.each([desktop, phone])('can be read and used by everybody at $width px', async (size) => {
    const { page } = await openBlock(size)
    await page.evaluate(axe)
    const found = await page.evaluate(() => Reflect.get(globalThis, 'axe').run(document))
    expect(found.violations.map(({ id, nodes }: { id: string; nodes: unknown }) => ({ id, nodes }))).toEqual(
      [],
    )
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    await page.context().close()
  })

  test('speaks the language of the reader', async () => {
    const { page } = await openBlock(desktop, 'de')
    await expectText(page, '1 Ding gekauft')
    await page.context().close()
  })
})

async function openBlock(size = desktop, locale = 'en') {
  const opened = await chromium.open(size)
  await opened.context.addCookies([{ name: 'locale', value: locale, url: standIn.url }])
  await opened.page.goto(standIn.url + path)
  await opened.page.locator('.extension[data-state=rendered]').waitFor()
  return opened
}

async function expectText(page: Page, text: string): Promise<void> {
  await page.locator('.extension').getByText(text, { exact: true }).waitFor({ timeout: 5_000 })
}
