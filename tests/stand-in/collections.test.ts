import { afterEach, expect, test } from 'vitest'
import { anApp, aStandIn } from './testing.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('a collection that changes by its control tells the app, a product that leaves one does not', async () => {
  const app = await anApp()
  const standIn = await aStandIn({ appUrl: app.url })
  closing.push(() => standIn.close(), app.close)
  standIn.world.install(['read_products'])
  const post = async (name: string, fields: object) => {
    const response = await fetch(`${standIn.url}/control/${name}`, {
      method: 'POST',
      body: JSON.stringify(fields),
    })
    expect(response.status).toBe(200)
    return response.json()
  }
  const made = await post('collections', { title: 'New', holds: { kind: 'tag', tag: 'fine' } })
  const [product] = standIn.world.productsIn(made as Parameters<typeof standIn.world.productsIn>[0])
  await post('collections/update', { id: made.id, title: 'Newer' })
  await post('products/tags', { id: product?.id, tags: [] })
  await post('collections/delete', { id: made.id })
  await standIn.settled()
  expect(app.topics()).toEqual([
    'collections/create',
    'collections/update',
    'products/update',
    'collections/delete',
  ])
  const bodies = app.received.map(({ body }) => JSON.parse(body.toString()))
  expect(bodies.map(({ title }) => title)).toEqual(['New', 'Newer', product?.title, undefined])
  expect(standIn.world.collection(made.id)).toBeUndefined()
})
