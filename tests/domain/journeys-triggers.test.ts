import { describe, expect, test } from 'vitest'
import type { JourneyEvent } from '../../app/domain/journeys/events.ts'
import { toldTogether } from '../../app/domain/journeys/told-together.ts'
import type { FiringContext } from '../../app/domain/journeys/trigger-kind.ts'
import {
  enrollmentKey,
  fired,
  isCalledKey,
  parseTrigger,
  stillDue,
  type Trigger,
  triggerKindOf,
} from '../../app/domain/journeys/triggers.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import { aWalk, begin, firstOrderId, later, someone, theFacts } from '../support/a-journey.ts'

const context: FiringContext = {
  timeZone: 'Europe/Berlin',
  deliveryDays: 4,
  orderNumber: 1,
  firstOrderAt: begin,
  birthday: '03-09',
  quietAt: later(50),
  needs: [],
}
const product = shopifyId('Product', '1')
const base = { customerId: someone, at: begin }
const paid: JourneyEvent = { ...base, kind: 'order-paid', orderId: firstOrderId }
const facts = theFacts()

function due(trigger: Trigger, overrides: Partial<typeof facts>, now = begin, walk = aWalk()) {
  return stillDue(trigger, walk, { ...facts, ...overrides }, now)
}

describe('an order', () => {
  test('begins a walk as soon as it is paid, under the same name however often it is told', () => {
    const all = [1, 2].map(() => fired('j', { kind: 'order-paid' }, paid, context))
    expect(all[0]).toEqual(all[1])
    const [first] = all[0] ?? []
    expect(first).toMatchObject({ triggeredAt: begin, dueAt: begin, orderId: firstOrderId })
    expect(first && enrollmentKey('j', first)).toBe(`j/${firstOrderId}`)
    expect(fired('j', { kind: 'order-paid' }, { ...paid, kind: 'refunded' }, context)).toEqual([])
  })

  test.each([
    [1, false, 1, true],
    [1, false, 2, false],
    [3, true, 2, false],
    [3, true, 7, true],
    [3, false, 7, false],
    [3, false, undefined, false],
  ])('number %s (or later: %s) is begun by number %s: %s', (number, orLater, orderNumber, isBegun) => {
    const begun = fired('j', { kind: 'nth-order', number, orLater }, paid, { ...context, orderNumber })
    expect(begun.length > 0).toBe(isBegun)
  })
})

describe('a delivery', () => {
  const trigger: Trigger = { kind: 'order-delivered' }
  const sent: JourneyEvent = { ...base, kind: 'order-fulfilled', orderId: firstOrderId }
  const { order } = facts

  test('is expected after the usual days when it was sent, and is the same walk when it comes', () => {
    const [expected] = fired('j', trigger, sent, context)
    const [arrived] = fired('j', trigger, { ...sent, kind: 'order-delivered', at: later(2) }, context)
    expect(expected).toMatchObject({ dueAt: later(4) })
    expect(arrived).toMatchObject({ key: expected?.key, dueAt: later(2) })
  })

  test('that a carrier tells is due at once, one that nobody tells after the usual days', () => {
    const fulfilledAt = begin
    const delivered = order && { ...order, fulfilledAt, deliveredAt: later(2) }
    expect(due(trigger, { order: delivered }, later(2))).toEqual({ kind: 'due' })
    const underway = order && { ...order, fulfilledAt }
    expect(due(trigger, { order: underway }, later(2))).toEqual({ kind: 'later', at: later(4) })
    expect(due(trigger, { order: underway }, later(4))).toEqual({ kind: 'due' })
  })

  test('of an order that was cancelled, or whose parcel was called off, is not', () => {
    const cancelled = order && { ...order, fulfilledAt: begin, cancelledAt: later(1) }
    expect(due(trigger, { order: cancelled }, later(4))).toEqual({ kind: 'no-longer' })
    expect(due(trigger, {}, later(4))).toEqual({ kind: 'no-longer' })
  })
})

