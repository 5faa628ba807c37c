import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ShownIncentive, ShownReason } from '../../app/contract/offer.ts'
import { all, choose, pageText, press, said, withText } from './dom.ts'
import { anItem, anOffer, aPage, forEachTest, productId, sold, thankYou, variantId } from './page.ts'

beforeEach(forEachTest.begin)
afterEach(forEachTest.end)

const sizes = [
  { id: variantId(22), title: 'Size 2' },
  { id: variantId(23), title: 'Size 4' },
]

describe('several products', () => {
  test('stand in a list, each with its own picture, price, reason and button', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([2, 3, 4].map((n) => anItem(n))))
    page.goods(
      [22, 33, 44].map((n) => sold(n, { product: { title: `Product ${n}` }, title: 'Default Title' })),
    )
    await page.render()
    expect(all('s-heading').map((each) => each.textContent)).toEqual([
      'Product 22',
      'Product 33',
      'Product 44',
    ])
    expect(all('s-image')).toHaveLength(3)
    expect(said(all('s-grid')[0], 'accessibilityRole')).toBe('unordered-list')
    expect(all('s-button').map((each) => each.textContent)).toEqual([
      'Add for €9.50',
      'Add for €9.50',
      'Add for €9.50',
      'No thanks',
    ])
    expect(all('s-button').map((each) => said(each, 'accessibilityLabel'))).toContain(
      'Add for €9.50: Product 33, opens a cart in a new tab',
    )
  })

  test('are shown without the one that the storefront does not sell', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2), anItem(3)]))
    page.goods([sold(22), sold(33, { availableForSale: false })])
    await page.render()
    expect(all('s-heading')).toHaveLength(1)
    expect(page.told).toEqual([{ id: anOffer().id, answer: 'shown', itemId: 'item-2' }])
  })

  test('are shown without the one that this browser was told to leave out, which the app hears', async () => {
    using page = aPage(thankYou)
    page.stored.set('leftOut', { [productId(2)]: null, [productId(9)]: Date.now() - 1 })
    page.answers(anOffer([anItem(2), anItem(3)]))
    page.goods([sold(22), sold(33)])
    await page.render()
    expect(JSON.parse(String(page.asked[0]?.[1]?.body)).leftOutIds).toEqual([productId(2)])
    expect(all('s-heading')).toHaveLength(1)
  })

  test('of different reasons are not said to go with one thing', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2), anItem(3, { reason: { kind: 'popular', customers: 5, days: 30 } })]))
    page.goods([sold(22), sold(33)])
    await page.render()
    expect(said(all('s-section')[0], 'heading')).toBe('You may also like')
  })
})

test('the merchant’s own heading stands above Encore’s', async () => {
  using page = aPage(thankYou)
  page.answers(anOffer([anItem()], { heading: 'From our roastery' }))
  await page.render()
  expect(said(all('s-section')[0], 'heading')).toBe('From our roastery')
})

const reasons: [ShownReason, string, string][] = [
  [
    { kind: 'bought-together', customers: 1, withProductId: productId(1), withTitle: 'Chemex' },
    '1 customer bought it with Chemex',
    '1 customer bought Filter papers and Chemex in the same order, and Chemex is in yours.',
  ],
  [
    { kind: 'bought-again', times: 2, everyDays: null },
    'You have bought it 2 times',
    'You have bought Filter papers 2 times.',
  ],
  [
    { kind: 'bought-again', times: 4, everyDays: 30 },
    'You buy it about every 30 days',
    'You have bought Filter papers 4 times. That is about every 30 days.',
  ],
  [
    { kind: 'comes-back', customers: 41, days: 38 },
    '41 customers came back for it after about 38 days',
    'You have bought Filter papers before. 41 customers came back for it, after about 38 days.',
  ],
  [
    { kind: 'popular', customers: 12, days: 28 },
    'Bought by 12 customers in 28 days',
    '12 customers bought Filter papers in the last 28 days.',
  ],
  [
    { kind: 'alike', withProductId: productId(1), withTitle: 'Chemex' },
    'Similar to Chemex',
    'Filter papers is of a similar kind to Chemex, which is in your order.',
  ],
  [
    { kind: 'picked', withProductId: null, withTitle: null },
    'Picked by the shop',
    'The people of this shop chose Filter papers for orders like yours.',
  ],
  [
    { kind: 'picked', withProductId: productId(1), withTitle: 'Chemex' },
    'Picked by the shop to go with Chemex',
    'The people of this shop chose Filter papers to go with Chemex, which is in your order.',
  ],
  [
    { kind: 'suggested', withProductId: productId(1), withTitle: 'Chemex' },
    'Suggested with Chemex',
    'Shopify, which runs this shop’s checkout, suggests Filter papers with Chemex, which is in your order.',
  ],
  [
    { kind: 'reminder' },
    'You asked to be reminded of it',
    'You asked to be reminded of Filter papers about now.',
  ],
]

describe('a reason is one line, and its evidence a sentence', () => {
  test.each(reasons)('%o', async (reason, line, sentence) => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2, { reason })]))
    await page.render()
    withText('s-text', line)
    const [why] = all('s-details')
    expect(why && all('s-summary', why).map((each) => each.textContent)).toEqual(['Why am I seeing this?'])
    expect(why && all('s-paragraph', why).map((each) => each.textContent)).toEqual([sentence])
  })
})

