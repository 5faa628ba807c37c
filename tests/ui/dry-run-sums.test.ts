import { expect, test } from 'vitest'
import { simulateCustomer } from '../../app/domain/journeys/simulate.ts'
import { newTally } from '../../app/domain/journeys/simulate-counts.ts'
import { addCustomer, reportOf } from '../../app/domain/journeys/simulate-tally.ts'
import { atOnceLines, endedLines, refusedLines } from '../../app/ui/journeys/dry-run/counted.tsx'
import { ago, aJourney, aPastCustomer, aPastOrder, aSimulation, message, waitDays } from '../support/past.ts'

test('counts everybody at the steps they came to: the sums are those of all who began', () => {
  const reentry = { kind: 'after', days: 2 }
  const exits = { onOrder: true, onRefund: true }
  const simulation = aSimulation(aJourney([waitDays('pause', 7), message('ask')], { exits, reentry }))
  const again = aPastCustomer(1, [aPastOrder(1, 100), aPastOrder(2, 97)])
  const back = aPastCustomer(2, [aPastOrder(3, 100, { refunds: [{ at: ago(98), minor: 200 }] })])
  const unreached = aPastCustomer(3, [aPastOrder(4, 100)], {
    reach: { page: 'open', email: 'no-consent', klaviyo: 'not-connected', flow: 'not-connected' },
  })
  const twice = aPastCustomer(4, [aPastOrder(5, 50), aPastOrder(6, 49)])
  const tally = newTally(simulation)
  for (const each of [again, back, unreached, twice])
    addCustomer(tally, simulation, each, simulateCustomer(simulation, each))
  const { walks, steps } = reportOf(tally, simulation, { guestOrders: 0, everyNth: 1 })
  expect(walks).toMatchObject({ fired: 6, entered: 5, endedAtOnce: { unsubscribed: 1 } })
  expect(steps).toMatchObject({ pause: { came: 4, passed: 1 }, ask: { came: 1, passed: 1 } })
  const lines = [...endedLines(walks), ...refusedLines(walks)]
  expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(walks.fired)
  const [first] = Object.values(steps)
  const atOnce = atOnceLines(walks).reduce((sum, { count }) => sum + count, 0)
  expect((first?.came ?? 0) + atOnce).toBe(walks.entered)
})
