import { describe, expect, test } from 'vitest'
import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { endOfQuiet } from '../../app/domain/budget/quiet-hours.ts'
import { answer, ask, aWish, days, noon, prefer } from '../support/budget.ts'

describe('the caps', () => {
  test('let a touch go and count it, with what counted before', () => {
    expect(answer({ counted: [days(-1), days(-20), days(-30)] })).toEqual({
      key: 'a',
      kind: 'go',
      channel: 'email',
      countsAt: noon,
      why: { kind: 'room', week: { used: 1, max: 2 }, month: { used: 2, max: 5 }, before: [] },
    })
  })

  test('hold a touch until the oldest of the week is seven days ago, to the millisecond', () => {
    const counted = [days(-3), days(-1)]
    const held = { kind: 'hold', until: days(4), why: { kind: 'shop-cap-week', max: 2 } }
    expect(answer({ counted })).toMatchObject(held)
    expect(answer({ counted }, new Date(days(4).getTime() - 1))).toMatchObject(held)
    expect(answer({ counted }, days(4))).toMatchObject({ kind: 'go' })
  })

  test('hold a touch until there is room in the month too', () => {
    const counted = [-29, -24, -18, -12, -8].map(days)
    const why = { kind: 'shop-cap-month', max: 5 }
    expect(answer({ counted })).toMatchObject({ kind: 'hold', until: days(1), why })
  })

  test('are the lower of the shop’s and the customer’s own', () => {
    const counted = [days(-1)]
    expect(answer({ counted, ...prefer({ weekMax: 1 }) })).toMatchObject({
      until: days(6),
      why: { kind: 'own-cap', span: 'week', max: 1 },
    })
    expect(answer({ counted, ...prefer({ monthMax: 1 }) })).toMatchObject({
      until: days(29),
      why: { kind: 'own-cap', span: 'month', max: 1 },
    })
    expect(answer({ counted, ...prefer({ weekMax: 7, monthMax: 30 }) })).toMatchObject({ kind: 'go' })
    expect(answer(prefer({ weekMax: 0 }))).toMatchObject({
      kind: 'never',
      why: { kind: 'no-room', whose: 'own' },
    })
  })

  test('drop what would be too late by then, and say what held it', () => {
    const wishes = [aWish('a', { validUntil: days(3) })]
    expect(answer({ wishes, counted: [days(-3), days(-1)] })).toEqual({
      key: 'a',
      kind: 'never',
      why: { kind: 'too-late', heldBy: { kind: 'shop-cap-week', max: 2 } },
    })
    expect(answer({ wishes }, days(4))).toMatchObject({ kind: 'never', why: { kind: 'too-late' } })
    expect(answer({ wishes }, days(3))).toMatchObject({ kind: 'go' })
  })

  test('neither count nor hold what the customer asked for, nor what waits on a page', () => {
    const counted = [days(-1), days(-1)]
    const asked = aWish('asked', { isAsked: true })
    const page = aWish('page', { channels: ['page'], content: { kind: 'offer' }, topic: 'offers' })
    expect(ask({ wishes: [asked, page], counted })).toEqual([
      { key: 'asked', kind: 'go', channel: 'email', countsAt: undefined, why: { kind: 'asked' } },
      { key: 'page', kind: 'go', channel: 'page', countsAt: undefined, why: { kind: 'waits-on-page' } },
    ])
  })
})

