// Ours and the peers, each learned from the train part, each asked about the same events.
import type { Forecast } from '../../../app/domain/replenish/forecast.ts'
import { nextOrder } from '../../../app/domain/replenish/next-order.ts'
import { dateAfter } from '../../../app/domain/replenish/order-days.ts'
import { learnRhythms, type Rhythms } from '../../../app/domain/replenish/rhythms.ts'
import { type BgNbd, type Buyer, fitBgNbd, orderWithin } from './bg-nbd.ts'
import { type Guess, mean } from './metrics.ts'
import { cappedDays, type WhenEvent, type WhenTrial, waited, withinDays } from './protocol.ts'

const weekDays = 7
const intervalEnds = { low: 0.1, high: 0.9 }

/** How well the interval of eight in ten holds. */
export interface Coverage {
  /** Of all events: the share whose wait, capped at H, lies in the interval of the capped wait. At least 0.8 is right. */
  capped: number
  /** Of waits that ended while there was data: the share that the interval that the product states holds. */
  returned: number
  /** What our own forecast says that share must be: 0.8 but for waits that outlast the data. */
  returnedExpected: number
}

/** What the product says: `nextOrder` at the beginning of the day of each event. */
export function ours({ train, splitDay, events }: WhenTrial) {
  const learned = learnRhythms(train, splitDay)
  // Of a first order in a shop where nobody came back the product is silent; the protocol asks all the same.
  const rhythms = { ...learned, repeats: Math.max(1, learned.repeats) }
  const forecasts = events.map(({ days }) => forecastAt(rhythms, days))
  const guesses = forecasts.map(
    ({ withinDays: within }): Guess => ({ within: within(withinDays), days: pointOf(within) }),
  )
  return { guesses, coverage: coverageOf(events, forecasts) }
}

function forecastAt(rhythms: Rhythms, days: readonly number[]): Forecast {
  const moments = days.map((day) => dateAfter(day, 0))
  const forecast = nextOrder(rhythms, moments, dateAfter(days.at(-1) ?? 0, 0))
  if (!forecast) throw new Error('Every event must have a forecast.')
  return forecast
}

/** The wait's median: the first day by which it ended with even odds, at most H. It is what mean absolute error rewards. */
export function pointOf(withinOf: (days: number) => number, share = 0.5): number {
  for (let day = 1; day < cappedDays; day++) if (withinOf(day) >= share) return day
  return cappedDays
}

/** BG/NBD as of T, with both points that can be made of it: the median and the expected wait, each capped at H. */
export function bgNbd({ train, splitDay, events }: WhenTrial) {
  const fitted = fitBgNbd(train.map((days) => buyerAt(days, splitDay - 1)))
  const guesses = events.map(({ days }) => bgNbdGuess(fitted.parameters, buyerAt(days, days.at(-1) ?? 0)))
  return {
    ...fitted,
    median: guesses.map(({ within, median }): Guess => ({ within, days: median })),
    expected: guesses.map(({ within, expected }): Guess => ({ within, days: expected })),
  }
}

/** A customer as BG/NBD sees them on a day. */
export function buyerAt(days: readonly number[], day: number): Buyer {
  const first = days[0] ?? day
  return {
    repeats: days.length - 1,
    lastWeeks: ((days.at(-1) ?? first) - first) / weekDays,
    ageWeeks: (day - first) / weekDays,
  }
}

function bgNbdGuess(parameters: BgNbd, buyer: Buyer) {
  const withinOf = (days: number) => orderWithin(parameters, buyer, days / weekDays)
  const lastingDays = Array.from(
    { length: cappedDays },
    (_, day) => 1 - (withinOf(day) + withinOf(day + 1)) / 2,
  )
  return {
    within: withinOf(withinDays),
    median: pointOf(withinOf),
    expected: lastingDays.reduce((sum, each) => sum + each, 0),
  }
}

/** Says of everybody what was so of the train part's waits that could be followed for H days. */
export function usualWait({ train, splitDay, events }: WhenTrial): Guess[] {
  const waits = train.flatMap((days) =>
    days
      .filter((day) => day < splitDay - cappedDays)
      .map((day, place) => Math.min(cappedDays, (days[place + 1] ?? Number.POSITIVE_INFINITY) - day)),
  )
  const rising = waits.toSorted((one, other) => one - other)
  const within = mean(waits.map((days) => (days <= withinDays ? 1 : 0)))
  return events.map(() => ({ within, days: rising[Math.floor(rising.length / 2)] ?? cappedDays }))
}

/** How well the stated intervals hold. */
export function coverageOf(events: readonly WhenEvent[], forecasts: readonly Forecast[]): Coverage {
  const capped = events.map((event, place) => {
    const within = forecasts[place]?.withinDays ?? (() => 0)
    return isIn(waited(event), pointOf(within, intervalEnds.low), pointOf(within, intervalEnds.high))
  })
  let [held, ended, holding, ending] = [0, 0, 0, 0]
  events.forEach(({ nextDays, followedDays }, place) => {
    const forecast = forecasts[place]
    if (!forecast) return
    const { withinDays: within, everyFromDays: from, everyUntilDays: until } = forecast
    ended += nextDays === undefined ? 0 : 1
    held += nextDays !== undefined && isIn(nextDays, from, until) === 1 ? 1 : 0
    ending += within(followedDays)
    holding += Math.max(0, within(Math.min(until, followedDays)) - within(from - 1))
  })
  return {
    capped: mean(capped),
    returned: held / Math.max(1, ended),
    returnedExpected: holding / Math.max(1e-9, ending),
  }
}

function isIn(days: number, from: number, until: number): number {
  return days >= from && days <= until ? 1 : 0
}
