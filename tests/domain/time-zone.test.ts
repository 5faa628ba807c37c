import { expect, test } from 'vitest'
import { startOfDay, usableTimeZone } from '../../app/domain/time-zone.ts'

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
