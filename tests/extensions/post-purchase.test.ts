import { describe, expect, test, vi } from 'vitest'
import { aPage, offer, refusedBy, second, textOf, withExtension } from '../support/purchase-extension.ts'

withExtension()

describe('the page', () => {
  test('says what it is, shows one product with its reason, and two buttons that weigh the same', async () => {
    const page = await aPage()
    expect(page.all('CalloutBanner').map(({ props }) => props.title)).toEqual(['Goes well with your order'])
    expect(page.text()).toContain('If you decline, nothing changes.')
    expect(page.all('Heading').map(textOf)).toEqual(['Filter papers'])
    expect(page.text()).toContain('37 customers bought it together with Chemex')
    expect(page.text()).toContain('€10.00 €9.00 10% off')
    expect(page.all('Image')[0]?.props).toMatchObject({
      source: 'https://cdn.example/papers.png',
      description: 'A box of papers',
    })
    const [accept, decline] = page.all('Button')
    for (const key of ['subdued', 'plain'])
      expect([accept?.props[key], decline?.props[key]]).toEqual([undefined, undefined])
  })

  test('names what comes with it for nothing', async () => {
    const page = await aPage({ initialData: { ...offer, percentOff: null, gift: 'Measuring spoon' } })
    expect(page.text()).toContain('With Measuring spoon for free')
    expect((await aPage()).text()).not.toContain('for free')
  })

  test('shows what Shopify calculated, what will be charged, and asks for consent to exactly that', async () => {
    const page = await aPage()
    expect(page.text()).toMatch(/Subtotal\s*€9\.00/)
    expect(page.text()).toMatch(/Shipping\s*Free/)
    expect(page.text()).toMatch(/Taxes\s*€1\.71/)
    expect(page.text()).toMatch(/Added to your payment\s*€10\.71/)
    expect(page.text()).toContain('you agree that €10.71 more is charged')
    expect(page.buttons()).toEqual(['Add to my order, €10.71', 'Decline this offer'])
  })

  test('follows variant and quantity, and shows no figure of the last choice while it calculates', async () => {
    const page = await aPage()
    const [variant, quantity] = page.all('Select')
    variant?.props.onChange('gid://shopify/ProductVariant/2')
    expect(page.text()).toContain('Calculating what it would cost')
    expect(page.text()).not.toContain('10.71')
    expect(page.all('Button')[0]?.props.disabled).toBe(true)
    quantity?.props.onChange('3')
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €64.26'))
    expect(page.signed.at(-1)).toEqual({
      offerId: offer.id,
      variantId: 'gid://shopify/ProductVariant/2',
      quantity: 3,
      for: 'calculate',
    })
  })

  test('an answer that comes after another choice was made changes nothing', async () => {
    const page = await aPage()
    const late: (() => void)[] = []
    page.calculates((result) => new Promise((answer) => late.push(() => answer(result))))
    const [, quantity] = page.all('Select')
    quantity?.props.onChange('2')
    await vi.waitFor(() => expect(late).toHaveLength(1))
    quantity?.props.onChange('3')
    await vi.waitFor(() => expect(late).toHaveLength(2))
    late[1]?.()
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €32.13'))
    late[0]?.()
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €32.13'))
  })

  test('taxes inside the price are named so', async () => {
    const page = await aPage({ taxRate: 0 })
    expect(page.text()).toMatch(/Taxes, included\s*€0\.00/)
  })

  test('accepting signs once, applies once, tells the app and leads on', async () => {
    const page = await aPage()
    page.press(0)
    page.press(0)
    page.press(1)
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.applied).toEqual(['signed.apply.1'])
    expect(page.signed.filter((each) => each.for === 'apply')).toHaveLength(1)
    expect(page.told).toEqual(['shown', 'accepted'])
  })

  test('an acceptance cannot be pressed before its price is known', async () => {
    const page = await aPage({ isPriced: false })
    page.press(0)
    expect(page.signed.some((each) => each.for === 'apply')).toBe(false)
  })

  test('an answer of Shopify’s that got lost is asked for again with the same token, and is no second charge', async () => {
    const page = await aPage()
    let times = 0
    page.applies(async () => {
      times += 1
      if (times === 1) throw new Error('the connection was lost')
      return refusedBy('changeset_already_applied')
    })
    page.press(0)
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.applied).toEqual(['signed.apply.1', 'signed.apply.1'])
    expect(page.told).toEqual(['shown', 'accepted'])
  })

  test.each([
    ['sold-out', 'It has just sold out. Nothing was charged.'],
    ['changed', 'Its price has changed since. Nothing was charged.'],
    ['taken', 'You have already added this to your order.'],
    ['late', 'Your order is already on its way to being packed. Nothing was added or charged.'],
    ['unknown', 'It could not be added. Nothing was charged, and your order stays as it is.'],
  ] as const)('a refusal to sign (%s) is said kindly, and leads on', async (why, text) => {
    const page = await aPage()
    page.signs(() => ({ kind: 'refused', why }))
    page.press(0)
    await vi.waitFor(() => expect(page.all('Banner')[0]?.props.title).toBe(text))
    expect(page.applied).toEqual([])
    expect(page.buttons()).toEqual(['Continue to my order'])
    page.press(0)
    expect(page.done).toHaveBeenCalledTimes(1)
    expect(page.told).toEqual(['shown'])
  })

  test.each([
    ['insufficient_inventory', 'It has just sold out. Nothing was charged.'],
    ['payment_required', 'Your payment method cannot be charged again.'],
    ['unsupported_payment_method', 'Your payment method cannot be charged again.'],
    ['changeset_already_applied', 'You have already added this to your order.'],
    ['order_released_error', 'Your order is already on its way to being packed.'],
    ['server_error', 'It could not be added. Nothing was charged'],
  ])('what Shopify refuses (%s) is said kindly', async (code, text) => {
    const page = await aPage()
    page.applies(async () => refusedBy(code))
    page.press(0)
    await vi.waitFor(() => expect(page.all('Banner')[0]?.props.title).toContain(text))
  })

  test('what was added but not paid is not called free', async () => {
    const page = await aPage()
    page.applies(async () => ({ ...refusedBy('payment_required'), status: 'partially_processed' }))
    page.press(0)
    await vi.waitFor(() =>
      expect(page.all('Banner')[0]?.props.title).toContain('the payment did not go through'),
    )
  })

  test('a choice that is sold out says so in its place, and another may be taken', async () => {
    const page = await aPage()
    page.calculates(async () => ({
      errors: [{ code: 'insufficient_inventory', message: '' }],
      status: 'unprocessed',
    }))
    page.all('Select')[0]?.props.onChange('gid://shopify/ProductVariant/2')
    await vi.waitFor(() => expect(page.text()).toContain('It has just sold out. Nothing was charged.'))
    expect(page.all('Button')[0]?.props.disabled).toBe(true)
    page.calculates(async (result) => result)
    page.all('Select')[0]?.props.onChange('gid://shopify/ProductVariant/1')
    await vi.waitFor(() => expect(page.buttons()[0]).toBe('Add to my order, €10.71'))
  })

  test('declining shows at most one gentler offer, then leads on', async () => {
    const page = await aPage({ second })
    page.press(1)
    await vi.waitFor(() => expect(page.text()).toContain('20% off'))
    expect(page.all('CalloutBanner').map(({ props }) => props.title)).toEqual(['One last suggestion'])
    page.press(1)
    page.press(1)
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.told).toEqual(['shown', 'declined', 'shown', 'declined'])
    expect(page.applied).toEqual([])
  })

  test('declining leads on at once where nothing follows', async () => {
    const page = await aPage()
    page.press(1)
    expect(page.all('Button').map(({ props }) => [props.disabled, props.loading])).toEqual([
      [true, undefined],
      [undefined, true],
    ])
    await vi.waitFor(() => expect(page.done).toHaveBeenCalledTimes(1))
    expect(page.told).toEqual(['shown', 'declined'])
  })

  test('without an offer the buyer goes on at once', async () => {
    const page = await aPage({ initialData: undefined })
    expect(page.done).toHaveBeenCalledTimes(1)
    expect(page.text()).toBe('')
  })

  test('one variant and one of it leave nothing to choose', async () => {
    const page = await aPage({
      initialData: { ...offer, choices: offer.choices.slice(0, 1), quantityMax: 1 },
    })
    expect(page.all('Select')).toEqual([])
  })

  test.each([
    ['en-GB', 'Add to my order, €10.71'],
    ['pt-PT', 'Adicionar ao meu pedido, €\u00a010,71'],
    ['es', 'Añadir a mi pedido, 10,71\u00a0€'],
    ['fr-CA', 'Ajouter à ma commande, 10,71\u00a0€'],
    ['de', 'Zur Bestellung hinzufügen, 10,71\u00a0€'],
    ['hi', 'मेरे ऑर्डर में जोड़ें, €10.71'],
    ['ru', 'Добавить к заказу, 10,71\u00a0€'],
    ['zh-TW', '加入我的订单，€10.71'],
    ['ja', '注文に追加する、€10.71'],
    ['xx', 'Add to my order, €10.71'],
  ])('speaks %s', async (locale, label) => {
    const page = await aPage({ locale })
    expect(page.buttons()[0]).toBe(label)
    expect(page.text()).not.toMatch(/\{\{|undefined/)
  })
})
