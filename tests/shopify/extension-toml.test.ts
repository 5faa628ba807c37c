import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isTables, readToml, type Table } from '../stand-in/faces/extension/toml.ts'

const directory = join(import.meta.dirname, '..', '..', 'extensions')
const files = readdirSync(directory)
  .map((name) => ({ name, file: join(directory, name, 'shopify.extension.toml') }))
  .filter(({ file }) => existsSync(file))

// https://shopify.dev/docs/apps/build/app-extensions/configure-app-extensions, which the CLI does not hold anyone to.
const keys: Record<string, string[]> = {
  file: ['api_version', 'extensions'],
  extension: ['type', 'name', 'handle', 'description', 'targeting', 'capabilities', 'settings', 'metafields'],
  targeting: ['target', 'module'],
  capabilities: ['api_access', 'network_access', 'block_progress', 'collect_buyer_consent', 'iframe'],
  setting: ['key', 'type', 'name', 'description', 'validations'],
}
const settingTypes = [
  'boolean',
  'date',
  'date_time',
  'multi_line_text_field',
  'number_decimal',
  'number_integer',
  'single_line_text_field',
  'variant_reference',
]

const unknown = (what: string, found: Table) => Object.keys(found).filter((key) => !keys[what]?.includes(key))
const tables = (value: Table[string] | undefined): Table[] =>
  value !== undefined && isTables(value) ? value : []
const isTable = (value: Table[string] | undefined): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

test('there are extensions to hold to this', () => {
  expect(files.length).toBeGreaterThan(0)
})

describe.each(files)('$name', ({ file }) => {
  const config = readToml(readFileSync(file, 'utf8'))

  test('has no key that Shopify does not know', () => {
    expect(unknown('file', config)).toEqual([])
    for (const extension of tables(config.extensions)) {
      expect(unknown('extension', extension)).toEqual([])
      for (const target of tables(extension.targeting)) expect(unknown('targeting', target)).toEqual([])
      if (isTable(extension.capabilities)) expect(unknown('capabilities', extension.capabilities)).toEqual([])
    }
  })

  test('names modules that are there, and a version its tester knows', () => {
    expect(config.api_version).toBe('2026-07')
    const [extension = {}] = tables(config.extensions)
    // The CLI looks for the entry of the classic page itself.
    const classic = [{ module: 'src/index.ts' }]
    const isClassic = extension.type === 'checkout_post_purchase'
    const modules = isClassic
      ? classic
      : tables(config.extensions).flatMap(({ targeting }) => tables(targeting))
    expect(modules.length).toBeGreaterThan(0)
    for (const { module } of modules) expect(existsSync(join(file, '..', String(module)))).toBe(true)
  })

  test('has settings of types that Shopify knows', () => {
    for (const extension of tables(config.extensions)) {
      const settings = isTable(extension.settings) ? tables(extension.settings.fields) : []
      for (const setting of settings) {
        expect(unknown('setting', setting)).toEqual([])
        expect(settingTypes).toContain(setting.type)
      }
    }
  })
})
