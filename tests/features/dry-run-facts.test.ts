import { beforeEach, expect, test } from 'vitest'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import { learnNeedRhythms } from '../../app/domain/replenish/need-rhythms.ts'
import { learnRhythms } from '../../app/domain/replenish/rhythms.ts'
import { pastPages } from '../../app/features/journeys/dry-run-pages.ts'
import { prepareDryRun } from '../../app/features/journeys/dry-run-simulation.ts'
import { forgetRhythms, predictFor } from '../../app/features/journeys/predict.ts'
import { inShopHot } from '../../app/store/database.server.ts'
import { writeRhythms } from '../../app/store/rhythms.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { aLine } from '../support/payloads.ts'
import { aDefinition, days } from '../support/walks.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const gaps = [0, 20, 41, 60]

async function buys(who: number, daysAgo: number, products: number[]): Promise<void> {
  const at = days(-daysAgo)
  const id = who * 1_000 + daysAgo
  const lines = products.map((each, place) => aLine(each, { id: id * 10 + place, quantity: 1 + (each % 2) }))
  await payOrder({ id, line_items: lines }, { by: who, at })
}

// A dry run that foresaw something else than the engine would show a merchant walks that never come.
test('what a dry run foresees at this moment is what a real journey would', async () => {
  for (const who of [1, 2, 3, 4, 5, 6]) {
    for (const gap of gaps.slice(0, 1 + (who % 4))) await buys(who, 80 - gap + who, who % 2 ? [1, 2] : [2, 3])
  }
  const today = Math.floor(noon.getTime() / 86_400_000)
  const orders = learnRhythms(
    [[1, 21, 42], [3, 30], [9]].map((past) => past.map((day) => today - 90 + day)),
    today,
  )
  const needs = learnNeedRhythms([], today)
  const prices = { lowMinor: 500, highMinor: 900 }
  await inShopHot(shop, (db) => writeRhythms(db, { orders, needs, prices }, noon))
  forgetRhythms()

  const ids = [1, 2, 3, 4, 5, 6].map((n) => customer(n))
  const real = await inShopHot(shop, (db) => predictFor(db, shop, ids, noon))
  const band = { kind: 'test', test: { field: 'customer.priceBand', is: 'one-of', values: ['low'] } }
  const parsed = parseJourney(
    aDefinition({ trigger: { kind: 'replenishment-due', productId: undefined, leadDays: 3 }, entry: band }),
  )
  if (parsed.kind === 'refused') throw new Error('Not a journey.')
  const journey = { journeyId: 'j', definition: parsed.definition }
  const prepared = await inShopHot(shop, (db) => prepareDryRun(db, journey, noon))
  if (!prepared) throw new Error('The shop is there.')
  const seen: string[] = []
  for await (const customers of pastPages(shop, prepared, 1))
    for (const past of customers) {
      const {
        quietAt,
        needs: needed,
        daysToNextOrder,
        presence,
        priceBand,
      } = prepared.simulation.foresee(past.orders, noon)
      const own = real.get(past.id)
      expect({ quietAt, daysToNextOrder, presence, priceBand }).toEqual({ ...own, needs: undefined })
      const byProduct = (one: { productId: string }, other: { productId: string }) =>
        one.productId < other.productId ? -1 : 1
      expect([...needed].sort(byProduct)).toEqual([...(own?.needs ?? [])].sort(byProduct))
      seen.push(
        past.id,
        ...(quietAt ? ['quiet'] : []),
        ...needed.map(() => 'need'),
        ...(priceBand ? ['band'] : []),
      )
    }
  for (const each of [...ids, 'quiet', 'need', 'band']) expect(seen).toContain(each)
})
