import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAppConfig } from './app-config.ts'

test('the local store grants and tells what shopify.app.toml asks for', () => {
  const { scopes, topics } = readAppConfig(join(import.meta.dirname, '../../..'))
  expect(scopes).toEqual(expect.arrayContaining(['read_orders', 'read_customers', 'read_products']))
  expect(topics).toEqual(
    expect.arrayContaining(['orders/paid', 'refunds/create', 'customers/redact', 'shop/redact']),
  )
  expect([...scopes, ...topics].filter((each) => !/^[a-z_]+(\/[a-z_]+)?$/.test(each))).toEqual([])
})
