import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { messageLanguages } from '../../app/domain/messages/languages.ts'
import { pageWordsIn } from '../../app/domain/messages/page-words.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { customer, order, withOrder } from '../support/offers.ts'
import { kept, withPreferencesDoor } from '../support/preferences-door.ts'
import { withTouch } from '../support/touches.ts'
import { aDefinition } from '../support/walks.ts'

const page = withPreferencesDoor()

describe('opening a link', () => {
  test.each(['GET', 'HEAD'])('changes nothing, as mail scanners do it (%s)', async (method) => {
    for (const path of ['preferences', 'unsubscribe'])
      expect((await page.visit(`/${path}/${page.token}?List-Unsubscribe=One-Click`, { method })).status).toBe(
        200,
      )
    expect(await kept()).toBeNull()
  })

  test('shows the choices, what was bought, what is planned, and what came and why', async () => {
    await inShop(shop, (db) => withTouch(db, 'a', { status: 'sent', sentAt: noon }))
    const { text } = await page.visit(`/preferences/${page.token}`)
    expect(text).toContain('What Roast &amp; Co. may write to you')
    expect(text).toContain('How many messages and offers?')
    expect(text).toContain('At most 2 in 7 days')
    expect(text).toContain('Chemex')
    expect(text).toContain('A good start with Chemex')
    expect(text).toContain('You get this because you ordered from Roast &amp; Co. on June 15, 2026.')
    expect(text).not.toMatch(/ada@example|Ada/)
  })

  // What is waited for may come any day; a wait is over on its day and not before.
  test.each([
    [{ kind: 'wait', for: { amount: 3, unit: 'days' } }, 'active', true],
    [
      { kind: 'message', template: 'welcome', topic: 'help', channels: ['email'], validDays: 7 },
      'entering',
      true,
    ],
    [
      { kind: 'message', template: 'welcome', topic: 'help', channels: ['email'], validDays: 7 },
      'active',
      false,
    ],
    [
      { kind: 'wait-for', what: { kind: 'order-delivered' }, limit: { amount: 14, unit: 'days' } },
      'active',
      false,
    ],
  ] as const)(
    'names a day for what is planned only where it cannot come sooner: %o, %s',
    async (step, status, isNamed) => {
      const waits = step.kind === 'wait-for' ? { happened: [], ranOut: [] } : {}
      const steps = [{ ...step, ...waits, id: 'a' }]
      const definition = { ...aDefinition(), trigger: { kind: 'order-paid' }, steps }
      await inShop(shop, async (db) => {
        await db.journeyVersion.updateMany({ data: { definition } })
        await db.enrollment.updateMany({ data: { status, stepId: status === 'active' ? 'a' : null } })
      })
      const { text } = await page.visit(`/preferences/${page.token}`)
      expect(text).toContain('A message')
      expect(text.includes('not before June 16, 2026')).toBe(isNamed)
      expect(text.match(/not before/g) ?? []).toHaveLength(isNamed ? 1 : 0)
    },
  )

  test.each([
    [1, 'You get this because you ordered from Roast &amp; Co. on June 15, 2026.'],
    [2, 'You get this because you have ordered from Roast &amp; Co. several times, last on June 15, 2026.'],
  ])('gives as the reason of a walk begun by order %s what is true of it', async (number, reason) => {
    await inShop(shop, async (db) => {
      await db.journeyVersion.updateMany({
        data: { definition: { trigger: { kind: 'nth-order', number, orLater: false }, steps: [] } },
      })
      await withTouch(db, 'a', { status: 'sent', sentAt: noon })
    })
    const { text } = await page.visit(`/preferences/${page.token}`)
    // Of the one that came, and of the walk that goes on.
    expect(text.split(reason)).toHaveLength(3)
  })

  test('tells of a message about a gift card what the message told: the order', async () => {
    await inShop(shop, async (db) => {
      await db.product.updateMany({ data: { isGiftCard: true } })
      await withTouch(db, 'a', { status: 'sent', sentAt: noon })
    })
    const { text } = await page.visit(`/preferences/${page.token}`)
    expect(text).toContain('A good start with your order')
    expect(text).not.toContain('A good start with Chemex')
  })

  test('shows all else where a message of the past has a template that is no more', async () => {
    await inShop(shop, async (db) => {
      const content = { kind: 'message', template: 'of-an-older-version', texts: {} }
      await withTouch(db, 'old', { status: 'sent', sentAt: noon, content })
      await withTouch(db, 'new', { status: 'sent', sentAt: noon })
    })
    const { status, text } = await page.visit(`/preferences/${page.token}`)
    expect(status).toBe(200)
    // Of the one that came, and of the walk that goes on.
    expect(text.match(/You get this because you ordered/g)).toHaveLength(2)
    expect(text).toContain('A good start with Chemex')
  })

  test.each(messageLanguages)('speaks %s to whoever does', async (language) => {
    await inShop(shop, (db) => db.customer.updateMany({ data: { locale: language } }))
    const { text } = await page.visit(`/preferences/${page.token}`)
    const words = pageWordsIn(language)
    expect(text).toContain(`<html lang="${language}">`)
    for (const said of [words.save, words.never.label, words.bought.gift, words.topics.help])
      expect(text).toContain(said)
    expect(text.replaceAll(/<style>.*?<\/style>/gs, '')).not.toMatch(/\{\{|undefined|\[object/)
  })

  test('shows titles as text, and loads nothing but its own style', async () => {
    await inShop(shop, (db) => db.product.updateMany({ data: { title: '<img src=x onerror=alert(1)>' } }))
    const { text, headers } = await page.visit(`/preferences/${page.token}`)
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).not.toMatch(/<img|<script|<link/)
    const policy = headers.get('content-security-policy') ?? ''
    const [, sheet = ''] = /<style>(.*?)<\/style>/s.exec(text) ?? []
    const digest = createHash('sha256').update(sheet).digest('base64')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'sha256-${digest}'`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

test('an order’s day is not told of an order that is somebody else’s', async () => {
  await inShop(shop, async (db) => {
    await withOrder(db, 200, { customerId: customer(2), products: [1] })
    await withTouch(db, 'a', { status: 'sent', sentAt: noon, orderId: order(200), enrollmentId: null })
  })
  const { text } = await page.visit(`/preferences/${page.token}`)
  expect(text).toContain('You get this because you are a customer of Roast &amp; Co.')
})
