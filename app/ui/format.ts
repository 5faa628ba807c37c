import { exponentOf, type Money } from '../domain/money.ts'
import { dayMs } from '../domain/time-zone.ts'

/** For whom texts are formatted: dates stand in the shop's time zone, everything in the reader's locale. */
export interface Reader {
  /** An IETF tag that Intl knows. */
  locale: string
  /** An IANA zone that Intl knows. */
  timeZone: string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The amount with its currency, as the reader writes it. */
export function formatMoney({ minor, currency }: Money, { locale }: Reader): string {
  const amount = minor / 10 ** exponentOf(currency)
  return formatter('money', locale, currency, () => {
    return new Intl.NumberFormat(locale, { style: 'currency', currency })
  }).format(amount)
}

/** A whole number with the reader's separators. */
export function formatCount(count: number, { locale }: Reader): string {
  return formatter('count', locale, '', () => new Intl.NumberFormat(locale)).format(count)
}

/** How a moment may be written. */
export type TimeStyle = 'day' | 'long-day' | 'time' | 'moment'

const styles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  'long-day': { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  moment: { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' },
}

/** A moment in the shop's zone. */
export function formatTime(at: Date, style: TimeStyle, { locale, timeZone }: Reader): string {
  return formatter('time', `${locale} ${style}`, timeZone, () => {
    return new Intl.DateTimeFormat(locale, { ...styles[style], timeZone })
  }).format(at)
}

/** The day of a moment in the shop's zone, as `2026-06-15`: two moments of one day have the same. */
export function dayKey(at: Date, { timeZone }: Reader): string {
  return formatter('day', 'en-CA', timeZone, () => {
    return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  }).format(at)
}

/** How long ago, in the largest unit that fits: "2 minutes ago", "yesterday". */
export function formatAgo(at: Date, now: Date, { locale }: Reader): string {
  const ms = Math.max(0, now.getTime() - at.getTime())
  const relative = formatter(
    'ago',
    locale,
    '',
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  )
  if (ms < minuteMs) return relative.format(0, 'minute')
  if (ms < hourMs) return relative.format(-Math.floor(ms / minuteMs), 'minute')
  if (ms < dayMs) return relative.format(-Math.floor(ms / hourMs), 'hour')
  return relative.format(-Math.floor(ms / dayMs), 'day')
}

// Making an Intl formatter costs a thousand times as much as using one.
const formatters = new Map<string, unknown>()
const formattersMax = 200

function formatter<Formatter>(kind: string, a: string, b: string, make: () => Formatter): Formatter {
  const key = `${kind} ${a} ${b}`
  const known = formatters.get(key)
  if (known) return known as Formatter // Stored under this key by the line below, by the same caller.
  if (formatters.size >= formattersMax) formatters.clear()
  const made = make()
  formatters.set(key, made)
  return made
}

/** The first of the wished-for locales that is one, in its proper form; English when none is. */
export function usableLocale(...wished: (string | null | undefined)[]): string {
  for (const tag of wished) {
    try {
      const [locale] = tag ? Intl.DateTimeFormat.supportedLocalesOf(tag) : []
      if (locale) return locale
    } catch {
      // Not a language tag; the next may be.
    }
  }
  return 'en'
}

/** The same text with a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
