import { expect, test } from 'vitest'
import { targets } from '../bench/bundles.ts'
import { measureBundles, shopifyBytesMax } from '../support/bundle-size.ts'

const bundles = await measureBundles()
const thankYou = bundles.get('thank-you')

test('every bundle fits Shopify’s limit, and the thank-you block a quarter of it', () => {
  for (const { bytes } of bundles.values()) expect(bytes).toBeLessThan(shopifyBytesMax)
  expect(targets['thank-you']).toEqual({ max: shopifyBytesMax / 4 })
  expect(thankYou?.bytes).toBeLessThanOrEqual(shopifyBytesMax / 4)
})

test('the bundle knows the app, registers both targets and carries no React', () => {
  expect(thankYou?.script).toContain('https://encore.example')
  expect(thankYou?.script).not.toContain('process.env.APP_URL')
  for (const target of ['purchase.thank-you.block.render', 'customer-account.order-status.block.render']) {
    expect(thankYou?.script).toContain(target)
  }
  expect(thankYou?.script).not.toMatch(/react-dom|react\.element/)
})
