import { createContext, useContext } from 'react'
import type { Money } from '../domain/money.ts'
import { formatAgo, formatCount, formatMoney, formatTime, type Reader, type TimeStyle } from './format.ts'

const ReaderContext = createContext<Reader>({ locale: 'en', timeZone: 'UTC' })

export const ReaderProvider = ReaderContext.Provider

/** Who reads: locale and time zone for every number and date of a page. */
export function useReader(): Reader {
  return useContext(ReaderContext)
}

// A browser's Intl data may be newer than the server's: a different space or month name is no reason to redraw the
// page, so each of these leaves the server's text standing when the page comes to life.

/** An amount of money. */
export function Amount({ money }: { money: Money }) {
  return (
    <span className="encore-number" suppressHydrationWarning>
      {formatMoney(money, useReader())}
    </span>
  )
}

/** A whole number. */
export function Count({ count }: { count: number }) {
  return (
    <span className="encore-number" suppressHydrationWarning>
      {formatCount(count, useReader())}
    </span>
  )
}

/** A moment; hover shows it in full. */
export function When({ at, style }: { at: Date; style: TimeStyle }) {
  const reader = useReader()
  return (
    <time
      dateTime={at.toISOString()}
      title={style === 'moment' ? undefined : formatTime(at, 'moment', reader)}
      suppressHydrationWarning
    >
      {formatTime(at, style, reader)}
    </time>
  )
}

/** How long ago a moment was, as of `now`; hover shows it in full. */
export function Ago({ at, now }: { at: Date; now: Date }) {
  const reader = useReader()
  return (
    <time dateTime={at.toISOString()} title={formatTime(at, 'moment', reader)} suppressHydrationWarning>
      {formatAgo(at, now, reader)}
    </time>
  )
}
