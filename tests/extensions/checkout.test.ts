import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { all, choose, pageText, press, said, withText } from './dom.ts'
import {
  aLine,
  anItem,
  anOffer,
  aPage,
  checkout,
  forEachTest,
  type Page,
  productId,
  sold,
  variantId,
} from './page.ts'

beforeEach(forEachTest.begin)
afterEach(forEachTest.end)

const { id } = anOffer()

test('the app is asked under the checkout’s token, for what is in the cart', async () => {
  using page = aCheckout()
  await page.render()
  expect(JSON.parse(String(page.asked[0]?.[1]?.body))).toMatchObject({
    placement: 'checkout',
    checkoutToken: 'token-100',
    productIds: [productId(1)],
  })
  expect(page.told).toEqual([{ id, answer: 'shown' }])
})

test('one product is shown, however many there are, at its price and with its reason', async () => {
  using page = aCheckout()
  page.answers(anOffer([anItem(2), anItem(3)]))
  page.goods([sold(22), sold(33)])
  await page.render()
  expect(said(all('s-section')[0], 'heading')).toBe('Goes well with your Chemex')
  expect(all('s-heading')).toHaveLength(1)
  withText('s-text', '€9.50')
  withText('s-text', '37 customers bought it with Chemex')
})

test('nothing is taken off before a purchase, whatever an offer says', async () => {
  using page = aCheckout()
  page.answers(anOffer([anItem(2, { incentive: { kind: 'percentage', percent: 50 }, code: 'HALF' })]))
  await page.render()
  withText('s-button', 'Add for €9.50')
  expect(pageText()).not.toContain('4.75')
})

test('what was chosen is added as a line of the cart, and told once it is', async () => {
  using page = aCheckout()
  await page.render()
  choose(all('s-number-field')[0], '2')
  press(withText('s-button', 'Add for €19.00'))
  await vi.waitFor(() => expect(pageText()).toBe('Filter papers, Size 2 is in your order.'))
  expect(page.changes).toEqual([{ type: 'addCartLine', merchandiseId: variantId(22), quantity: 2 }])
  await vi.waitFor(() =>
    expect(page.said()).toEqual([
      { id, answer: 'accepted', itemId: 'item-2', variantId: variantId(22), quantity: 2 },
    ]),
  )
  expect(page.stored.get('ended/token-100')).toBe(true)
})

test('a second press while the first is under way adds nothing', async () => {
  using page = aCheckout()
  let finish: (result: { type: 'success' }) => void = () => undefined
  page.applies(
    () =>
      new Promise((done) => {
        finish = done
      }),
  )
  await page.render()
  const button = withText('s-button', 'Add for €9.50')
  press(button)
  expect(said(button, 'loading')).toBeTruthy()
  press(button)
  press(withText('s-button', 'No thanks'))
  finish({ type: 'success' })
  await vi.waitFor(() => expect(pageText()).toContain('is in your order'))
  expect(page.changes).toHaveLength(1)
})

describe('what cannot be added is said kindly, costs nothing, and can be tried again', () => {
  test.each([
    ['sold out', () => Promise.resolve({ type: 'error', message: 'internal: sold out' })],
    ['an error', () => Promise.reject(new Error('no network'))],
  ])('%s', async (_, answer) => {
    using page = aCheckout()
    page.applies(answer)
    await page.render()
    press(withText('s-button', 'Add for €9.50'))
    const line = 'Filter papers, Size 2 could not be added. Nothing was changed.'
    await vi.waitFor(() => expect(pageText()).toContain(line))
    expect(pageText()).not.toContain('internal')
    expect(page.said()).toEqual([])
    page.applies(async () => ({ type: 'success' }))
    press(withText('s-button', 'Add for €9.50'))
    await vi.waitFor(() => expect(pageText()).toBe('Filter papers, Size 2 is in your order.'))
  })
})

test('"no thanks" is told, and this checkout is left in peace', async () => {
  using page = aCheckout()
  await page.render()
  const [take, leave] = all('s-button')
  for (const name of ['variant', 'inlineSize', 'tone']) expect(said(leave, name)).toEqual(said(take, name))
  press(withText('s-button', 'No thanks'))
  await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer: 'declined' }]))
  expect(pageText()).toBe('All right. We will not suggest this again.')
  expect(page.stored.get('ended/token-100')).toBe(true)
})

describe('nothing is shown and nothing asked', () => {
  const silences: [string, (page: Page) => unknown][] = [
    ['where the cart may not be changed', (page) => mayAdd(page, false)],
    [
      'without a token of the checkout',
      (page) => Reflect.set(page.shopify, 'checkoutToken', { value: undefined }),
    ],
    ['in a checkout that was declined', (page) => page.stored.set('ended/token-100', true)],
    ['with an empty cart', (page) => page.bought([])],
  ]
  test.each(silences)('%s', async (_, change) => {
    using page = aCheckout()
    change(page)
    await page.render()
    expect(pageText()).toBe('')
    expect(page.asked).toEqual([])
  })
})

test('what is in the cart by now is not offered', async () => {
  using page = aCheckout()
  page.bought([aLine(1), aLine(2)])
  await page.render()
  expect(pageText()).toBe('')
  expect(page.told).toEqual([])
})

test('a cart that may no longer be changed when the button is pressed is not changed', async () => {
  using page = aCheckout()
  await page.render()
  mayAdd(page, false)
  press(withText('s-button', 'Add for €9.50'))
  await vi.waitFor(() => expect(pageText()).toContain('could not be added'))
  expect(page.changes).toEqual([])
})

test('the merchant sees in the checkout editor what will stand here', async () => {
  using page = aCheckout()
  page.shopify.extension.editor = { type: 'checkout' }
  await page.render()
  expect(pageText()).toBe('When something goes well with the cart, one product appears here.')
})

/** A checkout whose buyer may change the cart. */
function aCheckout() {
  const page = aPage(checkout)
  const changes: unknown[] = []
  const applies = (answer: () => Promise<unknown>) =>
    Object.assign(page.shopify, {
      applyCartLinesChange(change: unknown) {
        changes.push(change)
        return answer()
      },
    })
  applies(async () => ({ type: 'success' }))
  mayAdd(page, true)
  return Object.assign(page, { changes, applies })
}

function mayAdd(page: Page, canAddCartLine: boolean): void {
  Reflect.set(page.shopify, 'instructions', { value: { lines: { canAddCartLine } } })
}
