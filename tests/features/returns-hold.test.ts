import { afterEach, expect, test } from 'vitest'
import { parseSettings } from '../../app/domain/settings.ts'
import { askPageBudget } from '../../app/features/journeys/ask-page-budget.ts'
import { readPlanned } from '../../app/features/journeys/read-planned.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { readPageBudget } from '../../app/store/page-budget.server.ts'
import { startStandIn } from '../stand-in/server.ts'
import type { StandIn } from '../stand-in/types.ts'
import type { Mischief } from '../stand-in/world/types/log.ts'
import type { Order } from '../stand-in/world/types/orders.ts'
import { shop } from '../support/database.ts'
import { openDoor, secret, workAll } from '../support/intake.ts'
import { aDefinition, aMessage, aWait, touches, walkAll, withJourney, withWalks } from '../support/walks.ts'

withWalks()

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const dayMs = 86_400_000
const budget = { weekMax: 7, monthMax: 30, quietFromHour: 0, quietUntilHour: 0, helpFirstDays: 7 }
const settings = parseSettings({ budget, holdoutPercent: 0 })

/** A small Shopify that tells the real door of the product, and the time of both. */
async function aShop() {
  const door = await openDoor()
  const standIn = await startStandIn({
    ...{ customers: 5, days: 20, apiKey: 'key', apiSecret: secret },
    appUrl: new URL(door.url).origin,
  })
  closing.push(door.close, () => standIn.close())
  standIn.world.install([])
  await inShop(shop, (db) => db.shop.updateMany({ data: { settings: { budget, holdoutPercent: 0 } } }))
  return { standIn, now: () => standIn.world.clock.now() }
}

/** Somebody new buys, agrees to be written to, and gets their parcel. */
function buy({ world }: StandIn): Order {
  const variant = world.productByHandle('chemex')?.variants[0]
  if (!variant) throw new Error('The shop sells Chemex.')
  const order = world.placeOrder({
    lines: [{ variantId: variant.id, quantity: 1 }],
    buyer: { kind: 'person', email: 'iris@example.com', firstName: 'Iris', lastName: 'Bloom' },
    withoutPlan: true,
  })
  if (order.customerId) world.setConsent(order.customerId, 'subscribed')
  world.fulfilOrder(order.id)
  return world.moveParcel(order.id, 'delivered')
}

/** Says an offer at once after an order is paid, and a word of help beside it. */
const definition = aDefinition({
  steps: [
    aMessage('offer', { topic: 'offers', usefulness: 60, validDays: 40 }),
    aMessage('help', { topic: 'help', validDays: 40 }),
  ],
  exits: { onOrder: false, onRefund: false },
})

/** What the budget says of an offer on the order's page. */
async function page({ id, customerId }: Order, now: Date) {
  const row = await inShopHot(shop, (db) => readPageBudget(db, customerId ?? '', id, now))
  if (!row) throw new Error('The customer is known.')
  const look = { customerId: customerId ?? '', settings, usualDeliveryDays: undefined, isAsked: false }
  return askPageBudget(row, look, now)
}

const modes: Mischief['mode'][] = ['normal', 'twice', 'out-of-order']

test.each(modes)(
  'an open return holds the message that is due and the offer on a page, until it is closed (webhooks %s)',
  async (mode) => {
    const { standIn, now } = await aShop()
    const { world } = standIn
    await withJourney('j', definition, { now: new Date(now().getTime() - dayMs) })
    standIn.setMischief({ mode })
    const order = buy(standIn)
    await standIn.settled()
    await workAll({ now: now() })
    expect(await page(order, now())).toMatchObject({ kind: 'yes' })

    world.requestReturn(order.id)
    world.moveReturn(order.id, 'approve')
    await standIn.settled()
    await workAll({ now: now() })
    await walkAll(now())
    const why = { kind: 'open-matter', matter: 'return', orderId: order.id }
    expect(await touches()).toMatchObject([
      { stepId: 'offer', status: 'held', holds: [{ verdict: { kind: 'hold', why } }] },
    ])
    const planned = await inShop(shop, (db) => readPlanned(db, order.customerId ?? ''))
    expect(planned).toMatchObject([
      { touches: [{ stepId: 'offer', heldFor: { kind: why.kind, matter: why.matter } }, { stepId: 'help' }] },
    ])
    expect(await page(order, now())).toEqual({ kind: 'no', why, until: undefined })

    // It is looked at every day while nothing is told, and at once when something is.
    expect(await walkAll(new Date(now().getTime() + dayMs))).toBe(1)
    expect(await touches()).toMatchObject([{ status: 'held' }])
    world.moveReturn(order.id, 'close')
    await standIn.settled()
    await workAll({ now: now() })
    expect(await page(order, now())).toMatchObject({ kind: 'yes' })
    await walkAll(now())
    expect(await touches()).toMatchObject([
      { stepId: 'offer', status: 'queued', channel: 'email' },
      { stepId: 'help', status: 'queued' },
    ])
  },
  60_000,
)

test('help goes while something is on its way back, and a return that nobody settles holds for sixty days', async () => {
  const { standIn, now } = await aShop()
  const { world } = standIn
  const steps = [
    aMessage('help', { topic: 'help' }),
    aWait('pause', 24 * 55),
    aMessage('offer', { topic: 'offers', validDays: 14 }),
  ]
  await withJourney('j', aDefinition({ steps, exits: { onOrder: false, onRefund: false } }), {
    now: new Date(now().getTime() - dayMs),
  })
  const order = buy(standIn)
  world.requestReturn(order.id)
  await standIn.settled()
  await workAll({ now: now() })
  const begin = now().getTime()
  const on = (day: number) => new Date(begin + day * dayMs)
  await walkAll(on(0))
  expect(await touches()).toMatchObject([{ stepId: 'help', status: 'queued' }])
  for (let day = 55; day < 60; day++) await walkAll(on(day))
  const [, held] = await touches()
  expect(held).toMatchObject({ stepId: 'offer', status: 'held', verdict: { why: { matter: 'return' } } })
  await walkAll(on(61))
  expect(await touches()).toMatchObject([{ status: 'queued' }, { stepId: 'offer', status: 'queued' }])
})
