import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { bodyOf } from '../support/bodies.ts'
import { shop, withDatabase } from '../support/database.ts'
import { type OpenDoor, openDoor, workAll } from '../support/intake.ts'

// Real resources from Shopify's own test-suite, kept beside this repository and not in it.
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'webhooks')
const isThere = existsSync(folder)
const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

withDatabase()

describe.skipIf(!isThere)(
  `authentic payloads pass through unchanged${isThere ? '' : ' (skipped: ../shared/webhooks is not here)'}`,
  () => {
    let door: OpenDoor
    beforeAll(async () => {
      door = await openDoor()
    })
    afterAll(() => door.close())

    const send = async (topic: string, resource: object) => {
      const body = JSON.stringify(resource)
      expect(await door.send(body, { topic })).toBe(200)
      const kept = await inShop(shop, (db) => db.delivery.findFirst({ orderBy: { receivedAt: 'desc' } }))
      expect(String(await bodyOf(shop, kept?.id ?? ''))).toBe(body)
    }

    test('orders, refunds, customers and products end in the timeline, and none is set aside', async () => {
      await send('refunds/create', read('refund').refunds[0])
      await send('orders/updated', read('order').order)
      for (const order of read('customer').orders) await send('orders/create', order)
      await send('customers/update', read('customer').orders[0].customer)
      for (const product of read('product').products) await send('products/update', product)
      await workAll({ now: new Date(Date.now() + 1000) })

      const { statuses, timeline, variants } = await inShop(shop, async (db) => ({
        statuses: await db.delivery.groupBy({ by: ['status'], _count: true }),
        timeline: await db.$queryRaw<{ kind: string; at: Date; detail: object }[]>`
          select "kind", "at", "detail" from "Timeline" order by "at", "kind"`,
        variants: await db.variant.count(),
      }))
      expect(statuses).toEqual([{ status: 'done', _count: 6 }])
      expect(timeline.map(({ kind }) => kind)).toMatchInlineSnapshot(`
        [
          "order-placed",
          "consent-changed",
          "customer-joined",
          "order-shipped",
          "order-cancelled",
          "order-refunded",
          "order-refunded",
        ]
      `)
      expect(variants).toBeGreaterThan(4)
    })
  },
)
