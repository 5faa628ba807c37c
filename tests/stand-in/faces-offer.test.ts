import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { desktop, type OpenBrowser, openBrowser, phone } from '../support/browser.ts'
import { itemOf, type OfferApp, offerOf, startOfferApp } from '../support/offer-app.ts'
import { openFaces } from './faces/faces.ts'
import { startStandIn } from './server.ts'
import type { StandIn } from './types.ts'
import type { Product } from './world/types/goods.ts'

// The project's own blocks on the pages of the local store, as a shopper meets them; only the app is played.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let app: OfferApp
let standIn: StandIn
let chromium: OpenBrowser
let chemex: Product
let beans: Product
let press: Product
let path: string

beforeAll(async () => {
  app = await startOfferApp()
  standIn = await startStandIn({
    apiKey: 'key',
    apiSecret: 'secret',
    customers: 30,
    days: 60,
    appUrl: app.url,
    faces: openFaces(),
  })
  chromium = await openBrowser()
  chemex = productNamed('chemex')
  beans = productNamed('house-blend')
  press = productNamed('aeropress')
  const order = standIn.world.placeOrder({
    lines: [{ variantId: variantOf(chemex), quantity: 1 }],
    buyer: { kind: 'person', email: 'reader@example.com', firstName: 'Rea', lastName: 'Der' },
  })
  path = `/checkout/thank-you/${order.token}`
}, 90_000)

beforeEach(() => {
  app.asked.length = 0
  app.told.length = 0
  app.answer = offerOf([itemOf(beans, chemex), itemOf(press, chemex)])
})

afterAll(async () => {
  await chromium?.close()
  await standIn?.close()
  app?.close()
})

