import { expect, test } from 'vitest'
import {
  dateAfter,
  daysLater,
  momentAt,
  momentIn,
  startOfDay,
  usableTimeZone,
} from '../../app/domain/time-zone.ts'

test.each([
  ['2026-06-15T12:00:00Z', 'Europe/Berlin', '2026-06-14T22:00:00.000Z'],
  ['2026-06-14T22:00:00Z', 'Europe/Berlin', '2026-06-14T22:00:00.000Z'],
  ['2026-06-14T21:59:59Z', 'Europe/Berlin', '2026-06-13T22:00:00.000Z'],
  ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-10-25T12:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-01-01T05:00:00Z', 'America/Los_Angeles', '2025-12-31T08:00:00.000Z'],
  ['2026-01-01T05:00:00Z', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ['2026-01-01T05:00:00Z', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z'],
  ['2028-02-29T12:00:00Z', 'UTC', '2028-02-29T00:00:00.000Z'],
])('the day of %s began in %s at %s', (now, zone, start) => {
  expect(startOfDay(new Date(now), zone).toISOString()).toBe(start)
})

// São Paulo's clocks went from 23:59 to 01:00 that night: there was no midnight.
test('a day whose midnight was skipped begins with its first moment', () => {
  expect(startOfDay(new Date('2018-11-04T12:00:00Z'), 'America/Sao_Paulo').toISOString()).toBe(
    '2018-11-04T03:00:00.000Z',
  )
})

test('what is no zone is read as UTC', () => {
  expect(usableTimeZone('Europe/Berlin')).toBe('Europe/Berlin')
  for (const zone of ['Europe/Atlantis', '', '(GMT+01:00) Berlin', null, undefined])
    expect(usableTimeZone(zone)).toBe('UTC')
})

test.each([
  ['2026-06-15', 9, 'Europe/Berlin', '2026-06-15T07:00:00.000Z'],
  ['2026-03-29', 2, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25', 2, 'Europe/Berlin', '2026-10-25T00:00:00.000Z'],
  ['2026-10-25', 3, 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
  ['2026-10-04', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ['2018-11-04', 0, 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['2011-12-30', 12, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['2028-02-29', 23, 'Asia/Kathmandu', '2028-02-29T17:15:00.000Z'],
])('on %s it is %s o’clock in %s at %s', (date, hour, zone, at) => {
  expect(momentAt(date, hour, zone).toISOString()).toBe(at)
})

// Every hour of two years, where clocks change in different ways: found from the clocks, not from the same arithmetic.
test.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kolkata'])(
  'in %s each hour that clocks show is found at the first moment they show it',
  (zone) => {
    const shown = new Map<string, number>()
    const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    const quarter = 15 * 60_000
    const from = Date.parse('2026-01-01T00:00:00Z')
    for (let at = from; at < from + 730 * 86_400_000; at += quarter) {
      const [date = '', time = ''] = clock.format(at).split(' ')
      if (time.endsWith(':00') && !shown.has(`${date} ${time}`)) shown.set(`${date} ${time}`, at)
    }
    expect(shown.size).toBeGreaterThan(17_000)
    for (const [text, at] of shown) {
      const [date = '', time = ''] = text.split(' ')
      if (momentAt(date, Number(time.slice(0, 2)), zone).getTime() !== at) expect([text, zone]).toEqual([at])
    }
  },
  30_000,
)

test('a day later it is the same time, a year later the same day', () => {
  const at = new Date('2026-03-28T18:30:00Z')
  expect(daysLater(at, 1, 'Europe/Berlin').toISOString()).toBe('2026-03-29T17:30:00.000Z')
  expect(daysLater(at, -1, 'Europe/Berlin').toISOString()).toBe('2026-03-27T18:30:00.000Z')
  expect(daysLater(at, 0, 'Europe/Berlin')).toEqual(at)
  expect(momentIn(daysLater(at, 365, 'Europe/Berlin'), 'Europe/Berlin')).toMatchObject({
    date: '2027-03-28',
    hour: 19,
  })
  expect(dateAfter('2028-02-28', 1)).toBe('2028-02-29')
  expect(dateAfter('2026-01-01', -1)).toBe('2025-12-31')
})
