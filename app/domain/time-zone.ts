/** A day of 24 hours. */
export const dayMs = 86_400_000

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

/** How far a zone's clocks are ahead of UTC at a moment. */
function offsetMs(atMs: number, clocks: Intl.DateTimeFormat): number {
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
