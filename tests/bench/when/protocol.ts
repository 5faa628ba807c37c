// Protocol B: when. What is known before T teaches; every day with an order from T on that can be followed for H days is
// an event, with all of its customer's days up to it as history.
import type { WhenShop } from './visits.ts'

/** H and h, in days. */
export const cappedDays = 90
export const withinDays = 30

const trainShare = 0.6
/** CDNOW's files are split in the middle: of the sample that is 39 weeks, as in the paper. */
const cdnow = { name: /^cdnow/i, trainShare: 0.5 }

/** One event: the customer's days up to and with it, and how long the next order took. */
export interface WhenEvent {
  days: number[]
  /** Whole days to the customer's next day with an order; undefined when none came before the data end. */
  nextDays: number | undefined
  /** Whole days of data after it, at least H. */
  followedDays: number
}

export interface WhenTrial {
  name: string
  /** The first day of the test part. */
  splitDay: number
  /** Each customer's days before it; at least one. */
  train: number[][]
  events: WhenEvent[]
}

/** Splits a shop at T. */
export function whenTrial({ name, customers, firstDay, lastDay }: WhenShop): WhenTrial {
  const share = cdnow.name.test(name) ? cdnow.trainShare : trainShare
  const splitDay = Math.ceil(firstDay + share * (lastDay - firstDay))
  const all = [...customers.values()]
  const train = all.map((days) => days.filter((day) => day < splitDay)).filter((days) => days.length > 0)
  return { name, splitDay, train, events: all.flatMap((days) => eventsOf(days, splitDay, lastDay)) }
}

/** The events of one customer's days. */
export function eventsOf(days: readonly number[], splitDay: number, lastDay: number): WhenEvent[] {
  return days.flatMap((day, place) => {
    if (day < splitDay || day > lastDay - cappedDays) return []
    const next = days[place + 1]
    const nextDays = next === undefined ? undefined : next - day
    return [{ days: days.slice(0, place + 1), nextDays, followedDays: lastDay - day }]
  })
}

/** y: days to the next order, at most H. */
export function waited({ nextDays }: WhenEvent): number {
  return Math.min(nextDays ?? cappedDays, cappedDays)
}
