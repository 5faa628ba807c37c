import { describe, expect, test } from 'vitest'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { simulateCustomer } from '../../app/domain/journeys/simulate.ts'
import { newTally } from '../../app/domain/journeys/simulate-counts.ts'
import {
  nothingForeseen,
  type PastCustomer,
  type Simulation,
} from '../../app/domain/journeys/simulate-past.ts'
import { addCustomer, reportOf } from '../../app/domain/journeys/simulate-tally.ts'
import {
  ago,
  aJourney,
  aPastCustomer,
  aPastOrder,
  aSimulation,
  message,
  today,
  waitDays,
} from '../support/past.ts'

/** What would have been said of these customers. */
function reported(simulation: Simulation, customers: PastCustomer[]) {
  const tally = newTally(simulation)
  for (const customer of customers)
    addCustomer(tally, simulation, customer, simulateCustomer(simulation, customer))
  return reportOf(tally, simulation, { guestOrders: 0, everyNth: 1 })
}

/** What each walk passed, and how many days before today. */
const told = (simulation: Simulation, customer: PastCustomer) =>
  simulateCustomer(simulation, customer).map(({ passed }) =>
    passed.map(({ at, stepId, passed: what }) => [
      (today.getTime() - at.getTime()) / 86_400_000,
      stepId,
      'why' in what ? `${what.kind} ${what.why}` : what.kind,
    ]),
  )

const aWeekLater = aJourney([waitDays('pause', 7), message('ask')])

