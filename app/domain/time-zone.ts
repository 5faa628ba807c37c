const dayMs = 86_400_000

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
  const local = now.getTime() + offsetMs(now.getTime(), timeZone)
  const midnight = Math.floor(local / dayMs) * dayMs
  const early = midnight - offsetMs(midnight - dayMs, timeZone)
  const start = midnight - offsetMs(early, timeZone)
  const isSkipped = start + offsetMs(start, timeZone) < midnight
  return new Date(isSkipped ? midnight - offsetMs(midnight - dayMs, timeZone) : start)
}

/** How far the zone's clocks are ahead of UTC at a moment. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs)
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
