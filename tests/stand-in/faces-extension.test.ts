import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleExtension } from './faces/extension/bundle-extension.ts'
import { describeElements } from './faces/extension/describe-elements.ts'
import { resolveResponsive } from './faces/extension/elements/responsive.ts'
import shapes from './faces/extension/elements.generated.json' with { type: 'json' }
import { readExtensions } from './faces/extension/read-extensions.ts'
import { readToml } from './faces/extension/toml.ts'
import { packFunctions, unpackFunctions } from './faces/extension/wire.ts'
import { createI18n } from './faces/extension/worker/i18n.ts'

const root = join(import.meta.dirname, '../..')

test("the store knows every element of Shopify's checkout as the installed types describe it", () => {
  expect(shapes).toEqual(describeElements())
})

describe("the project's own extensions", () => {
  const extensions = readExtensions(join(root, 'extensions'))

  test('stand on the thank-you and the order status page', () => {
    const targets = extensions.flatMap((extension) => extension.targets.map(({ target }) => target))
    expect(targets).toEqual(
      expect.arrayContaining([
        'purchase.thank-you.block.render',
        'customer-account.order-status.block.render',
      ]),
    )
  })

  test('are bundled with the address of the app, and register each of their targets', async () => {
    for (const extension of extensions) {
      const bundle = await bundleExtension(extension, 'http://127.0.0.1:4001')
      expect(bundle).toContain('http://127.0.0.1:4001')
      expect(bundle).not.toContain('process.env.APP_URL')
      for (const { target } of extension.targets) expect(bundle).toContain(target)
    }
  })
})

describe('a configuration', () => {
  test('is read with its tables, lists of tables and lists over several lines', () => {
    const text = `
      api_version = "2026-07" # the version
      [[extensions]]
      type = "ui_extension"
      name = "A # in a name"
      [[extensions.targeting]]
      target = "a.b"
      [[extensions.targeting]]
      target = "c.d"
      [extensions.capabilities]
      api_access = true
      scopes = [
        "one", # first
        'two',
      ]
    `
    expect(readToml(text)).toEqual({
      api_version: '2026-07',
      extensions: [
        {
          type: 'ui_extension',
          name: 'A # in a name',
          targeting: [{ target: 'a.b' }, { target: 'c.d' }],
          capabilities: { api_access: true, scopes: ['one', 'two'] },
        },
      ],
    })
  })

  test.each(['nonsense', 'a = {b = 1}', 'a = "open'])('that says %s is refused with its line', (line) => {
    expect(() => readToml(`b = 1\n${line}`)).toThrow('Line 2')
  })
})

describe('texts', () => {
  const locales = {
    en: {
      bought: { one: '{{count}} thing', other: '{{count}} things' },
      only: 'English',
      price: 'for {{price}}',
    },
    ru: { bought: { one: '{{count}} вещь', few: '{{count}} вещи', many: '{{count}} вещей' } },
    'pt-BR': { only: 'Brasil' },
  }
  const i18n = (language: string) => createI18n({ locales, defaultLocale: 'en', language, currency: 'EUR' })

  test('follow the plural rules of their language', () => {
    const russian = i18n('ru')
    expect([1, 3, 5].map((count) => russian.translate('bought', { count }))).toEqual([
      '1 вещь',
      '3 вещи',
      '5 вещей',
    ])
  })

  test('come from the nearest locale there is, else from the default', () => {
    expect(i18n('pt-PT').translate('only')).toBe('Brasil')
    expect(i18n('fr').translate('only')).toBe('English')
    expect(i18n('pt-BR').translate('bought', { count: 2 })).toBe('2 things')
  })

  test('keep elements apart from words', () => {
    const element = { type: 's-text' }
    expect(i18n('en').translate('price', { price: element })).toEqual(['for ', element])
  })

  test('write money as the buyer does', () => {
    expect(i18n('de').formatCurrency(9.5)).toBe('9,50\u00a0€')
    expect(i18n('ja').formatCurrency(1200, { currency: 'JPY' })).toBe('￥1,200')
  })
})

test.each([
  ['@container (inline-size > 400px) large, small', 500, 'large'],
  ['@container (inline-size > 400px) large, small', 400, 'small'],
  ['@container outer (300px < inline-size <= 600px) 1fr 1fr, 1fr', 600, '1fr 1fr'],
  ['@container (inline-size > 400px) repeat(2, 1fr), none', 500, 'repeat(2, 1fr)'],
  ['base', 500, 'base'],
])('%s at %i px is %s', (value, width, wanted) => {
  expect(resolveResponsive(value, width)).toBe(wanted)
})

test('functions cross the wire as numbers and come back as calls', () => {
  const kept: unknown[] = []
  const packed = packFunctions(
    { on: { click: () => 1 }, list: [2, () => 3], none: null },
    (callback) => kept.push(callback) - 1,
  )
  expect(JSON.parse(JSON.stringify(packed))).toEqual({
    on: { click: { $function: 0 } },
    list: [2, { $function: 1 }],
    none: null,
  })
  const unpacked = unpackFunctions(packed, (id) => () => `called ${id}`) as { list: [number, () => string] }
  expect(unpacked.list[1]()).toBe('called 1')
})
