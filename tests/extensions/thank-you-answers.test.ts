import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { all, pageText, press, said, withText } from './dom.ts'
import { anItem, anOffer, aPage, forEachTest, orderStatus, productId, sold, thankYou } from './page.ts'

beforeEach(forEachTest.begin)
afterEach(forEachTest.end)

const now = new Date('2026-11-20T09:00:00Z')
const { id } = anOffer()

describe.each([thankYou, orderStatus])('on %s', (target) => {
  test('to take it leads to a cart with this variant, in a tab of its own, and is told', async () => {
    using page = aPage(target)
    page.shopify.shop.storefrontUrl = 'https://roast.example/'
    await page.render()
    const button = withText('s-button', 'Add for €9.50')
    expect(said(button, 'href')).toBe('https://roast.example/cart/22:1')
    expect(said(button, 'target')).toBe('_blank')
    expect(said(button, 'accessibilityLabel')).toBe(
      'Add for €9.50: Filter papers, Size 2, opens a cart in a new tab',
    )
    press(button)
    const told = { id, answer: 'accepted', itemId: 'item-2', variantId: anItem().variantId, quantity: 1 }
    await vi.waitFor(() => expect(page.said()).toEqual([told]))
    expect(statusLine()).toBe('Filter papers, Size 2 is in a new cart, in another tab.')
  })

  test('to take what has sold out since is refused kindly, and the product goes', async () => {
    using page = aPage(target)
    await page.render()
    page.answers({ kind: 'refused', why: 'sold-out' }, 409)
    press(withText('s-button', 'Add for €9.50'))
    await vi.waitFor(() => expect(pageText()).toBe('Sorry, Filter papers has just sold out.'))
    expect(page.said()).toHaveLength(1)
  })

  test('to say no is as easy: a button of the same kind and size', async () => {
    using page = aPage(target)
    await page.render()
    const [take, leave] = all('s-button')
    expect(all('s-button')).toHaveLength(2)
    for (const name of ['variant', 'inlineSize', 'tone']) expect(said(leave, name)).toEqual(said(take, name))
  })

  test('"no thanks" leaves one line that is read out, and is told and remembered', async () => {
    using page = aPage(target)
    await page.render()
    press(withText('s-button', 'No thanks'))
    await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer: 'declined' }]))
    expect(pageText()).toBe('All right. We will not suggest this again.')
    expect(statusLine()).toBe(pageText())
    expect(page.stored.get('ended/100')).toBe(true)
  })

  test('a no that does not get through is tried again after one and two seconds, and then no more', async () => {
    using page = aPage(target)
    await page.render()
    page.answers({ error: 'not now' }, 503)
    vi.useFakeTimers()
    press(withText('s-button', 'No thanks'))
    for (const [ms, times] of [
      [0, 1],
      [1_000, 2],
      [2_000, 3],
      [60_000, 3],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ms)
      expect(page.said()).toEqual(Array(times).fill({ id, answer: 'declined' }))
    }
  })

  test('works in a browser that keeps nothing', async () => {
    using page = aPage(target)
    const refuse = () => Promise.reject(new Error('storage is off'))
    Object.assign(page.shopify, { storage: { read: refuse, write: refuse } })
    await page.render()
    press(withText('s-button', 'No thanks'))
    await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer: 'declined' }]))
    expect(pageText()).toBe('All right. We will not suggest this again.')
  })
})