describe('a walk over the past', () => {
  test('reminds of what runs out in one week once, as the engine does', () => {
    const products = [1, 2, 3].map((n) => `gid://shopify/Product/${n}` as const)
    const trigger = { kind: 'replenishment-due', productId: null, leadDays: 0 }
    const simulation = aSimulation(aJourney([message('soon', { template: 'running-out' })], { trigger }), {
      foresee: (orders) => ({
        ...nothingForeseen,
        needs: orders.flatMap(({ id, paidAt }) =>
          products.map((productId, n) => {
            const dueAt = new Date(paidAt.getTime() + (30 + 5 * n) * 86_400_000)
            return { productId, orderId: id, dueAt }
          }),
        ),
      }),
    })
    const report = reported(simulation, [aPastCustomer(1, [aPastOrder(1, 100)])])
    expect(report).toMatchObject({
      walks: { fired: 3, entered: 2, refused: { toldTogether: 1 } },
      touches: { went: 2 },
    })
  })

  test('takes each step at its time, and stops at today', () => {
    const simulation = aSimulation(aWeekLater)
    const customer = aPastCustomer(1, [aPastOrder(1, 400), aPastOrder(2, 100), aPastOrder(3, 3)])
    expect(told(simulation, customer)).toEqual([
      [
        [93, 'pause', 'waited'],
        [93, 'ask', 'touched'],
      ],
      [],
    ])
    expect(reported(simulation, [customer])).toMatchObject({
      orders: 2,
      customers: 1,
      walks: { fired: 2, entered: 2, customers: 1, orders: 2, ended: { completed: 1 }, underWay: 1 },
      touches: { went: 1, customers: 1, byChannel: { email: 1 } },
      steps: { pause: { came: 2, passed: 1 }, ask: { came: 1, passed: 1, went: 1, held: 0 } },
    })
  })

  test('knows nothing of an order, a refund or a delivery that had not come yet', () => {
    const whenTwo = { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 2 } }
    const branch = {
      kind: 'branch',
      id: 'fork',
      ways: [{ name: 'two', when: whenTwo, steps: [] }],
      otherwise: [],
    }
    const simulation = aSimulation(aJourney([waitDays('pause', 7), branch]))
    const lanes = (orders: PastCustomer['orders']) =>
      simulateCustomer(simulation, aPastCustomer(1, [...orders])).map(
        ({ passed }) => passed[1]?.passed.kind === 'branched' && passed[1].passed.lane,
      )
    expect(lanes([aPastOrder(1, 100), aPastOrder(2, 92)])).toEqual(['otherwise', 'two'])
    // Nobody walks it twice at once: the second order begins nothing.
    expect(lanes([aPastOrder(1, 100), aPastOrder(2, 94)])).toEqual(['two', false])
    const cancelled = aPastOrder(2, 94, { cancelledAt: ago(93.5) })
    expect(lanes([aPastOrder(1, 100), cancelled])[0]).toBe('otherwise')
    const refunded = aPastOrder(2, 94, { refunds: [{ at: ago(93.5), minor: 1_000 }] })
    expect(lanes([aPastOrder(1, 100), refunded])[0]).toBe('otherwise')
    const later = aPastOrder(2, 94, { cancelledAt: ago(92), refunds: [{ at: ago(92), minor: 1_000 }] })
    expect(lanes([aPastOrder(1, 100), later])[0]).toBe('two')
    const partly = aPastOrder(2, 94, { refunds: [{ at: ago(93.5), minor: 400 }] })
    expect(lanes([aPastOrder(1, 100), partly])[0]).toBe('two')
  })

  test('ends with what was bought or refunded meanwhile, where the journey says so', () => {
    const exits = { onOrder: true, onRefund: true }
    const simulation = aSimulation(aJourney([waitDays('pause', 7), message('ask')], { exits }))
    const again = aPastCustomer(1, [aPastOrder(1, 100), aPastOrder(2, 97)])
    const back = aPastCustomer(2, [aPastOrder(3, 100, { refunds: [{ at: ago(98), minor: 200 }] })])
    expect(reported(simulation, [again, back])).toMatchObject({
      walks: { entered: 3, ended: { bought: 1, refunded: 1, completed: 1 } },
      touches: { went: 1 },
    })
  })

  test('wakes for what it waits for, at the moment that it happens', () => {
    const waitFor = {
      kind: 'wait-for',
      id: 'arrival',
      what: { kind: 'order-delivered' },
      limit: { amount: 10, unit: 'days' },
      happened: [message('ask')],
      ranOut: [],
    }
    const simulation = aSimulation(aJourney([waitFor]))
    const of = (daysAgo: number | undefined) =>
      told(
        simulation,
        aPastCustomer(1, [aPastOrder(1, 100, { deliveredAt: daysAgo ? ago(daysAgo) : undefined })]),
      )
    expect(of(95.5)).toEqual([
      [
        [95.5, 'arrival', 'waited'],
        [95.5, 'ask', 'touched'],
      ],
    ])
    expect(of(85)).toEqual([[[90, 'arrival', 'waited']]])
    expect(of(undefined)).toEqual([[[90, 'arrival', 'waited']]])
  })

  test('begins with an arrival when the carrier tells, and else after the usual days', () => {
    const simulation = aSimulation(aJourney([message('ask')], { trigger: { kind: 'order-delivered' } }))
    const sent = { fulfilledAt: ago(99) }
    expect(told(simulation, aPastCustomer(1, [aPastOrder(1, 100, sent)]))).toEqual([[[95, 'ask', 'touched']]])
    const arrived = aPastOrder(1, 100, { ...sent, deliveredAt: ago(97) })
    expect(told(simulation, aPastCustomer(1, [arrived]))).toEqual([[[97, 'ask', 'touched']]])
    const late = aPastOrder(1, 100, { ...sent, deliveredAt: ago(90) })
    expect(told(simulation, aPastCustomer(1, [late]))).toEqual([[[95, 'ask', 'touched']]])
  })

  test('begins what was foreseen when the year began, and moves what changed since', () => {
    const trigger = { kind: 'quiet' }
    // Quiet forty days after the latest order.
    const foresee: Simulation['foresee'] = (orders) => {
      const latest = orders.at(-1)
      return { ...nothingForeseen, quietAt: latest && new Date(latest.paidAt.getTime() + 40 * 86_400_000) }
    }
    const simulation = aSimulation(aJourney([message('miss')], { trigger }), { foresee })
    const before = aPastCustomer(1, [aPastOrder(1, 390), aPastOrder(2, 380)])
    expect(told(simulation, before)).toEqual([[[340, 'miss', 'touched']]])
    expect(told(simulation, aPastCustomer(1, [aPastOrder(1, 420)]))).toEqual([])
    const came = aPastCustomer(2, [aPastOrder(1, 100), aPastOrder(2, 80)])
    expect(told(simulation, came)).toEqual([[], [[40, 'miss', 'touched']]])
    expect(reported(simulation, [before, came])).toMatchObject({
      walks: { fired: 3, entered: 2, refused: { noLongerDue: 1 } },
      takenAsToday: ['consent', 'predictions', 'other-journeys'],
    })
  })

  test('comes round every year with a day of the year', () => {
    const trigger = { kind: 'anniversary', daysBefore: 0 }
    const simulation = aSimulation(aJourney([message('thanks', { topic: 'thanks' })], { trigger }), {
      from: ago(800),
    })
    const walks = told(simulation, aPastCustomer(1, [aPastOrder(1, 1_000), aPastOrder(2, 300)]))
    expect(walks.flatMap((walk) => walk.map(([days]) => Math.ceil(Number(days))))).toEqual([635, 270])
  })
})

