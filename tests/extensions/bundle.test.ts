import { describe, expect, test } from 'vitest'
import { targets } from '../bench/bundles.ts'
import { measureBundles, shopifyBytesMax } from '../support/bundle-size.ts'

const bundles = await measureBundles()

test('every bundle fits Shopify’s limit', () => {
  for (const { bytes } of bundles.values()) expect(bytes).toBeLessThan(shopifyBytesMax)
})

describe.each([
  ['thank-you', ['purchase.thank-you.block.render', 'customer-account.order-status.block.render']],
  ['checkout', ['purchase.checkout.block.render']],
])('the bundle of the %s block', (handle, blockTargets) => {
  const bundle = bundles.get(handle)

  test('fits a quarter of the limit', () => {
    expect(targets[handle]).toEqual({ max: shopifyBytesMax / 4 })
    expect(bundle?.bytes).toBeLessThanOrEqual(shopifyBytesMax / 4)
  })

  test('knows the app, registers its targets and carries no React', () => {
    expect(bundle?.script).toContain('https://encore.example')
    expect(bundle?.script).not.toContain('process.env.APP_URL')
    for (const target of blockTargets) expect(bundle?.script).toContain(target)
    expect(bundle?.script).not.toMatch(/react-dom|react\.element/)
  })
})

test('the bundle of the post-purchase page keeps to 34 KB, knows the app and registers both its points', () => {
  const bundle = bundles.get('post-purchase')
  expect(targets['post-purchase']).toEqual({ max: 34 * 1024 })
  expect(bundle?.bytes).toBeLessThanOrEqual(34 * 1024)
  expect(bundle?.script).toContain('https://encore.example')
  expect(bundle?.script).not.toContain('process.env.APP_URL')
  for (const point of ['Checkout::PostPurchase::ShouldRender', 'Checkout::PostPurchase::Render'])
    expect(bundle?.script).toContain(point)
  expect(bundle?.script).not.toMatch(/react-dom|react\.element|preact/)
})
