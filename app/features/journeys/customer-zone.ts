import { momentIn, usableTimeZone } from '../../domain/time-zone.ts'

/** Moments of a year at which zones that differ at all show different clocks. */
const seasons = [
  '2026-01-15T12:00:00Z',
  '2026-04-15T12:00:00Z',
  '2026-07-15T12:00:00Z',
  '2026-10-15T12:00:00Z',
]

const known = new Map<string, string | undefined>()

/**
 * The time zone of a customer: the one of their country where all its clocks show the same the whole year round, else
 * the shop's. Which zones a country has says the Unicode CLDR that comes with Node; there is no guess among several.
 */
export function zoneOf(countryCode: string | null, shopZone: string): string {
  if (countryCode === null || !/^[A-Z]{2}$/.test(countryCode)) return shopZone
  if (!known.has(countryCode)) known.set(countryCode, onlyZoneOf(countryCode))
  return known.get(countryCode) ?? shopZone
}

/** TypeScript does not know it yet, and older engines have it as a property. */
interface ZonedLocale extends Intl.Locale {
  getTimeZones?: () => string[] | undefined
  timeZones?: string[]
}

function onlyZoneOf(countryCode: string): string | undefined {
  const locale = new Intl.Locale(`und-${countryCode}`) as ZonedLocale // Each of its own members may be missing.
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? []
  const [first] = zones
  if (first === undefined) return undefined
  const clocks = new Set(zones.map(clocksOf))
  return clocks.size === 1 ? usableTimeZone(first) : undefined
}

function clocksOf(zone: string): string {
  return seasons.map((at) => JSON.stringify(momentIn(new Date(at), usableTimeZone(zone)))).join()
}