describe('the budget in a walk over the past', () => {
  test('holds what a real contact left no room for, and says for how long', () => {
    const policy = { weekMax: 1, monthMax: 5, quietFromHour: 0, quietUntilHour: 0, helpFirstDays: 7 }
    const simulation = aSimulation(aWeekLater, { shop: { policy } })
    const customer = aPastCustomer(1, [aPastOrder(1, 100), aPastOrder(2, 87)], {
      contacts: [ago(95), ago(1)],
    })
    expect(told(simulation, customer).map((walk) => walk.at(-1))).toEqual([
      [88, 'ask', 'touched'],
      [80, 'ask', 'touched'],
    ])
    expect(reported(simulation, [customer])).toMatchObject({
      steps: { ask: { came: 2, went: 2, held: 1, dropped: 0 } },
      budget: { held: 1, heldThenWent: 1, holds: { 'shop-cap-week': { times: 1, days: 5 } } },
    })
  })

  test('counts a hold that a walk left early as long as it was meant to be', () => {
    const policy = { weekMax: 1, monthMax: 5, quietFromHour: 0, quietUntilHour: 0, helpFirstDays: 7 }
    const journey = aJourney([message('ask')], { exits: { onOrder: true, onRefund: false } })
    const simulation = aSimulation(journey, { shop: { policy } })
    const customer = aPastCustomer(1, [aPastOrder(1, 100), aPastOrder(2, 98)], { contacts: [ago(101)] })
    const { budget, walks } = reported(simulation, [customer])
    expect(walks.ended).toMatchObject({ bought: 1 })
    // Six days of the first walk, though it left after two; four of the second.
    expect(budget.holds['shop-cap-week']).toEqual({ times: 2, days: 10 })
  })

  test('drops with its reason, and says what held what came too late', () => {
    const simulation = aSimulation(aJourney([message('ask', { validDays: 2, topic: 'offers' })]))
    const orders = [aPastOrder(1, 100)]
    const full = [ago(101), ago(102)]
    const report = reported(simulation, [
      aPastCustomer(1, orders, { contacts: full }),
      aPastCustomer(2, orders, { preferences: { ...noPreferences, neverAt: ago(200) } }),
      aPastCustomer(3, orders, {
        preferences: { ...noPreferences, neverAt: ago(20), pausedUntil: ago(-50) },
      }),
      aPastCustomer(4, orders, {
        reach: { page: 'open', email: 'no-consent', klaviyo: 'open', flow: 'open' },
      }),
    ])
    expect(report).toMatchObject({
      touches: { went: 1, customers: 1 },
      walks: { ended: { completed: 2, unsubscribed: 2 } },
      budget: { dropped: { 'too-late': 1 }, tooLateFor: { 'shop-cap-week': 1 } },
    })
  })

  test('leaves those alone who are held out', () => {
    const simulation = aSimulation(aJourney([message('ask')]), { shop: { holdoutPercent: 50 } })
    const report = reported(
      simulation,
      Array.from({ length: 200 }, (_, n) => aPastCustomer(n, [aPastOrder(n, 50)])),
    )
    expect(report.budget.dropped['held-out']).toBe(200 - report.touches.went)
    expect(report.touches.went).toBeGreaterThan(70)
    expect(report.touches.went).toBeLessThan(130)
  })

  test('waits out a refund, but not with help', () => {
    const journey = aJourney([message('offer', { topic: 'offers' }), message('help')])
    const order = aPastOrder(1, 100, { refunds: [{ at: ago(100), minor: 100 }] })
    expect(told(aSimulation(journey), aPastCustomer(1, [order]))).toEqual([
      [
        [93, 'offer', 'touched'],
        [93, 'help', 'touched'],
      ],
    ])
  })
})

