import { describe, expect, test } from 'vitest'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import type { JourneyFacts } from '../../app/domain/journeys/facts.ts'
import type { Taken } from '../../app/domain/journeys/step-kind.ts'
import { kindOf, type Step } from '../../app/domain/journeys/steps.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import { aWalk, begin, firstOrderId, later, message, tag, theFacts, wait } from '../support/a-journey.ts'

/** What a step makes of somebody who came to it at the beginning. */
function take(step: Step, facts = theFacts(), now = begin, since = begin, walk = aWalk()): Taken {
  return kindOf(step).take(step, { enrollment: walk, since, memory: {} }, facts, now)
}

function inZone(timeZone: string): JourneyFacts {
  const { customer, ...facts } = theFacts()
  return { ...facts, customer: customer && { ...customer, timeZone } }
}

/** Until when a step that came to be at a moment keeps somebody who lives there. */
function until(step: Step, timeZone: string, since: string): string {
  const taken = take(step, inZone(timeZone), new Date(since), new Date(since))
  return taken.kind === 'stay' ? taken.until.toISOString() : taken.kind
}

const atHour = (hour: number): Step => ({ kind: 'wait-until', id: 'u', until: { kind: 'hour', hour } })
const onWeekday = (hour: number, ...weekdays: number[]): Step => ({
  kind: 'wait-until',
  id: 'u',
  until: { kind: 'weekday', weekdays, hour },
})
const onDate = (date: string, hour: number): Step => ({
  kind: 'wait-until',
  id: 'u',
  until: { kind: 'date', date, hour },
})

describe('a wait', () => {
  test('of hours is so many hours, of days as many days by the clocks of who waits', () => {
    // Clocks go forward in Berlin on 29 March 2026.
    expect(until(wait('w', 24, 'hours'), 'Europe/Berlin', '2026-03-28T09:00:00Z')).toBe(
      '2026-03-29T09:00:00.000Z',
    )
    expect(until(wait('w', 1), 'Europe/Berlin', '2026-03-28T09:00:00Z')).toBe('2026-03-29T08:00:00.000Z')
    expect(until(wait('w', 1), 'UTC', '2026-03-28T09:00:00Z')).toBe('2026-03-29T09:00:00.000Z')
  })

  test('over a leap day counts it, and a year without one is as long as it is', () => {
    expect(until(wait('w', 1), 'Europe/Berlin', '2028-02-28T09:00:00Z')).toBe('2028-02-29T09:00:00.000Z')
    expect(until(wait('w', 366), 'Europe/Berlin', '2028-02-28T09:00:00Z')).toBe('2029-02-28T09:00:00.000Z')
  })

  test('that would end at an hour that clocks skip ends at the next moment there is', () => {
    expect(until(wait('w', 1), 'Europe/Berlin', '2026-03-28T01:30:00Z')).toBe('2026-03-29T01:00:00.000Z')
  })

  test('without a zone of the customer goes by the shop’s', () => {
    const facts = {
      ...theFacts({ customer: undefined }),
      shop: { timeZone: 'Europe/Berlin', isUninstalled: false, deliveryDays: 4 },
    }
    const since = new Date('2026-03-28T09:00:00Z')
    expect(take(wait('w', 1), facts, since, since)).toMatchObject({ until: new Date('2026-03-29T08:00:00Z') })
  })

  test('is over at its very end', () => {
    expect(take(wait('w', 2, 'minutes'), theFacts(), new Date(begin.getTime() + 120_000))).toEqual({
      kind: 'on',
      passed: { kind: 'waited', how: 'time' },
    })
  })
})

