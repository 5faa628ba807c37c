import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { flow } from '../../app/channels/flow.server.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'
import { visit, withStandIn } from '../support/stand-in.ts'
import { outgoing } from './outgoing.ts'

const database = withDatabase()
const shopify = withStandIn({ customers: 20, days: 30 })

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => db.shop.deleteMany())
  const { scopes } = await visit(shopify.world)
  await installShop({ shop, scopes }, new Date())
})

const context = { now: new Date(), key: undefined }
const send = (change = {}) => flow.send(outgoing({ shop, ...change }), context)
const told = () => shopify.standIn.log.recent().filter(({ text }) => text.includes('"touch-due"'))

describe('Shopify Flow', () => {
  test('is told of a touch that is due, and of whom', async () => {
    const [someone] = shopify.world.customers()
    if (!someone) throw new Error('The shop has customers.')
    const before = told().length
    const { providerId } = await send({ customer: { ...outgoing().customer, id: someone.id } })
    expect(providerId).toBe('touch-1')
    expect(told().length).toBe(before + 1)
    expect(told().at(-1)?.text).toContain(`of ${someone.firstName}`)
  })

  test('is told no more than it takes, however long the message', async () => {
    await send({ text: 'ü'.repeat(100_000) })
  })

  test('that refuses is not asked again', async () => {
    shopify.standIn.faults.next({ kind: 'user-errors', message: 'no such trigger' })
    await expect(send()).rejects.toBeInstanceOf(Rejected)
  })

  test('that is busy is asked again later', async () => {
    shopify.standIn.faults.next({ kind: 'throttled' }, 9)
    await expect(send()).rejects.toBeInstanceOf(Unavailable)
  })

  test('that took it and fell silent leaves it unknown', async () => {
    const before = told().length
    shopify.standIn.faults.next({ kind: 'reset' })
    const error = await send().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(Unavailable)
    expect(told().length).toBeLessThanOrEqual(before + 1)
  })
})
