import { describe, expect, test } from 'vitest'
import { composeMessage, type MessageParts } from '../../app/domain/messages/compose-message.ts'
import { contrast } from '../../app/domain/messages/contrast.ts'
import { messageLanguages } from '../../app/domain/messages/languages.ts'
import { templateIds } from '../../app/domain/messages/template-id.ts'
import { type EmailContent, renderEmail } from '../../app/features/messages/render-email.ts'

const parts: MessageParts = {
  template: 'how-to',
  texts: {},
  language: 'en',
  tone: 'plain',
  reason: { kind: 'ordered', date: new Date('2026-11-02T12:00:00Z') },
  firstName: 'Ada',
  product: 'Chemex',
  shop: 'Roast & Co.',
  orderedAt: undefined,
  timeZone: 'UTC',
}
const product = {
  title: 'Filters',
  imageUrl: 'https://cdn.example/1.png',
  imageAlt: undefined,
  price: '€9.50',
  extra: 'With free shipping',
  reason: '37 customers bought it with Chemex',
  url: 'https://roast.example/cart/1:1',
}
const email = (change: Partial<EmailContent> = {}, more: Partial<MessageParts> = {}) =>
  renderEmail({
    message: composeMessage({ ...parts, ...more }),
    products: [],
    shop: 'Roast & Co.',
    logoUrl: undefined,
    color: undefined,
    buttonUrl: 'https://roast.example/products/chemex',
    preferencesUrl: 'https://encore.example/preferences/token',
    unsubscribeUrl: 'https://encore.example/unsubscribe/token',
    ...change,
  })
const seen = (html: string) =>
  html.replace(/<head>.*<\/head>/s, '').replace(/<div style="display:none.*?<\/div><\/div>/s, '')

describe('an email', () => {
  test.each(messageLanguages)(
    'in %s says so, says the same in both parts, and has its way out',
    (language) => {
      for (const template of templateIds) {
        const { html, text } = email({}, { language, template })
        expect(html).toContain(`lang="${language}"`)
        expect(text).toContain('https://encore.example/preferences/token')
        expect(text).toContain('https://encore.example/unsubscribe/token')
        const { paragraphs, greeting } = composeMessage({ ...parts, language, template })
        const flat = text.replace(/\s+/g, '')
        for (const said of [greeting, ...paragraphs]) expect(flat).toContain(said.replace(/\s+/g, ''))
      }
    },
  )

  test('gives its reason right under the greeting', () => {
    expect(email().text).toMatch(
      /Hello Ada,\s+You get this because you ordered from Roast & Co\. on\s+November 2, 2026\.\s+Chemex should/,
    )
  })

  test('has the way to hear less as large as its own button', () => {
    const [own, less] = [
      ...email().html.matchAll(
        /<a href="([^"]+)" class="[^"]*" style="([^"]*)"|<a (?=[^>]*class="(?:main|other) wide")[^>]*>/g,
      ),
    ].map(([tag]) => tag)
    const sizes = (tag = '') =>
      [...tag.matchAll(/(?:font-size|padding[a-z-]*|font-weight|line-height):[^;"]+/g)].map(String)
    expect(sizes(own).length).toBeGreaterThan(2)
    expect(sizes(less)).toEqual(sizes(own))
  })

  test('is readable without pictures, and no picture is there to count who reads', () => {
    const { html, text } = email({ products: [product], logoUrl: 'https://cdn.example/logo.png' })
    const pictures = [...html.matchAll(/<img [^>]*>/g)].map(([tag]) => tag)
    expect(pictures.length).toBe(2)
    for (const tag of pictures) expect(tag).not.toMatch(/(width|height)="[01]"/)
    expect(pictures[0]).toContain('alt="Roast &amp; Co."')
    for (const said of ['Filters', '€9.50', '37 customers bought it with', 'With free shipping', product.url])
      expect(text).toContain(said)
  })

  test('loads nothing but the pictures it shows', () => {
    const { html } = email({ products: [product] })
    const loaded = [...html.matchAll(/(?:src|background|poster)="([^"]+)"|url\(([^)]+)\)/g)].map(
      ([, src]) => src,
    )
    expect(loaded).toEqual([product.imageUrl])
    expect(html).not.toMatch(/<script|<link|@import|<iframe|<form/)
  })

  test('follows a dark surrounding', () => {
    const { html } = email()
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(html).toContain('@media (prefers-color-scheme: dark)')
  })

  test.each(['#ffcc00', '#000000', '#ffffff', '#777777', '#e0245e'])(
    'has a button in the shop’s colour %s that can be read',
    (color) => {
      const [, ink = ''] =
        new RegExp(`background-color:${color}[^"]*?;color:(#[\\da-f]{6})`).exec(email({ color }).html) ?? []
      expect(contrast(color, ink)).toBeGreaterThanOrEqual(4.5)
    },
  )

  test('shows what looks like HTML as it was typed, wherever it comes from', () => {
    const bad = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    const texts = { en: { subject: bad, body: `${bad}\n\n${bad}`, button: bad } }
    const { html } = email(
      { shop: bad, products: [{ ...product, title: bad, reason: bad, price: bad, imageAlt: bad }] },
      { texts, product: bad, shop: bad },
    )
    expect(seen(html)).not.toMatch(/<script|<img src=x/)
    expect(seen(html)).toContain('&lt;script&gt;')
  })

  test('keeps a single line break of the merchant’s words, and parts paragraphs at empty lines', () => {
    const texts = { en: { subject: 'S', body: 'One\nTwo\n\n\nThree' } }
    expect(email({}, { texts }).text).toMatch(/One\nTwo\n\nThree/)
  })

  test('is the same each time', () => {
    expect(email()).toEqual(email())
  })
})