describe('what else can be said', () => {
  beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }))

  const answers: [string, string, object, string, number | undefined][] = [
    ['Not for me', 'disliked', {}, 'All right. We will not suggest Filter papers again.', undefined],
    [
      '2 weeks',
      'postponed',
      { days: 14 },
      'All right. Filter papers will not be shown here before December 4.',
      14,
    ],
    [
      '6 weeks',
      'postponed',
      { days: 42 },
      'All right. Filter papers will not be shown here before January 1.',
      42,
    ],
    [
      '12 weeks',
      'postponed',
      { days: 84 },
      'All right. Filter papers will not be shown here before February 12.',
      84,
    ],
  ]

  test.each(answers)(
    '"%s" is told and confirmed, and takes the product away',
    async (label, answer, more, line) => {
      using page = await twoProducts()
      press(first('s-link', label))
      await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer, itemId: 'item-2', ...more }]))
      expect(statusLine()).toBe(line)
      expect(all('s-heading').map((each) => each.textContent)).toEqual(['Cleaning brush'])
    },
  )

  test.each(answers)(
    '"%s" is remembered of a guest for as long as it holds',
    async (label, _, _more, _line, days) => {
      using page = await twoProducts({ isKnown: false })
      press(first('s-link', label))
      const until = days === undefined ? null : now.getTime() + days * 86_400_000
      await vi.waitFor(() => expect(page.stored.get('leftOut')).toEqual({ [productId(2)]: until }))
    },
  )

  test('is remembered of a customer for a day, until the app surely knows', async () => {
    using page = await twoProducts()
    press(first('s-link', 'Not for me'))
    const tomorrow = now.getTime() + 86_400_000
    await vi.waitFor(() => expect(page.stored.get('leftOut')).toEqual({ [productId(2)]: tomorrow }))
  })

  test('that it was a gift is told and confirmed, and takes nothing away', async () => {
    using page = await twoProducts()
    press(first('s-link', 'Chemex was a gift'))
    await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer: 'gift', itemId: 'item-2' }]))
    expect(statusLine()).toBe('Thank you. We will not take Chemex as your own taste.')
    expect(all('s-heading')).toHaveLength(2)
    expect([...page.stored]).toEqual([])
  })

  test('of the last product leaves nothing but the line', async () => {
    using page = aPage(thankYou)
    await page.render()
    press(withText('s-link', 'Not for me'))
    expect(pageText()).toBe('All right. We will not suggest Filter papers again.')
  })

  test('names its product for who cannot see what stands beside it', async () => {
    using page = aPage(thankYou)
    await page.render()
    expect(all('s-link').map((each) => said(each, 'accessibilityLabel') ?? each.textContent)).toEqual([
      'Not for me: Filter papers',
      'Chemex was a gift',
      'Remind me in 2 weeks: Filter papers',
      'Remind me in 6 weeks: Filter papers',
      'Remind me in 12 weeks: Filter papers',
      'No more offers here',
    ])
  })

  test('is not that something was a gift where nothing bought led here', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2, { reason: { kind: 'popular', customers: 9, days: 30 } })]))
    await page.render()
    expect(all('s-link').map((each) => each.textContent)).not.toContain('Filter papers was a gift')
  })

  test('a thing bought again and again may itself have been a gift', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2, { reason: { kind: 'bought-again', times: 3, everyDays: null } })]))
    await page.render()
    withText('s-link', 'Filter papers was a gift')
  })
})

describe('"no more offers here"', () => {
  test('of a customer is told, and ends this order’s', async () => {
    using page = aPage(thankYou)
    await page.render()
    press(withText('s-link', 'No more offers here'))
    await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer: 'off' }]))
    expect(pageText()).toBe('All right. You will see no more offers here.')
    expect([...page.stored]).toEqual([['ended/100', true]])
  })

  test('of a guest holds in this browser', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem()], { isKnown: false }))
    await page.render()
    press(withText('s-link', 'No more offers here'))
    await vi.waitFor(() => expect(page.said()).toEqual([{ id, answer: 'off' }]))
    expect(pageText()).toBe('All right. You will see no more offers here in this browser.')
    expect([...page.stored]).toEqual([['off', true]])
  })
})

test('what is left out grows no further than the app may be asked about: the oldest is forgotten', async () => {
  using page = aPage(thankYou)
  page.answers(anOffer([anItem()], { isKnown: false }))
  const kept = Array.from({ length: 100 }, (_, n) => [productId(1000 + n), null] as const)
  page.stored.set('leftOut', Object.fromEntries(kept))
  await page.render()
  press(withText('s-link', 'Not for me'))
  await vi.waitFor(() => expect(Object.keys(page.stored.get('leftOut') ?? {})).toContain(productId(2)))
  expect(Object.keys(page.stored.get('leftOut') ?? {})).toHaveLength(100)
  expect(Object.keys(page.stored.get('leftOut') ?? {})).not.toContain(productId(1000))
})

async function twoProducts(change: { isKnown?: boolean } = {}) {
  const page = aPage(thankYou)
  page.answers(anOffer([anItem(2), anItem(3)], change))
  page.goods([sold(22), sold(33, { product: { title: 'Cleaning brush' }, title: 'Default Title' })])
  await page.render()
  return page
}

function first(name: string, text: string): Element {
  const found = all(name).find((each) => each.textContent === text)
  if (!found) throw new Error(`No ${name} says "${text}".`)
  return found
}

function statusLine(): string | null | undefined {
  return all('s-stack').find((each) => said(each, 'accessibilityRole') === 'status')?.textContent
}