describe('the report', () => {
  test('says plainly why nobody would have entered', () => {
    const buys = aPastCustomer(1, [aPastOrder(1, 100)])
    const empty = (change: object, customers: PastCustomer[]) =>
      reported(aSimulation(aJourney([message('ask')], change)), customers).emptyBecause
    const never = { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 99 } }
    expect(empty({}, [])).toBe('no-orders')
    expect(empty({}, [buys])).toBeUndefined()
    expect(empty({ entry: never }, [buys])).toBe('condition')
    expect(empty({ trigger: { kind: 'refund' } }, [buys])).toBe('never-fired')
    expect(empty({ trigger: { kind: 'tag-joined', tag: 'vip' } }, [buys])).toBe('cannot-tell')
    expect(empty({ trigger: { kind: 'called' } }, [buys])).toBe('cannot-tell')
    const cancelled = aPastCustomer(1, [aPastOrder(1, 100, { cancelledAt: ago(100) })])
    expect(empty({}, [cancelled])).toBe('not-due')
  })

  test('counts by week from the first to the last, and what it would cost at most', () => {
    const offer = { result: { kind: 'encore' }, incentive: { kind: 'percentage', percent: 10 }, itemsMax: 1 }
    const journey = aJourney([waitDays('pause', 7), message('ask', { offer })])
    const costs = [300, undefined]
    const simulation = aSimulation(journey, { costMinor: () => costs.pop() })
    const customers = [0.1, 8, 364.9, 370].map((days, n) => aPastCustomer(n, [aPastOrder(n, days)]))
    const { weeks, cost } = reported(simulation, customers)
    expect(weeks).toHaveLength(53)
    expect(weeks[0]).toEqual({ from: ago(365).toISOString(), entered: 1, touches: 0 })
    expect(weeks[1]).toMatchObject({ entered: 0, touches: 1 })
    expect(weeks.at(-1)).toMatchObject({ entered: 1, touches: 1 })
    expect(weeks.reduce((sum, { entered }) => sum + entered, 0)).toBe(3)
    expect(cost).toEqual({ incentives: 2, atMostMinor: 300, currency: 'EUR', unknown: 1 })
  })

  test('tells ten walks whole, of ten customers, and does not grow with the customers', () => {
    const simulation = aSimulation(aJourney([waitDays('pause', 7), message('ask')]))
    const customers = Array.from({ length: 500 }, (_, n) =>
      aPastCustomer(n, [aPastOrder(2 * n, 300 - n / 2), aPastOrder(2 * n + 1, n % 60)]),
    )
    const report = reported(simulation, customers)
    expect(new Set(report.examples.map(({ customerId }) => customerId)).size).toBe(10)
    expect(report.examples[0]).toMatchObject({
      events: [
        { stepId: 'pause', kind: 'waited', word: 'time' },
        { stepId: 'ask', kind: 'touched' },
      ],
      end: { why: 'completed' },
    })
    expect(JSON.stringify(report).length).toBeLessThan(12_000)
    expect(reported(simulation, [...customers].reverse())).toEqual(report)
  })
})