describe('a wait until an hour of the day', () => {
  test('is today’s where it is still ahead, else tomorrow’s, by the customer’s clocks', () => {
    expect(until(atHour(10), 'Europe/Berlin', '2026-06-15T07:59:00Z')).toBe('2026-06-15T08:00:00.000Z')
    expect(until(atHour(10), 'Europe/Berlin', '2026-06-15T08:01:00Z')).toBe('2026-06-16T08:00:00.000Z')
    expect(until(atHour(10), 'America/Los_Angeles', '2026-06-15T08:01:00Z')).toBe('2026-06-15T17:00:00.000Z')
    expect(until(atHour(10), 'Asia/Kolkata', '2026-06-15T08:01:00Z')).toBe('2026-06-16T04:30:00.000Z')
  })

  test('that has come does not hold anybody', () => {
    expect(until(atHour(10), 'Europe/Berlin', '2026-06-15T08:00:00Z')).toBe('on')
  })

  test('of an hour that clocks skip is the moment after the gap, of one that comes twice the first', () => {
    expect(until(atHour(2), 'Europe/Berlin', '2026-03-28T22:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(until(atHour(2), 'Europe/Berlin', '2026-10-24T22:00:00Z')).toBe('2026-10-25T00:00:00.000Z')
    // In between the two, the first of that day is over.
    expect(until(atHour(2), 'Europe/Berlin', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:00:00.000Z')
  })
})

describe('a wait until a weekday', () => {
  test('is the next of those days at that hour, today among them', () => {
    // 15 June 2026 is a Monday.
    expect(until(onWeekday(9, 1), 'UTC', '2026-06-15T08:00:00Z')).toBe('2026-06-15T09:00:00.000Z')
    expect(until(onWeekday(9, 1), 'UTC', '2026-06-15T10:00:00Z')).toBe('2026-06-22T09:00:00.000Z')
    expect(until(onWeekday(9, 6, 7), 'UTC', '2026-06-15T10:00:00Z')).toBe('2026-06-20T09:00:00.000Z')
  })

  test('is told by the customer’s calendar, which may have another day', () => {
    expect(until(onWeekday(9, 2), 'Pacific/Auckland', '2026-06-15T13:00:00Z')).toBe(
      '2026-06-15T21:00:00.000Z',
    )
  })
})

describe('a wait until a date', () => {
  test('is that day at that hour where the customer lives, and no wait once it has passed', () => {
    expect(until(onDate('2026-12-24', 9), 'Asia/Tokyo', '2026-06-15T00:00:00Z')).toBe(
      '2026-12-24T00:00:00.000Z',
    )
    expect(until(onDate('2026-06-01', 9), 'Asia/Tokyo', '2026-06-15T00:00:00Z')).toBe('on')
  })

  test('that a zone left out is the next moment there was', () => {
    // Samoa had no 30 December 2011.
    expect(until(onDate('2011-12-30', 9), 'Pacific/Apia', '2011-12-01T00:00:00Z')).toBe(
      '2011-12-30T10:00:00.000Z',
    )
  })
})

describe('a wait for something', () => {
  const waitFor = (what: Extract<Step, { kind: 'wait-for' }>['what']): Step => ({
    kind: 'wait-for',
    id: 'f',
    what,
    limit: { amount: 5, unit: 'days' },
    happened: [],
    ranOut: [],
  })
  const second = shopifyId('Order', '2')
  const bought = (at: Date) =>
    theFacts({
      orders: [
        { id: second, at },
        { id: firstOrderId, at: begin },
      ],
    })

  test('goes on when it happens, and another way when the time is up', () => {
    const step = waitFor({ kind: 'order-paid' })
    expect(take(step)).toMatchObject({ kind: 'stay', until: later(5) })
    expect(take(step, bought(later(2)), later(2))).toMatchObject({ kind: 'into', lane: 'happened' })
    expect(take(step, theFacts(), later(5))).toMatchObject({ kind: 'into', lane: 'ran-out' })
  })

  test('judges by when it happened, however late anybody looks', () => {
    const step = waitFor({ kind: 'order-paid' })
    expect(take(step, bought(later(4)), later(60))).toMatchObject({ lane: 'happened' })
    expect(take(step, bought(later(6)), later(60))).toMatchObject({ lane: 'ran-out' })
    expect(take(step, bought(later(-1)), later(1))).toMatchObject({ kind: 'stay' })
  })

  test('does not take the order that began the walk for another', () => {
    const facts = theFacts({ orders: [{ id: firstOrderId, at: later(1) }] })
    expect(take(waitFor({ kind: 'order-paid' }), facts, later(1))).toMatchObject({ kind: 'stay' })
  })

  test('of a delivery is over at once where it came before, and ends for want of an order', () => {
    const step = waitFor({ kind: 'order-delivered' })
    const { order } = theFacts()
    const delivered = theFacts({ order: order && { ...order, deliveredAt: later(-1) } })
    expect(take(step, delivered)).toMatchObject({ lane: 'happened' })
    expect(take(step, theFacts({ order: undefined }), later(5))).toMatchObject({ lane: 'ran-out' })
  })

  test('of a refund asks for the order that began the walk, and without one for any', () => {
    const step = waitFor({ kind: 'refunded' })
    const other = theFacts({ refunds: [{ orderId: second, at: later(1) }] })
    expect(take(step, other, later(1))).toMatchObject({ kind: 'stay' })
    expect(take(step, other, later(1), begin, aWalk({ orderId: undefined }))).toMatchObject({
      lane: 'happened',
    })
  })

  test('of a tag sees the tag in whatever case it is written', () => {
    const { customer } = theFacts()
    const tagged = theFacts({ customer: customer && { ...customer, tags: ['vip'] } })
    expect(take(waitFor({ kind: 'tag-joined', tag: 'VIP' }), tagged)).toMatchObject({ lane: 'happened' })
  })
})

describe('a branch', () => {
  const isAtLeast = (value: number): Condition => ({
    kind: 'test',
    test: { field: 'customer.orders', is: 'at-least', value },
  })
  const step: Step = {
    kind: 'branch',
    id: 'b',
    ways: [
      { name: 'ten', when: isAtLeast(10), steps: [] },
      { name: 'two', when: isAtLeast(2), steps: [] },
      { name: 'three', when: isAtLeast(3), steps: [] },
    ],
    otherwise: [],
  }
  const branched = (orders: number | undefined) =>
    take(step, theFacts({ conditions: { 'customer.orders': orders } }))

  test('takes the first way that holds and says why those before did not', () => {
    expect(branched(5)).toMatchObject({
      lane: 'two',
      passed: { kind: 'branched', lane: 'two', verdicts: [{ holds: 'no', found: 5 }, { holds: 'yes' }] },
    })
  })

  test('takes the other way where none holds, or nothing is known', () => {
    expect(branched(1)).toMatchObject({ lane: 'otherwise' })
    expect(branched(undefined)).toMatchObject({
      lane: 'otherwise',
      passed: { verdicts: [{ holds: 'unknown' }, {}, {}] },
    })
  })
})

describe('an offer', () => {
  const products = [shopifyId('Product', '1'), shopifyId('Product', '2')]
  const step: Step = {
    kind: 'offer',
    id: 'o',
    topic: 'offers',
    result: { kind: 'products', productIds: products },
    incentive: { kind: 'none' },
    days: 10,
    usefulness: 40,
  }

  test('wishes for a place on the pages, for its days', () => {
    expect(take(step)).toEqual({
      kind: 'ask',
      wish: {
        key: 'touch/walk/o',
        channels: ['page'],
        topic: 'offers',
        content: { kind: 'offer', result: step.result, incentive: { kind: 'none' }, days: 10 },
        usefulness: 40,
        validUntil: later(10),
      },
    })
  })

  test('leaves out a product that was deleted, and says so where none is left', () => {
    const one = take(step, theFacts({ goneIds: [shopifyId('Product', '1')] }))
    expect(one).toMatchObject({ wish: { content: { result: { productIds: [shopifyId('Product', '2')] } } } })
    expect(take(step, theFacts({ goneIds: products }))).toEqual({
      kind: 'on',
      passed: { kind: 'not-touched', why: 'product-gone' },
    })
  })

  test('of a collection or with a gift that was deleted is left out, and the walk goes on', () => {
    const collectionId = shopifyId('Collection', '1')
    const collection: Step = { ...step, result: { kind: 'collection', collectionId } }
    expect(take(collection, theFacts({ goneIds: [collectionId] }))).toMatchObject({
      passed: { why: 'collection-gone' },
    })
    const productId = shopifyId('Product', '9')
    const incentive = {
      kind: 'gift' as const,
      productId,
      variantId: shopifyId('ProductVariant', '9'),
      title: 'Cup',
    }
    expect(take({ ...step, incentive }, theFacts({ goneIds: [productId] }))).toMatchObject({
      passed: { why: 'gift-gone' },
    })
  })
})

describe('a message', () => {
  const productId = shopifyId('Product', '1')
  const goneIds = [productId]
  const offer = {
    result: { kind: 'products' as const, productIds: [productId] },
    incentive: { kind: 'none' as const },
    itemsMax: 2,
  }

  test('wishes to be sent by its channels, with the merchant’s words', () => {
    const texts = { de: { subject: 'Hallo', body: 'Da.' } }
    const step = message('m', { texts, channels: ['klaviyo', 'email'], topic: 'thanks', validDays: 3 })
    expect(take(step)).toMatchObject({
      wish: {
        channels: ['klaviyo', 'email'],
        topic: 'thanks',
        content: { kind: 'message', template: 'welcome', texts },
        validUntil: later(3),
      },
    })
  })

  test('goes without products that were deleted, unless it is about them', () => {
    const kept = take(message('m', { offer }), theFacts({ goneIds }))
    expect(kept).toMatchObject({ kind: 'ask', wish: { content: { template: 'welcome' } } })
    expect(kept.kind === 'ask' && 'offer' in kept.wish.content).toBe(false)
    expect(take(message('m', { offer, template: 'goes-well' }), theFacts({ goneIds }))).toMatchObject({
      passed: { kind: 'not-touched', why: 'product-gone' },
    })
    const about = aWalk({ productId })
    const step = message('m', { template: 'running-out' })
    expect(take(step, theFacts({ goneIds }), begin, begin, about)).toMatchObject({
      passed: { why: 'product-gone' },
    })
    expect(take(step, theFacts(), begin, begin, about)).toMatchObject({ kind: 'ask' })
  })

  const { order } = theFacts()
  const ofGiftCards = theFacts({ order: order && { ...order, holdsGiftCardsOnly: true } })

  test.each(['how-to', 'check-in', 'month-after', 'goes-well'] as const)(
    'that is about things (%s) is left out where an order holds gift cards alone',
    (template) => {
      const step = message('m', { template })
      expect(take(step, ofGiftCards)).toEqual({
        kind: 'on',
        passed: { kind: 'not-touched', why: 'gift-cards-only' },
      })
      expect(take(step)).toMatchObject({ kind: 'ask' })
    },
  )

  test('that is about something else goes also to who bought gift cards alone', () => {
    for (const template of ['welcome', 'thank-regular', 'sorry-refund', 'birthday'] as const)
      expect(take(message('m', { template }), ofGiftCards)).toMatchObject({ kind: 'ask' })
    const about = aWalk({ productId })
    expect(take(message('m', { template: 'how-to' }), ofGiftCards, begin, begin, about).kind).toBe('ask')
  })
})

describe('an effect outside', () => {
  test('is said once with the step that passed', () => {
    expect(take(tag('t', 'VIP'))).toEqual({
      kind: 'do',
      act: { kind: 'tagged', tag: 'VIP', isAdded: true },
    })
    expect(take({ kind: 'flow', id: 'f', name: 'call them' })).toEqual({
      kind: 'do',
      act: { kind: 'told-flow', name: 'call them' },
    })
    expect(take({ kind: 'end', id: 'e' })).toMatchObject({ kind: 'end', why: 'completed' })
  })
})