describe('variants and quantity', () => {
  test('can be chosen, and price, picture and cart follow', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2, { variants: sizes })]))
    page.goods([
      sold(22),
      sold(23, {
        title: 'Size 4',
        price: { amount: '12.0', currencyCode: 'EUR' },
        image: { url: 'four', altText: null },
      }),
    ])
    await page.render()
    expect(said(all('s-select')[0], 'label')).toBe('Filter papers: version')
    expect(all('s-option').map((each) => each.textContent)).toEqual(['Size 2', 'Size 4'])
    choose(all('s-select')[0], variantId(23))
    choose(all('s-number-field')[0], '3')
    expect(said(all('s-image')[0], 'src')).toBe('four')
    withText('s-text', '€36.00')
    const button = withText('s-button', 'Add for €36.00')
    expect(said(button, 'href')).toBe('https://roast-and-co.myshopify.com/cart/23:3')
    press(button)
    await vi.waitFor(() =>
      expect(page.said()).toEqual([
        { id: anOffer().id, answer: 'accepted', itemId: 'item-2', variantId: variantId(23), quantity: 3 },
      ]),
    )
  })

  test('are not chosen where the buyer’s market has only one of them', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2, { variants: sizes })]))
    page.goods([sold(22, { availableForSale: false }), sold(23, { title: 'Size 4' })])
    await page.render()
    expect(all('s-select')).toEqual([])
    withText('s-heading', 'Filter papers, Size 4')
    expect(said(withText('s-button', 'Add for €9.50'), 'href')).toContain('/cart/23:1')
  })

  test.each([
    ['0', 1],
    ['-4', 1],
    ['11', 10],
    ['2.9', 2],
    ['a few', 1],
    ['', 1],
  ])('a quantity of "%s" is taken as %i', async (typed, quantity) => {
    using page = aPage(thankYou)
    await page.render()
    choose(all('s-number-field')[0], typed)
    expect(said(all('s-button')[0], 'href')).toBe(`https://roast-and-co.myshopify.com/cart/22:${quantity}`)
  })

  test('are named for who hears them', async () => {
    using page = aPage(thankYou)
    await page.render()
    const [field] = all('s-number-field')
    expect([said(field, 'label'), said(field, 'min'), said(field, 'max')]).toEqual([
      'Filter papers: quantity',
      '1',
      '10',
    ])
  })
})

describe('an incentive', () => {
  const cases: [string, ShownIncentive, string, string[], string][] = [
    ['a percentage', { kind: 'percentage', percent: 10 }, 'EUR', ['€9.50', '€8.55'], 'Add for €8.55'],
    [
      'an amount',
      { kind: 'amount', minor: 200, currency: 'EUR' },
      'EUR',
      ['€9.50', '€7.50'],
      'Add for €7.50',
    ],
    [
      'an amount above the price',
      { kind: 'amount', minor: 2000, currency: 'EUR' },
      'EUR',
      ['€9.50', '€0.00'],
      'Add for €0.00',
    ],
    [
      'an amount of another currency',
      { kind: 'amount', minor: 200, currency: 'EUR' },
      'USD',
      ['$9.50', '€2.00 off at checkout'],
      'Add for $9.50',
    ],
    ['free shipping', { kind: 'free-shipping' }, 'EUR', ['€9.50', 'With free shipping'], 'Add for €9.50'],
    [
      'a gift',
      { kind: 'gift', productId: productId(7), variantId: variantId(77), title: 'Scoop' },
      'EUR',
      ['€9.50', 'With Löffel for free'],
      'Add for €9.50',
    ],
  ]
  test.each(cases)(
    'of %s is shown as far as it can be computed',
    async (_, incentive, currency, texts, add) => {
      using page = aPage(thankYou)
      page.answers(anOffer([anItem(2, { incentive, code: 'ENC-1 2' })]))
      page.goods(
        [sold(22, { price: { amount: '9.5', currencyCode: currency } })],
        [
          { id: productId(1), title: 'Chemex' },
          { id: productId(7), title: 'Löffel' },
        ],
      )
      await page.render()
      for (const text of texts) withText('s-text', text)
      expect(said(withText('s-button', add), 'href')).toBe(
        `https://roast-and-co.myshopify.com/cart/22:1${incentive.kind === 'gift' ? ',77:1' : ''}?discount=ENC-1%202`,
      )
    },
  )

  test('is read out as one sentence and seen as two prices', async () => {
    using page = aPage(thankYou)
    page.answers(anOffer([anItem(2, { incentive: { kind: 'percentage', percent: 10 }, code: 'A' })]))
    await page.render()
    const sentence = withText('s-text', '€8.55 instead of €9.50')
    expect(said(sentence, 'accessibilityVisibility')).toBe('exclusive')
    expect(said(withText('s-text', '€9.50'), 'accessibilityVisibility')).toBe('hidden')
    expect(said(withText('s-text', '€9.50'), 'type')).toBe('redundant')
  })

  test('comes off the whole quantity in percent, and once as an amount', async () => {
    using page = aPage(thankYou)
    page.answers(
      anOffer([
        anItem(2, { incentive: { kind: 'percentage', percent: 15 }, code: 'A' }),
        anItem(3, { incentive: { kind: 'amount', minor: 100, currency: 'EUR' }, code: 'B' }),
      ]),
    )
    page.goods([sold(22), sold(33)])
    await page.render()
    for (const field of all('s-number-field')) choose(field, '3')
    // 28.50 less 15 %, which is 4.275 and rounded to the cent, and less 1.00.
    withText('s-button', 'Add for €24.22')
    withText('s-button', 'Add for €27.50')
    expect(pageText()).toContain('€24.22 instead of €28.50')
  })
})