describe('something that runs out', () => {
  const need = { productId: product, dueAt: later(30), orderId: firstOrderId }
  const other = { ...need, productId: shopifyId('Product', '2') }
  const trigger: Trigger = { kind: 'replenishment-due', productId: undefined, leadDays: 4 }
  const walk = aWalk({ productId: product })

  test('begins a walk for each product so many days before, or for the one that is named', () => {
    const begun = fired('j', trigger, paid, { ...context, needs: [need, other] })
    expect(begun.map(({ productId, dueAt }) => [productId, dueAt])).toEqual([
      [product, later(26)],
      [other.productId, later(26)],
    ])
    expect(new Set(begun.map(({ key }) => key)).size).toBe(2)
    const named = fired('j', { ...trigger, productId: product }, paid, { ...context, needs: [need, other] })
    expect(named).toHaveLength(1)
  })

  test('is asked again when its day has come: due, later, or no longer once bought again', () => {
    const needs = (each: typeof need) => ({ predicted: { quietAt: undefined, needs: [each] } })
    expect(due(trigger, needs(need), later(26), walk)).toEqual({ kind: 'due' })
    expect(due(trigger, needs({ ...need, dueAt: later(40) }), later(26), walk)).toEqual({
      kind: 'later',
      at: later(36),
    })
    const again = { ...need, orderId: shopifyId('Order', '2') }
    expect(due(trigger, needs(again), later(26), walk)).toEqual({ kind: 'no-longer' })
    expect(due(trigger, {}, later(26), walk)).toEqual({ kind: 'no-longer' })
  })

  const walkOf = (productId: typeof product, day: number) => aWalk({ productId, triggeredAt: later(day) })
  const known = (needs: (typeof need)[], enteredDay: number) => ({
    predicted: { quietAt: undefined, needs },
    past: { isWalking: true, lastEnteredAt: later(enteredDay) },
  })

  test('within a week of what another walk began with was told in it, whichever order it counts from', () => {
    const soon = { ...other, dueAt: later(35), orderId: shopifyId('Order', '2') }
    const walkOfSoon = { ...walkOf(soon.productId, 31), orderId: soon.orderId }
    for (const needs of [
      [need, soon],
      [soon, need],
    ])
      expect(due(trigger, known(needs, 26), later(31), walkOfSoon)).toEqual({ kind: 'told' })
    expect(due(trigger, known([need, soon], 23), later(31), walkOfSoon)).toEqual({ kind: 'due' })
  })

  test('that was foreseen for much later when the other walk began has a walk of its own', () => {
    const finished = { ...other, dueAt: later(30) }
    const said = known([need, finished], 26)
    expect(due(trigger, said, later(30), walkOf(other.productId, 70))).toEqual({ kind: 'due' })
    expect(due(trigger, said, later(30), walkOf(other.productId, 26))).toEqual({ kind: 'told' })
  })

  test('is told with at most four others, the soonest of them', () => {
    const seven = Array.from({ length: 7 }, (_, n) => ({
      ...need,
      productId: shopifyId('Product', `${n + 1}`),
      dueAt: later(30, n),
    }))
    const told = seven.map(({ productId }, n) => {
      const walk = aWalk({ productId, triggeredAt: later(26, n) })
      return due(trigger, known(seven.toReversed(), 26), later(27), walk).kind
    })
    expect(told).toEqual(['told', 'told', 'told', 'told', 'told', 'due', 'due'])
    const reminding = { trigger: { productId: undefined, leadDays: 4 }, timeZone: 'UTC' }
    // What came since it began is told by the next message of the same walk, what is yet to come is not.
    const late = [need, { ...other, dueAt: later(40) }, { ...need, productId: 'c', dueAt: later(50) }]
    const at = (day: number) =>
      toldTogether(late, reminding, { begunAt: later(26), now: later(day) }).map(({ productId }) => productId)
    expect([at(26), at(36)]).toEqual([[product], [product, other.productId]])
  })

  test('of a journey about one product is told of alone', () => {
    const reminding = { trigger: { productId: product, leadDays: 4 }, timeZone: 'UTC' }
    expect(toldTogether([other, need], reminding, { begunAt: later(26), now: later(26) })).toEqual([need])
  })
})

describe('quiet', () => {
  const trigger: Trigger = { kind: 'quiet' }

  test('is waited for after every order, where it can be foreseen', () => {
    expect(fired('j', trigger, paid, context)).toMatchObject([{ dueAt: later(50), orderId: firstOrderId }])
    expect(fired('j', trigger, paid, { ...context, quietAt: undefined })).toEqual([])
  })

  test('is no longer so after another order, and later where the forecast moved', () => {
    const predicted = (quietAt: Date) => ({ predicted: { quietAt, needs: [] } })
    expect(due(trigger, predicted(later(50)), later(50))).toEqual({ kind: 'due' })
    expect(due(trigger, predicted(later(70)), later(50))).toEqual({ kind: 'later', at: later(70) })
    const orders = [{ id: shopifyId('Order', '2'), at: later(10) }, ...facts.orders]
    expect(due(trigger, { ...predicted(later(50)), orders }, later(50))).toEqual({ kind: 'no-longer' })
  })
})

