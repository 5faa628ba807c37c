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

// https://shopify.dev/docs/apps/build/flow/actions/reference and .../triggers/reference.
const flowKeys = ['type', 'name', 'handle', 'description']
const flowFieldKeys = ['type', 'key', 'name', 'description', 'required']
const flowTypes = [
  'boolean',
  'customer_reference',
  'email',
  'multi_line_text_field',
  'number_decimal',
  'number_integer',
  'order_reference',
  'product_reference',
  'single_line_text_field',
  'url',
]

const unknown = (what: string, found: Table) => Object.keys(found).filter((key) => !keys[what]?.includes(key))
const tables = (value: Table[string] | undefined): Table[] =>
  value !== undefined && isTables(value) ? value : []
const isTable = (value: Table[string] | undefined): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFlow = (config: Table) =>
  tables(config.extensions).some(({ type }) => String(type).startsWith('flow_'))
const read = files.map(({ name, file }) => ({ name, file, config: readToml(readFileSync(file, 'utf8')) }))
const pages = read.filter(({ config }) => !isFlow(config))
const flows = read.filter(({ config }) => isFlow(config))

test('there are extensions to hold to this', () => {
  expect(pages.length).toBeGreaterThan(0)
  expect(flows.length).toBeGreaterThan(0)
})

describe.each(flows)('$name', ({ config }) => {
  const [extension = {}, ...others] = tables(config.extensions)
  const fields = isTable(config.settings) ? tables(config.settings.fields) : []

  test('has no key that Shopify Flow does not know', () => {
    expect(others).toEqual([])
    const known = [...flowKeys, ...(extension.type === 'flow_action' ? ['runtime_url'] : [])]
    expect(Object.keys(extension).filter((key) => !known.includes(key))).toEqual([])
    expect(Object.keys(config).filter((key) => !['extensions', 'settings'].includes(key))).toEqual([])
    for (const field of fields)
      expect(Object.keys(field).filter((key) => !flowFieldKeys.includes(key))).toEqual([])
  })

  test('has a handle of at most 30 letters and hyphens, and says what it does', () => {
    expect(extension.handle).toMatch(/^[a-z0-9-]{1,30}$/)
    expect(extension.description).toMatch(/[.]$/)
  })

  test('asks for fields of types that Shopify Flow knows, each with a key but for references', () => {
    expect(fields.length).toBeGreaterThan(0)
    for (const { type, key } of fields) {
      expect(flowTypes).toContain(type)
      expect(key === undefined).toBe(String(type).endsWith('_reference'))
    }
  })

  test('sends what an action is to do to a door of this app', () => {
    if (extension.type !== 'flow_action') return
    const app = readToml(readFileSync(join(directory, '..', 'shopify.app.toml'), 'utf8'))
    expect(extension.runtime_url).toBe(`${String(app.application_url)}/flow/actions`)
  })
})

describe.each(pages)('$name', ({ file, config }) => {
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