describe('on the thank-you page', () => {
  test('a variant and a quantity change the price, and the cart holds what was chosen at that price', async () => {
    app.answer = offerOf([
      itemOf(beans, chemex, { incentive: { kind: 'percentage', percent: 10 }, code: codeOf(10) }),
    ])
    const { page, complaints } = await openPage(path)
    const before = await addButton(page).textContent()
    await page.getByLabel('House Blend: version').selectOption({ index: 1 })
    await expect.poll(() => addButton(page).textContent()).not.toBe(before)
    const one = await addButton(page).textContent()
    await page.getByLabel('House Blend: quantity').fill('2')
    await page.keyboard.press('Tab')
    await expect.poll(() => addButton(page).textContent()).not.toBe(one)
    const price = (await addButton(page).textContent())?.replace('Add for ', '')
    const [cart] = await Promise.all([page.context().waitForEvent('page'), addButton(page).click()])
    await cart.waitForURL(/\/checkout$/)
    expect(await cart.locator('aside .lines b').textContent()).toBe('2')
    expect(await cart.locator('aside .totals .code').textContent()).toBe(codeOf(10))
    expect(await paidForGoods(cart)).toBe(price)
    await expect.poll(() => app.told.map(({ answer }) => answer)).toEqual(['shown', 'accepted'])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('"not for me" takes one product away, says so, and lets the keyboard go on with the next', async () => {
    const { page } = await openPage(path)
    await page.getByText('Why am I seeing this?').click()
    await page.getByRole('button', { name: 'Not for me: House Blend' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('We will not suggest House Blend again.').waitFor()
    expect(await focusedName(page)).toBe('Not for me: AeroPress')
    await page.reload()
    await rendered(page)
    expect(await page.getByRole('heading', { name: 'AeroPress' }).count()).toBe(1)
    expect(await page.getByRole('heading', { name: 'House Blend' }).count()).toBe(0)
    expect(app.asked.at(-1)?.leftOutIds).toEqual([beans.id])
    await page.context().close()
  })

  test('a guest who wants no more offers sees none on any page of an order in this browser', async () => {
    const { page } = await openPage(path)
    await page.getByText('Why am I seeing this?').click()
    await page.getByRole('button', { name: 'No more offers here' }).click()
    await page.getByRole('status').getByText('You will see no more offers here in this browser.').waitFor()
    const asked = app.asked.length
    await page.goto(standIn.url + statusPath())
    await rendered(page)
    expect(await page.locator('.extension[data-filled]').count()).toBe(0)
    expect(app.asked.length).toBe(asked)
    await page.context().close()
  })

  test('the order’s own page shows the same to whoever has its link', async () => {
    const { page, complaints } = await openPage(statusPath())
    await page.getByRole('heading', { name: 'AeroPress' }).waitFor()
    expect(app.asked.map(({ placement }) => placement)).toEqual(['order-status'])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test.each([desktop, phone])(
    'can be read and used by everybody at $width px, closed and open',
    async (size) => {
      app.answer = offerOf([
        itemOf(beans, chemex),
        itemOf(press, chemex),
        itemOf(productNamed('morning-ritual'), chemex),
      ])
      const { page } = await openPage(path, size)
      expect(await complaintsOfAxe(page)).toEqual([])
      await page.getByText('Why am I seeing this?').click()
      expect(await complaintsOfAxe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
      const tops = await page
        .locator('.extension s-heading')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
      expect(new Set(tops).size).toBe(size === desktop ? 1 : 3)
      await page.context().close()
    },
  )
})

describe('in checkout', () => {
  test('one press puts the product into the order, and the sums beside it follow', async () => {
    const { page, complaints } = await openCheckout()
    const before = await page.locator('aside .grand dd').textContent()
    await addButton(page).click()
    await page.getByRole('status').getByText('House Blend, 250 g is in your order.').waitFor()
    expect(await page.locator('aside .lines li').count()).toBe(2)
    expect(await page.locator('aside .grand dd').textContent()).not.toBe(before)
    await expect
      .poll(() => app.told.at(-1))
      .toMatchObject({ answer: 'accepted', variantId: variantOf(beans) })
    await page.reload()
    await rendered(page)
    expect(await page.getByRole('button', { name: 'No thanks' }).count()).toBe(0)
    await page.locator('form.checkout-form button.primary').click()
    await page.waitForURL(/\/checkout\/thank-you\//)
    expect(await page.locator('aside .lines li').count()).toBe(2)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('what sold out between showing and pressing is refused kindly and costs nothing', async () => {
    const variant = press.variants[0]
    if (!variant) throw new Error('The AeroPress has a variant.')
    app.answer = offerOf([itemOf(press, chemex)])
    const { page } = await openCheckout()
    const [{ tracked, inventory }, before] = [variant, await page.locator('aside').textContent()]
    Object.assign(variant, { tracked: true, inventory: 0 })
    await addButton(page).click()
    await page.getByText('AeroPress could not be added. Nothing was changed.').waitFor()
    Object.assign(variant, { tracked, inventory })
    expect(await page.locator('aside').textContent()).toBe(before)
    expect(app.told.map(({ answer }) => answer)).toEqual(['shown'])
    await page.context().close()
  })

  test.each([desktop, phone])('can be read and used by everybody at $width px', async (size) => {
    const { page } = await openCheckout(size)
    expect(await complaintsOfAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    await page.context().close()
  })
})

/** The same order's own page. */
function statusPath(): string {
  return path.replace('/checkout/thank-you', '/orders')
}

function productNamed(handle: string): Product {
  const product = standIn.world.productByHandle(handle)
  if (!product) throw new Error(`The store has no ${handle}.`)
  return product
}

function variantOf({ variants: [first], title }: Product) {
  if (!first) throw new Error(`${title} has no variant.`)
  return first.id
}

/** A code of the stand-in's own that takes so many percent off. */
function codeOf(percent: number): string {
  const found = standIn.world.discounts.find((each) => each.percent === percent)
  if (!found) throw new Error(`The store has no code for ${percent} %.`)
  return found.code
}

async function openPage(at: string, size = desktop) {
  const opened = await chromium.open(size)
  await opened.page.goto(standIn.url + at)
  await rendered(opened.page)
  return opened
}

async function openCheckout(size = desktop) {
  const opened = await chromium.open(size)
  await opened.page.goto(`${standIn.url}/shop/products/${chemex.handle}`)
  await opened.page.locator('form[action="/cart/add"] button').first().click()
  await opened.page.goto(`${standIn.url}/checkout`)
  await rendered(opened.page)
  return opened
}

function rendered(page: Page): Promise<void> {
  return page.locator('.extension[data-state=rendered]').waitFor({ state: 'attached' })
}

function addButton(page: Page) {
  return page.locator('.extension s-button').filter({ hasText: 'Add for' }).first()
}

/** Subtotal less discount, as the checkout writes it. */
async function paidForGoods(page: Page): Promise<string> {
  const [subtotal = '', discount = ''] = await page.locator('aside .totals dd').allTextContents()
  const cents = (text: string) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100)
  return `€${((cents(subtotal) - cents(discount)) / 100).toFixed(2)}`
}

function focusedName(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active?.getAttribute('aria-label')
  })
}

async function complaintsOfAxe(page: Page): Promise<unknown[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(() => Reflect.get(globalThis, 'axe').run(document))
  return found.violations.map(({ id, nodes }: { id: string; nodes: unknown }) => ({ id, nodes }))
}
