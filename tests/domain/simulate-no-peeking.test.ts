import { expect, test } from 'vitest'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { simulateCustomer } from '../../app/domain/journeys/simulate.ts'
import type { PastCustomer, PastOrder, Simulation } from '../../app/domain/journeys/simulate-past.ts'
import { type Random, random } from '../stand-in/world/random.ts'
import { ago, aJourney, aPastCustomer, aPastOrder, aSimulation, message, waitDays } from '../support/past.ts'

const cases = 1_500

const holds = (field: string, is: string, value: number) => ({ kind: 'test', test: { field, is, value } })

/** Any steps, nested at most twice. */
function someSteps(chance: Random, name: string, depth = 0): object[] {
  return Array.from({ length: chance.int(depth > 0 ? 0 : 1, 3) }, (_, place) => {
    const id = `${name}${place}`
    const inner = (lane: string) => (depth < 2 ? someSteps(chance, `${id}${lane}`, depth + 1) : [])
    const what = chance.pick([{ kind: 'order-paid' }, { kind: 'order-delivered' }, { kind: 'refunded' }])
    const field = chance.pick(['customer.orders', 'customer.spentMinor', 'customer.daysSinceOrder'])
    return chance.pick([
      () => waitDays(id, chance.int(1, 40)),
      () =>
        message(id, { topic: chance.pick(['help', 'offers', 'reminders']), validDays: chance.int(1, 20) }),
      () => ({ kind: 'wait-until', id, until: { kind: 'hour', hour: chance.int(0, 23) } }),
      () => ({
        ...{ kind: 'wait-for', id, what, limit: { amount: chance.int(1, 30), unit: 'days' } },
        ...{ happened: inner('h'), ranOut: inner('r') },
      }),
      () => ({
        ...{ kind: 'branch', id, otherwise: inner('o') },
        ways: [{ name: 'way', when: holds(field, 'at-least', chance.int(1, 3_000)), steps: inner('w') }],
      }),
    ])()
  })
}

function someJourney(chance: Random): object {
  const exits = { onOrder: chance.chance(0.3), onRefund: chance.chance(0.5) }
  const trigger = chance.pick([
    { kind: 'order-paid' },
    { kind: 'order-delivered' },
    { kind: 'nth-order', number: 2, orLater: true },
    { kind: 'refund' },
    { kind: 'anniversary', daysBefore: 0 },
  ])
  const reentry = chance.pick([{ kind: 'always' }, { kind: 'never' }, { kind: 'after', days: 30 }])
  return aJourney(someSteps(chance, 's'), { exits, trigger, reentry })
}

function someCustomer(chance: Random): PastCustomer {
  const days = Array.from({ length: chance.int(1, 8) }, () => chance.next() * 500)
  const orders = days
    .sort((one, other) => other - one)
    .map((daysAgo, n) => {
      const later = (share: number, most: number) =>
        chance.chance(share) ? ago(daysAgo - chance.next() * most) : undefined
      const back = later(0.2, 60)
      return aPastOrder(n + 1, daysAgo, {
        cancelledAt: later(0.1, 30),
        fulfilledAt: later(0.8, 4),
        deliveredAt: later(0.6, 20),
        refunds: back ? [{ at: back, minor: chance.int(1, 1_000) }] : [],
      })
    })
  const contacts = Array.from({ length: chance.int(0, 6) }, () => ago(chance.next() * 380))
  const preferences = { ...noPreferences, neverAt: chance.chance(0.1) ? ago(chance.next() * 400) : undefined }
  return aPastCustomer(chance.int(1, 1_000_000), orders, {
    contacts,
    preferences,
    timeZone: chance.pick(['UTC', 'Europe/Berlin', 'Asia/Kathmandu']),
    offersOffAt: chance.chance(0.2) ? ago(chance.next() * 400) : undefined,
  })
}

/** The same customer as they were known at a moment: nothing that came later is there. */
function asOf(customer: PastCustomer, now: Date): PastCustomer {
  const then = (at: Date | undefined) => (at && at <= now ? at : undefined)
  const known = (order: PastOrder): PastOrder => ({
    ...order,
    cancelledAt: then(order.cancelledAt),
    fulfilledAt: then(order.fulfilledAt),
    deliveredAt: then(order.deliveredAt),
    refunds: order.refunds.filter(({ at }) => at <= now),
  })
  return {
    ...customer,
    orders: customer.orders.filter(({ paidAt }) => paidAt <= now).map(known),
    contacts: customer.contacts.filter((at) => at <= now),
    preferences: { ...customer.preferences, neverAt: then(customer.preferences.neverAt) },
    offersOffAt: then(customer.offersOffAt),
  }
}

/** All that happened up to a moment, in words that can be compared. */
function toldUntil(simulation: Simulation, customer: PastCustomer, now: Date): string[] {
  return simulateCustomer(simulation, customer).flatMap(({ enrollment: { id }, passed, touches }) => [
    ...passed.filter(({ at }) => at <= now).map((each) => JSON.stringify({ id, ...each })),
    ...[...touches.values()].flatMap(({ said }) =>
      said.filter(({ at }) => at <= now).map((each) => JSON.stringify({ id, ...each })),
    ),
  ])
}

// Whoever knew the rest of the year could do better than the journey will: the report would be too good to be true.
test('what a dry run says of a day is the same as if the days after it had never been', () => {
  let told = 0
  for (let seed = 0; seed < cases; seed++) {
    const chance = random(seed, 'no peeking')
    const journey = someJourney(chance)
    const customer = someCustomer(chance)
    const cut = ago(chance.next() * 365)
    const whole = toldUntil(aSimulation(journey), customer, cut)
    const then = toldUntil(aSimulation(journey, { until: cut }), asOf(customer, cut), cut)
    expect(then.sort()).toEqual(whole.sort())
    told += whole.length
  }
  expect(told).toBeGreaterThan(2 * cases)
})

test('no step is passed twice in a walk, out of order, or before they entered', () => {
  for (let seed = 0; seed < cases; seed++) {
    const chance = random(seed, 'each once')
    for (const { passed, enrollment } of simulateCustomer(
      aSimulation(someJourney(chance)),
      someCustomer(chance),
    )) {
      expect(new Set(passed.map(({ stepId }) => stepId)).size).toBe(passed.length)
      const times = passed.map(({ at }) => at.getTime())
      expect(times).toEqual([...times].sort((one, other) => one - other))
      const { enteredAt } = enrollment
      if (enteredAt) expect(times[0] ?? enteredAt.getTime()).toBeGreaterThanOrEqual(enteredAt.getTime())
    }
  }
})