describe('of several that compete for one place', () => {
  const wishes = [
    aWish('dull', { usefulness: 20 }),
    aWish('useful', { usefulness: 80 }),
    aWish('late', { usefulness: 80, waitingSince: days(-1) }),
  ]

  test('the most useful goes, then who waited longest, and the others know to whom they gave way', () => {
    const said = ask({ wishes, counted: [days(-1)] })
    const why = { kind: 'another-was-more-useful', key: 'late' }
    expect(said).toMatchObject([
      { key: 'dull', kind: 'hold', until: days(6), why: { ...why, usefulness: 80, itsUsefulness: 20 } },
      { key: 'useful', kind: 'hold', until: days(6), why: { ...why, itsUsefulness: 80 } },
      { key: 'late', kind: 'go', why: { before: ['useful', 'dull'] } },
    ])
  })

  test('the cap is named, and no winner, where there was no room before either', () => {
    for (const each of ask({ wishes, counted: [days(-1), days(-2)] }))
      expect(each).toMatchObject({ kind: 'hold', why: { kind: 'shop-cap-week' } })
  })

  test('one whose time would be over is dropped for it', () => {
    const short = wishes.map((wish) => ({ ...wish, validUntil: days(2) }))
    expect(ask({ wishes: short, counted: [days(-1)] })[0]).toMatchObject({
      kind: 'never',
      why: { kind: 'too-late', heldBy: { kind: 'another-was-more-useful', key: 'late' } },
    })
  })

  test('what may never go takes no place from anybody', () => {
    const said = ask({ wishes, counted: [days(-1)], ...prefer({ topicsOff: ['help'] }) })
    const help = aWish('help', { topic: 'help', usefulness: 100 })
    expect(
      ask({ wishes: [help, ...wishes], counted: [days(-1)], ...prefer({ topicsOff: ['help'] }) }),
    ).toEqual([{ key: 'help', kind: 'never', why: { kind: 'topic-off', topic: 'help' } }, ...said])
  })
})

describe('quiet hours', () => {
  const quiet = { kind: 'quiet-hours', fromHour: 21, untilHour: 9, timeZone: 'Europe/Berlin' }

  test('hold a message until the morning of the customer', () => {
    const night = new Date('2026-06-15T19:00:00Z')
    const until = new Date('2026-06-16T07:00:00Z')
    expect(answer({}, night)).toMatchObject({ kind: 'hold', until, why: quiet })
    expect(answer({ timeZone: 'America/Los_Angeles' }, night)).toMatchObject({ kind: 'go' })
    expect(answer({}, until)).toMatchObject({ kind: 'go' })
  })

  test('move what waits for something else to the morning after it', () => {
    const counted = [new Date('2026-06-08T20:00:00Z'), new Date('2026-06-08T20:30:00Z')]
    const until = new Date('2026-06-16T07:00:00Z')
    expect(answer({ counted, ...prefer({ weekMax: 1 }) })).toMatchObject({ until, why: { kind: 'own-cap' } })
  })

  test('hold no page, and where the best channel would be too late the next is taken', () => {
    const night = new Date('2026-06-15T22:00:00Z')
    const channels = ['email', 'page'] as const
    const hasTime = aWish('a', { channels })
    const hasNone = aWish('a', { channels, validUntil: new Date('2026-06-16T02:00:00Z') })
    expect(answer({ wishes: [hasTime] }, night)).toMatchObject({ kind: 'hold', why: quiet })
    expect(answer({ wishes: [hasNone] }, night)).toMatchObject({ kind: 'go', channel: 'page' })
  })

  test.each([
    ['clocks go forward in the night', 'Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29T07:00:00Z'],
    ['clocks go back in the night', 'Europe/Berlin', '2026-10-24T20:30:00Z', '2026-10-25T08:00:00Z'],
    [
      'clocks go forward by half an hour',
      'Australia/Lord_Howe',
      '2026-10-03T12:00:00Z',
      '2026-10-03T22:00:00Z',
    ],
    ['the zone is three quarters off', 'Asia/Kathmandu', '2026-06-15T20:00:00Z', '2026-06-16T03:15:00Z'],
    ['a leap day begins', 'UTC', '2028-02-28T23:10:00Z', '2028-02-29T09:00:00Z'],
    ['a whole day is missing', 'Pacific/Apia', '2011-12-30T08:00:00Z', '2011-12-30T19:00:00Z'],
  ])('end at nine when %s', (_name, timeZone, at, end) => {
    expect(endOfQuiet(usualPolicy, timeZone, new Date(at)).toISOString()).toBe(new Date(end).toISOString())
  })

  test('end after the jump where clocks jump over their end, and are none with twice the same hour', () => {
    const quiet = { quietFromHour: 22, quietUntilHour: 2 }
    const end = endOfQuiet(quiet, 'Europe/Berlin', new Date('2026-03-28T22:00:00Z'))
    expect(end.toISOString()).toBe('2026-03-29T01:00:00.000Z')
    expect(endOfQuiet({ quietFromHour: 3, quietUntilHour: 3 }, 'UTC', noon)).toEqual(noon)
  })
})