describe('a day of the year', () => {
  const told: JourneyEvent = { ...base, kind: 'birthday-told' }
  const trigger: Trigger = { kind: 'birthday', daysBefore: 0 }
  const born = (birthday: string | undefined) => ({
    customer: facts.customer && { ...facts.customer, birthday, timeZone: 'Europe/Berlin' },
  })

  test('is the next one, at nine where the customer lives', () => {
    expect(fired('j', trigger, told, context)).toMatchObject([{ dueAt: new Date('2027-03-09T08:00:00Z') }])
    const before = fired('j', { kind: 'birthday', daysBefore: 10 }, told, context)
    expect(before).toMatchObject([{ dueAt: new Date('2027-02-27T08:00:00Z') }])
  })

  test('of 29 February is kept on the 28th in years without one', () => {
    const on = (at: string) =>
      fired('j', trigger, { ...told, at: new Date(at) }, { ...context, birthday: '02-29' })[0]?.dueAt
    expect(on('2026-03-01T00:00:00Z')).toEqual(new Date('2027-02-28T08:00:00Z'))
    expect(on('2028-01-01T00:00:00Z')).toEqual(new Date('2028-02-29T08:00:00Z'))
  })

  test('comes round again under another name, once each year', () => {
    const now = new Date('2027-03-09T08:00:00Z')
    const said = due(trigger, born('03-09'), now)
    expect(said).toMatchObject({ kind: 'due', next: { dueAt: new Date('2028-03-09T08:00:00Z') } })
    const [first] = fired('j', trigger, told, context)
    expect(said.kind === 'due' && said.next?.key).not.toBe(first?.key)
  })

  test('that was changed is waited for, that was taken back is not', () => {
    const now = new Date('2027-03-09T08:00:00Z')
    expect(due(trigger, born('05-01'), now)).toEqual({ kind: 'later', at: new Date('2027-05-01T07:00:00Z') })
    expect(due(trigger, born(undefined), now)).toEqual({ kind: 'no-longer' })
    expect(due(trigger, born('02-31'), now)).toEqual({ kind: 'no-longer' })
  })

  test('missed by a day is kept, missed by a week is waited for again', () => {
    expect(due(trigger, born('03-09'), new Date('2027-03-10T08:00:00Z'))).toMatchObject({ kind: 'due' })
    expect(due(trigger, born('03-09'), new Date('2027-03-16T08:00:00Z'))).toEqual({
      kind: 'later',
      at: new Date('2028-03-09T08:00:00Z'),
    })
  })

  test('of the first order is a year later at the soonest', () => {
    const yearly: Trigger = { kind: 'anniversary', daysBefore: 0 }
    expect(fired('j', yearly, paid, context)).toMatchObject([{ dueAt: new Date('2027-06-15T07:00:00Z') }])
    const now = new Date('2026-06-15T12:30:00Z')
    const { customer } = facts
    const since = { customer: customer && { ...customer, timeZone: 'Europe/Berlin' } }
    expect(due(yearly, since, now)).toEqual({ kind: 'later', at: new Date('2027-06-15T07:00:00Z') })
    expect(due(yearly, since, new Date('2027-06-15T07:00:00Z'))).toMatchObject({ kind: 'due' })
  })
})

describe('other triggers', () => {
  test('a tag begins a walk each time that it is given, in whatever case', () => {
    const trigger: Trigger = { kind: 'tag-joined', tag: 'VIP' }
    const joined: JourneyEvent = { ...base, kind: 'tags-joined', tags: ['a', 'vip'] }
    const [first] = fired('j', trigger, joined, context)
    const [again] = fired('j', trigger, { ...joined, at: later(9) }, context)
    expect(first?.key).not.toBe(again?.key)
    expect(fired('j', trigger, { ...joined, tags: ['a'] }, context)).toEqual([])
    expect(due(trigger, {})).toEqual({ kind: 'no-longer' })
  })

  test('a refund begins one walk for its order, however many parts are refunded', () => {
    const refunded: JourneyEvent = { ...base, kind: 'refunded', orderId: firstOrderId }
    const keys = [begin, later(3)].map(
      (at) => fired('j', { kind: 'refund' }, { ...refunded, at }, context)[0]?.key,
    )
    expect(keys[0]).toBe(keys[1])
  })

  test('any journey can be asked for by name, and only that one begins', () => {
    const asked = { askedFor: base.customerId, journeyId: 'j', call: 'flow/1', orderId: undefined }
    const call: JourneyEvent = { ...base, ...asked, kind: 'called' }
    const [begun] = fired('j', { kind: 'quiet' }, call, context)
    expect(begun && isCalledKey('j', enrollmentKey('j', begun))).toBe(true)
    expect(fired('k', { kind: 'quiet' }, call, context)).toEqual([])
    expect(isCalledKey('j', `j/${firstOrderId}`)).toBe(false)
  })

  test('every kind can be read from what it is written as', () => {
    const triggers: Trigger[] = [
      { kind: 'order-paid' },
      { kind: 'order-delivered' },
      { kind: 'nth-order', number: 2, orLater: true },
      { kind: 'refund' },
      { kind: 'replenishment-due', productId: product, leadDays: 3 },
      { kind: 'quiet' },
      { kind: 'birthday', daysBefore: 3 },
      { kind: 'anniversary', daysBefore: 0 },
      { kind: 'tag-joined', tag: 'VIP' },
      { kind: 'called' },
    ]
    for (const trigger of triggers) {
      expect(parseTrigger(JSON.parse(JSON.stringify(trigger)))).toEqual(trigger)
      expect(triggerKindOf(trigger).kind).toBe(trigger.kind)
    }
  })
})
