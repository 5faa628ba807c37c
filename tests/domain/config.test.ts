import { expect, test } from 'vitest'
import { parseConfig } from '../../app/platform/config.ts'

const key = Buffer.alloc(32, 1).toString('base64')
const fitting = {
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'new',
  SHOPIFY_APP_URL: 'https://encore.example/',
  ENCRYPTION_KEYS: `b:${key},a:${key}`,
}

test('all complaints about the environment come at once, each naming its variable', () => {
  const broken = () =>
    parseConfig({ PORT: 'many', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', ENCRYPTION_KEYS: 'a:short' })
  for (const name of [
    'PORT',
    'LOG_LEVEL',
    'DATABASE_URL',
    'ENCRYPTION_KEYS',
    'SHOPIFY_API_KEY',
    'SHOPIFY_API_SECRET',
    'SHOPIFY_APP_URL',
  ])
    expect(broken).toThrow(new RegExp(`^ {2}${name} `, 'm'))
})

test('a value is never repeated in a complaint, for it may be a secret', () => {
  expect(() => parseConfig({ ...fitting, ENCRYPTION_KEYS: 'a:hunter2' })).not.toThrow(/hunter2/)
})

test('what is left empty counts as not there', () => {
  expect(parseConfig({ ...fitting, PORT: '', DATABASE_URL: '' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
  })
})

test('what Shopify’s CLI hands a program in development fits', () => {
  const settings = parseConfig({
    ...fitting,
    SHOPIFY_APP_URL: 'https://stale.example',
    APP_URL: 'https://tunnel.example',
    HOST: 'https://tunnel.example',
    PORT: '34567',
    SCOPES: 'read_orders',
    APP_ENV: 'development',
    NODE_ENV: 'development',
  })
  expect(settings).toMatchObject({ appUrl: 'https://tunnel.example', host: '0.0.0.0', port: 34567 })
})

test('web and worker apart need a database that outlives each of them', () => {
  expect(() => parseConfig({ ...fitting, ENCORE_ROLE: 'web' })).toThrow(/DATABASE_URL is required/)
  expect(parseConfig({ ...fitting, ENCORE_ROLE: 'web', DATABASE_URL: 'postgres://x/y' }).role).toBe('web')
})

test('keys keep their order, and the secret before the last rotation stays good', () => {
  const settings = parseConfig({ ...fitting, SHOPIFY_API_SECRET_PREVIOUS: 'old' })
  expect(settings.encryptionKeys.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(settings.apiSecrets).toEqual(['new', 'old'])
  expect(settings.appUrl).toBe('https://encore.example')
})
