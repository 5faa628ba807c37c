// When a customer needs a product again: the same questions, of products that are bought again and again.

import { isRepeatProduct, repeatEvidence } from '../../../app/domain/recommend/next-need-again.ts'
import { needChanges, noRepeats, type RepeatCounts } from '../../../app/domain/recommend/next-need-learn.ts'
import type { Forecast } from '../../../app/domain/replenish/forecast.ts'
import { learnNeedRhythms, type NeedRhythms } from '../../../app/domain/replenish/need-rhythms.ts'
import { nextNeed } from '../../../app/domain/replenish/next-need.ts'
import { dateAfter } from '../../../app/domain/replenish/order-days.ts'
import { bgNbd, type Coverage, coverageOf, pointOf } from './forecasters.ts'
import { type Guess, type WhenMetrics, whenMetrics } from './metrics.ts'
import { eventsOf, type WhenEvent, type WhenTrial, whenTrial, withinDays } from './protocol.ts'
import type { WhenShop } from './visits.ts'

/** How well the next purchase of a product is foretold. */
export interface NeedComparison {
  name: string
  products: number
  events: number
  quantityPower: number
  coverage: Coverage
  /** By method; ours is called as in the other tables. */
  methods: Record<string, WhenMetrics>
}

/** One product of one customer: pieces by day, over the whole span. */
interface Pair {
  product: string
  quantities: Map<number, number>
  days: number[]
}

interface NeedEvent extends WhenEvent {
  pair: Pair
}

/** Of more pairs evenly so many are looked at: a shop of everything has hundreds of thousands. */
const pairsMax = 20_000

/** Measures one shop whose orders name products; nothing where none of them is bought again and again. */
export function compareNeeds(shop: WhenShop): NeedComparison | undefined {
  if (!shop.hasProducts) return undefined
  const { splitDay } = whenTrial(shop)
  const counts = countsBefore(shop, splitDay)
  const pairs = evenly(
    pairsOf(shop).filter(({ product }) => isRepeatProduct(repeatEvidence(counts.get(product)))),
  )
  const events = pairs.flatMap((pair) =>
    eventsOf(pair.days, splitDay, shop.lastDay).map((event): NeedEvent => ({ ...event, pair })),
  )
  if (events.length === 0) return undefined
  return compared(shop, { pairs, events, counts, splitDay })
}

interface NeedTrial {
  pairs: Pair[]
  events: NeedEvent[]
  counts: ReadonlyMap<string, RepeatCounts>
  splitDay: number
}

function compared({ name }: WhenShop, { pairs, events, counts, splitDay }: NeedTrial): NeedComparison {
  const rhythms = learnNeedRhythms(
    pairs.map(({ product, quantities }) => ({
      purchases: [...quantities].map(([day, quantity]) => ({ day, quantity })),
      counts: counts.get(product) ?? noRepeats,
    })),
    splitDay,
  )
  const forecasts = events.map((event) => forecastAt(event, rhythms, counts))
  const guesses = forecasts.map(
    ({ withinDays: within }): Guess => ({ within: within(withinDays), days: pointOf(within) }),
  )
  const train = pairs
    .map(({ days }) => days.filter((day) => day < splitDay))
    .filter(({ length }) => length > 0)
  const trial: WhenTrial = { name, splitDay, train, events }
  return {
    name,
    products: new Set(pairs.map(({ product }) => product)).size,
    events: events.length,
    quantityPower: rhythms.quantityPower,
    coverage: coverageOf(events, forecasts),
    methods: {
      'product, mean gap': whenMetrics(
        events,
        events.map((event) => exponential(event, counts)),
      ),
      'BG/NBD, median': whenMetrics(events, bgNbd(trial).median),
      Encore: whenMetrics(events, guesses),
    },
  }
}

function forecastAt({ pair, days }: NeedEvent, rhythms: NeedRhythms, counts: NeedTrial['counts']): Forecast {
  const purchases = days.map((day) => ({ at: dateAfter(day, 0), quantity: pair.quantities.get(day) ?? 1 }))
  const now = dateAfter(days.at(-1) ?? 0, 0)
  const forecast = nextNeed(rhythms, purchases, counts.get(pair.product) ?? noRepeats, now)
  if (!forecast) throw new Error('Every event of a repeat product must have a forecast.')
  return forecast
}

/** What the kept counts alone say: so many of those who could came back, after a mean gap, evenly over time. */
function exponential({ pair }: NeedEvent, counts: NeedTrial['counts']): Guess {
  const { returned, repeaters, repeats, gapDays } = counts.get(pair.product) ?? noRepeats
  const share = repeaters / Math.max(1, returned)
  const within = (days: number) => share * -Math.expm1((-days * repeats) / Math.max(1, gapDays))
  return { within: within(withinDays), days: pointOf(within) }
}

function countsBefore({ orders }: WhenShop, splitDay: number): Map<string, RepeatCounts> {
  const known = orders
    .filter(({ day }) => day < splitDay)
    .map(({ orderId, customer, day, products }) => ({
      orderId,
      customerId: customer,
      atMs: dateAfter(day, 0).getTime(),
      productIds: [...products.keys()],
    }))
  return new Map(needChanges([], known).products.map((change) => [change.productId, change]))
}

function pairsOf({ orders }: WhenShop): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const { customer, day, products } of orders)
    for (const [product, quantity] of products) {
      const key = `${customer} ${product}`
      const pair = pairs.get(key) ?? { product, quantities: new Map(), days: [] }
      pairs.set(key, pair)
      pair.quantities.set(day, (pair.quantities.get(day) ?? 0) + quantity)
    }
  const inOrder = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair)
  for (const pair of inOrder) pair.days = [...pair.quantities.keys()].sort((one, other) => one - other)
  return inOrder
}

function evenly(pairs: Pair[]): Pair[] {
  const every = Math.ceil(pairs.length / pairsMax)
  return every > 1 ? pairs.filter((_, place) => place % every === 0) : pairs
}
