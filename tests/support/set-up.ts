import { afterEach, beforeEach, expect, vi } from 'vitest'

// The environment every test runs in: real parsing, made-up values.
process.env.NODE_ENV = 'test'
process.env.LOG_LEVEL ??= 'silent'
process.env.SHOPIFY_API_KEY ??= 'test-api-key'
process.env.SHOPIFY_API_SECRET ??= 'test-api-secret'
process.env.SHOPIFY_APP_URL ??= 'https://encore.example'
process.env.ENCRYPTION_KEYS ??= `k1:${Buffer.alloc(32, 7).toString('base64')}`

// A red console is a red test.
beforeEach(() => {
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
})

afterEach(() => {
  for (const level of ['error', 'warn'] as const) {
    const calls = vi.isMockFunction(console[level]) ? console[level].mock.calls : []
    expect(calls, `console.${level} stays quiet`).toEqual([])
  }
  vi.restoreAllMocks()
})
