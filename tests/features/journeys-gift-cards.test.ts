import { beforeEach, describe, expect, test } from 'vitest'
import { learnNeedRhythms } from '../../app/domain/replenish/need-rhythms.ts'
import { learnRhythms } from '../../app/domain/replenish/rhythms.ts'
import type { TimelineEntry } from '../../app/domain/timeline.ts'
import { readTimeline } from '../../app/features/customers/read-timeline.ts'
import { forgetRhythms, predictFor } from '../../app/features/journeys/predict.ts'
import { sendTouches } from '../../app/features/messages/send-touches.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { writeRhythms } from '../../app/store/rhythms.server.ts'
import { leftOutWords, reasonWords } from '../../app/ui/texts/timeline-journeys.ts'
import { noon, shop } from '../support/database.ts'
import { customer, order, withOrder, withProduct } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { aLine } from '../support/payloads.ts'
import {
  aDefinition,
  aMessage,
  days,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()
beforeEach(async () => {
  await withCustomer(7)
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { title: 'Chemex' })
    await withProduct(db, 2, { title: 'Gift Card', isGiftCard: true })
    await withProduct(db, 3, { title: 'Printed Gift Card', isGiftCard: true })
  })
})

async function buys(products: number[], { id = 1, at = noon } = {}): Promise<void> {
  const lines = products.map((each, place) => aLine(each, { id: id * 100 + place }))
  await payOrder({ id, line_items: lines }, { at })
}

const asks = ['how-to', 'check-in', 'month-after', 'goes-well']
const steps = asks.map((template) => aMessage(template, { template }))

const said = async (): Promise<TimelineEntry[]> => {
  const read = await inShop(shop, (db) =>
    readTimeline(db, { customerId: customer(7), filter: undefined, cursor: null }),
  )
  return read.entries
}

describe('an order of gift cards alone', () => {
  test('is not explained and not asked about, and each time the reason is kept and told', async () => {
    await withJourney(
      'j',
      aDefinition({ steps: [...steps, aMessage('thanks', { template: 'thank-regular' })] }),
    )
    await buys([2, 3])
    await walkAll(noon)
    const [walk] = await walks()
    expect(walk?.steps.map(({ stepId, passed }) => [stepId, passed])).toEqual([
      ...asks.map((id) => [id, { kind: 'not-touched', why: 'gift-cards-only' }]),
      ['thanks', expect.objectContaining({ kind: 'touched' })],
    ])
    expect((await touches()).map(({ stepId }) => stepId)).toEqual(['thanks'])
    const told = (await said()).flatMap((each) => (each.kind === 'step-passed' ? [each.passed] : []))
    expect(told).toHaveLength(asks.length)
    for (const passed of told)
      expect(passed.kind === 'not-touched' && leftOutWords(passed.why)).toContain('gift cards alone')
  })

  test('is explained as soon as something else is in it', async () => {
    // Two a week is what the shop allows.
    await withJourney('j', aDefinition({ steps: steps.slice(0, 2) }))
    await buys([2, 1])
    await walkAll(noon)
    expect((await touches()).map(({ stepId, status }) => [stepId, status]).sort()).toEqual([
      ['check-in', 'queued'],
      ['how-to', 'queued'],
    ])
  })

  test('is nothing to ask about for a walk that no order began, either', async () => {
    await withJourney(
      'j',
      aDefinition({ trigger: { kind: 'called' }, steps: [aMessage('ask', { template: 'check-in' })] }),
    )
    await inShop(shop, async (db) => {
      await withOrder(db, 1, { customerId: customer(7), products: [2] })
      await db.enrollment.create({
        data: {
          id: 'w',
          key: 'j/called',
          journeyId: 'j',
          version: 1,
          customerId: customer(7),
          triggeredAt: noon,
          dueAt: noon,
        },
      })
    })
    await walkAll(noon)
    expect(await touches()).toMatchObject([{ status: 'queued', orderId: null }])
    await sendTouches(shop, { now: () => noon })
    expect(await touches()).toMatchObject([
      {
        status: 'dropped',
        countsAt: null,
        verdict: { kind: 'never', why: { kind: 'gift-cards-only' } },
        holds: [{ verdict: { why: { kind: 'gift-cards-only' } } }],
      },
    ])
    const dropped = (await said()).find(({ kind }) => kind === 'touch-dropped')
    expect(dropped?.kind === 'touch-dropped' && reasonWords(dropped.why)).toContain('gift cards alone')
  })
})

test('nobody is reminded that a gift card runs out', async () => {
  for (const [n, ago] of [90, 60, 30].entries()) await buys([1, 2], { id: n + 1, at: days(-ago) })
  const today = Math.floor(noon.getTime() / 86_400_000)
  const rhythms = {
    orders: learnRhythms([[today - 60, today - 30]], today),
    needs: learnNeedRhythms([], today),
  }
  await inShopHot(shop, (db) => writeRhythms(db, rhythms, noon))
  forgetRhythms()
  const expected = await inShopHot(shop, (db) => predictFor(db, shop, [customer(7)], noon))
  expect(expected.get(customer(7))?.needs.map(({ orderId, productId }) => [orderId, productId])).toEqual([
    [order(3), 'gid://shopify/Product/1'],
  ])
})
