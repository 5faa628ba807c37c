/** A day of 24 hours. */
export const dayMs = 86_400_000

/** An hour of 60 minutes. */
export const hourMs = 3_600_000

/** The IANA zone, if it is one; UTC otherwise. */
export function usableTimeZone(zone: string | null | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/**
 * The moment at which the day of `now` began in the zone. Where clocks jump over midnight it is the first moment of
 * that day. The zone must be one (see `usableTimeZone`).
 */
export function startOfDay(now: Date, timeZone: string): Date {
  const clocks = clocksOf(timeZone)
  const local = now.getTime() + offsetMs(now.getTime(), clocks)
  const midnight = Math.floor(local / dayMs) * dayMs
  const early = midnight - offsetMs(midnight - dayMs, clocks)
  const start = midnight - offsetMs(early, clocks)
  const isSkipped = start + offsetMs(start, clocks) < midnight
  return new Date(isSkipped ? midnight - offsetMs(midnight - dayMs, clocks) : start)
}

/** A moment as the clocks and calendars of a zone show it. */
export interface LocalMoment {
  /** 1 is Monday, 7 Sunday. */
  weekday: number
  /** 0 to 23. */
  hour: number
  /** `2026-11-22`. */
  date: string
}

/** A moment in the zone, which must be one. */
export function momentIn(at: Date, timeZone: string): LocalMoment {
  const local = new Date(at.getTime() + offsetMs(at.getTime(), clocksOf(timeZone)))
  return {
    weekday: ((local.getUTCDay() + 6) % 7) + 1,
    hour: local.getUTCHours(),
    date: local.toISOString().slice(0, 10),
  }
}

/**
 * The moment at which clocks and calendars of the zone show this hour of this day, `2026-11-22`: where they skip it the
 * next moment there is, where they show it twice the first. The zone and the day must be real.
 */
export function momentAt(date: string, hour: number, timeZone: string): Date {
  return whenClocksShow(Date.parse(`${date}T00:00:00Z`) + hour * hourMs, timeZone)
}

/** The same time of day so many days later by the zone's clocks, as `momentAt` finds it. */
export function daysLater(at: Date, days: number, timeZone: string): Date {
  const local = at.getTime() + offsetMs(at.getTime(), clocksOf(timeZone))
  return days === 0 ? at : whenClocksShow(local + days * dayMs, timeZone)
}

/** The day so many days after this one, as `2026-11-22`; before it where `days` is negative. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Whole days from one moment to a later one; 0 where it is not later. */
export function daysBetween(earlier: Date, later: Date): number {
  return Math.max(0, Math.floor((later.getTime() - earlier.getTime()) / dayMs))
}

/** The first moment whose local time, counted as if it were UTC, is this one or else the next that clocks show. */
function whenClocksShow(local: number, timeZone: string): Date {
  const clocks = clocksOf(timeZone)
  // No zone changes its clocks twice within two days, so it is one of these where it is shown at all.
  const times = [local - offsetMs(local - dayMs, clocks), local - offsetMs(local + dayMs, clocks)]
  const [early = local, late = local] = times.sort((a, b) => a - b)
  for (const time of [early, late]) if (time + offsetMs(time, clocks) === local) return new Date(time)
  return new Date(firstAfter(early, late, (time) => time + offsetMs(time, clocks) > local))
}

/** The first millisecond between two at which it is so, where it is so from some on; the later where it never is. */
function firstAfter(early: number, late: number, isSo: (time: number) => boolean): number {
  let [low, high] = [early, late]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isSo(middle)) high = middle
    else low = middle + 1
  }
  return high
}

/** The days of moments in the zone, each as a whole number: the day after has the next. The zone must be one. */
export function dayNumbers(moments: Date[], timeZone: string): number[] {
  const clocks = clocksOf(timeZone)
  return moments.map((at) => Math.floor((at.getTime() + offsetMs(at.getTime(), clocks)) / dayMs))
}

const clocksMade = new Map<string, Intl.DateTimeFormat>()

/** Costs far more to make than to ask, so each zone's are made once. There are a few hundred zones. */
function clocksOf(timeZone: string): Intl.DateTimeFormat {
  const made = clocksMade.get(timeZone) ?? makeClocks(timeZone)
  clocksMade.set(timeZone, made)
  return made
}

function makeClocks(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}

/** By zone, how far its clocks are ahead as each day of UTC begins: a simulated year asks for the same days again. */
const dayOffsets = new WeakMap<Intl.DateTimeFormat, Map<number, number>>()
const dayOffsetsMax = 5_000

/** How far a zone's clocks are ahead of UTC at a moment. No zone changes its clocks twice within two days. */
function offsetMs(atMs: number, clocks: Intl.DateTimeFormat): number {
  const day = Math.floor(atMs / dayMs)
  const begin = dayOffsetMs(day, clocks)
  return begin === dayOffsetMs(day + 1, clocks) ? begin : readOffsetMs(atMs, clocks)
}

function dayOffsetMs(day: number, clocks: Intl.DateTimeFormat): number {
  const known = dayOffsets.get(clocks) ?? new Map<number, number>()
  const found = known.get(day)
  if (found !== undefined) return found
  const offset = readOffsetMs(day * dayMs, clocks)
  if (known.size >= dayOffsetsMax) known.clear()
  dayOffsets.set(clocks, known.set(day, offset))
  return offset
}

function readOffsetMs(atMs: number, clocks: Intl.DateTimeFormat): number {
  const parts = clocks.formatToParts(atMs)
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(atMs / 1000) * 1000
}
