import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isTable, isTables, readToml, type Table } from '../stand-in/faces/extension/toml.ts'

const directory = join(import.meta.dirname, '..', '..', 'extensions')
const triggers = readdirSync(directory)
  .map((name) => join(directory, name, 'shopify.extension.toml'))
  .filter((file) => existsSync(file))
  .map((file) => readToml(readFileSync(file, 'utf8')))
  .flatMap((config) => tables(config.extensions).map((extension) => ({ config, extension })))
  .filter(({ extension }) => extension.type === 'flow_trigger')
  .map(({ config, extension }) => ({ handle: String(extension.handle), config, extension }))

// https://shopify.dev/docs/apps/build/flow/triggers/reference, which the CLI does not hold anyone to in all points.
const extensionKeys = ['name', 'type', 'handle', 'description', 'uid']
const fieldKeys = ['type', 'key', 'description']
const references = ['customer_reference', 'order_reference', 'product_reference']
const types = ['boolean', 'email', 'multi_line_text_field', 'number_decimal', 'single_line_text_field', 'url']

function tables(value: Table[string] | undefined): Table[] {
  return value !== undefined && isTables(value) ? value : []
}

function fieldsOf(config: Table): Table[] {
  return isTable(config.settings) ? tables(config.settings.fields) : []
}

test('there are triggers to hold to this', () => {
  expect(triggers.map(({ handle }) => handle)).toContain('touch-due')
})

describe.each(triggers)('the trigger $handle', ({ handle, config, extension }) => {
  test('has nothing that Shopify does not know', () => {
    expect(Object.keys(config).filter((key) => !['extensions', 'settings'].includes(key))).toEqual([])
    expect(Object.keys(extension).filter((key) => !extensionKeys.includes(key))).toEqual([])
    for (const field of fieldsOf(config))
      expect(Object.keys(field).filter((key) => !fieldKeys.includes(key))).toEqual([])
  })

  test('is named so that it can be', () => {
    expect(handle).toMatch(/^[a-z\d-]{1,30}$/)
    expect(String(extension.name).length).toBeLessThanOrEqual(50)
    expect(extension.description).toBeTruthy()
  })

  test('has fields of types and keys that Shopify knows', () => {
    const fields = fieldsOf(config)
    expect(fields.length).toBeGreaterThan(0)
    for (const { type, key } of fields) {
      if (references.includes(String(type))) expect(key).toBeUndefined()
      else {
        expect(types).toContain(type)
        expect(key).toMatch(/^[A-Za-z\s]+$/)
      }
    }
    expect(new Set(fields.map(({ key, type }) => key ?? type)).size).toBe(fields.length)
  })
})
