import { describe, expect, test, vi } from 'vitest'
import type { Api } from '../../extensions/post-purchase/src/calculate.ts'
import { shouldRender } from '../../extensions/post-purchase/src/should-render.ts'
import { answering, offer, withExtension } from '../support/purchase-extension.ts'

withExtension()

describe('whether there is a page', () => {
  const storage = () => ({ initialData: undefined, update: vi.fn(async () => undefined) })
  const inputData = { token: 'a.b.c', locale: 'de' } as Api['inputData']

  test('there is when the app offers something, which is kept for the page', async () => {
    const asked = answering(() => offer)
    const kept = storage()
    expect(await shouldRender({ inputData, storage: kept })).toEqual({ render: true })
    expect(kept.update).toHaveBeenCalledWith(offer)
    expect(asked).toEqual([['/api/post-purchase/offer', { language: 'de' }, 'Bearer a.b.c']])
  })

  test.each([
    ['nothing is offered', () => ({ kind: 'nothing' })],
    ['the app refuses', () => new Response('{}', { status: 401 })],
    ['the app answers no JSON', () => new Response('<html>')],
    ['the app cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('there is none when %s', async (_, answer) => {
    answering(answer as () => unknown)
    const kept = storage()
    expect(await shouldRender({ inputData, storage: kept })).toEqual({ render: false })
    expect(kept.update).not.toHaveBeenCalled()
  })

  test('there is none when the app has not answered within 500 ms', async () => {
    vi.useFakeTimers()
    answering(() => new Promise(() => undefined))
    const asked = shouldRender({ inputData, storage: storage() })
    await vi.advanceTimersByTimeAsync(500)
    expect(await asked).toEqual({ render: false })
  })

  test('there is none when the bundle knows no app', async () => {
    vi.stubEnv('APP_URL', undefined)
    vi.stubEnv('SHOPIFY_APP_URL', undefined)
    expect(await shouldRender({ inputData, storage: storage() })).toEqual({ render: false })
  })
})
