import { describe, expect, test } from 'vitest'
import { askBudget } from '../../app/domain/budget/ask-budget.ts'
import type { BudgetAsked, BudgetWish } from '../../app/domain/budget/budget-asked.ts'
import { drawArm, isLeftAlone } from '../../app/domain/budget/holdout.ts'
import { openMatters } from '../../app/domain/budget/open-matter.ts'
import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { endOfQuiet } from '../../app/domain/budget/quiet-hours.ts'
import { reachOf } from '../../app/domain/budget/reach.ts'
import { dayMs } from '../../app/domain/time-zone.ts'

const noon = new Date('2026-06-15T12:00:00Z')
const days = (count: number) => new Date(noon.getTime() + count * dayMs)

const aWish = (key: string, change: Partial<BudgetWish> = {}): BudgetWish => ({
  key,
  channels: ['email'],
  topic: 'reminders',
  content: { kind: 'message' },
  usefulness: 50,
  validUntil: days(60),
  waitingSince: noon,
  isAsked: false,
  ...change,
})

const open = { page: 'open', email: 'open', klaviyo: 'open', flow: 'open' } as const

function ask(change: Partial<BudgetAsked>, now = noon) {
  return askBudget(
    {
      wishes: [aWish('a')],
      counted: [],
      policy: usualPolicy,
      preferences: noPreferences,
      reach: open,
      matters: [],
      isHeldOut: false,
      isOffersOff: false,
      isGone: false,
      timeZone: 'Europe/Berlin',
      ...change,
    },
    now,
  )
}

/** What is said of the one wish. */
const answer = (change: Partial<BudgetAsked>, now?: Date) => ask(change, now)[0]
const prefer = (change: Partial<typeof noPreferences>) => ({ preferences: { ...noPreferences, ...change } })

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

describe('the customer’s word', () => {
  test('ends or holds touches, each with its reason', () => {
    const offer = [aWish('a', { topic: 'offers' })]
    const said = (change: Partial<BudgetAsked>) => {
      const verdict = answer(change)
      return verdict && [verdict.kind, verdict.why]
    }
    expect(said(prefer({ neverAt: days(-100) }))).toEqual(['never', { kind: 'never' }])
    expect(said({ isGone: true })).toEqual(['never', { kind: 'gone' }])
    expect(said({ isOffersOff: true, wishes: offer })).toEqual(['never', { kind: 'offers-off' }])
    expect(said({ isOffersOff: true })).toMatchObject(['go', {}])
    expect(said({ isHeldOut: true })).toEqual(['never', { kind: 'held-out' }])
    expect(said(prefer({ topicsOff: ['reminders'] }))).toEqual([
      'never',
      { kind: 'topic-off', topic: 'reminders' },
    ])
    expect(said(prefer({ channelsOff: ['email'] }))).toEqual([
      'never',
      { kind: 'channel-off', channel: 'email' },
    ])
    expect(said(prefer({ pausedUntil: days(9) }))).toEqual(['hold', { kind: 'paused-until' }])
    expect(said(prefer({ pausedUntil: noon }))).toMatchObject(['go', {}])
  })

  test.each([
    ['no-consent', 'no-consent'],
    ['no-address', 'no-address'],
    ['stopped', 'channel-stopped'],
    ['not-connected', 'not-connected'],
  ] as const)('leaves a channel that is %s alone, and takes the next that can be used', (email, kind) => {
    const reach = { ...open, email }
    expect(answer({ reach })).toMatchObject({ kind: 'never', why: { kind, channel: 'email' } })
    const wishes = [aWish('a', { channels: ['email', 'flow'] })]
    expect(answer({ reach, wishes })).toMatchObject({ kind: 'go', channel: 'flow' })
    const closed = { ...reach, flow: 'stopped' } as const
    expect(answer({ reach: closed, wishes })).toMatchObject({
      kind: 'never',
      why: { kind, channel: 'email' },
    })
  })

  test('holds for what they asked for as well, but for consent, holdout and caps', () => {
    const wishes = [aWish('a', { isAsked: true, topic: 'offers' })]
    const reach = { ...open, email: 'no-consent' } as const
    const matters = openMatters({ ...nothing, refunds: [{ orderId: 'o', at: noon }] }, 7, noon)
    const free = { wishes, reach, matters, isHeldOut: true, isOffersOff: true, counted: [noon, noon, noon] }
    expect(answer(free)).toMatchObject({ kind: 'go', why: { kind: 'asked' } })
    expect(answer({ ...free, ...prefer({ neverAt: noon }) })).toMatchObject({ kind: 'never' })
    expect(answer({ ...free, ...prefer({ channelsOff: ['email'] }) })).toMatchObject({ kind: 'never' })
    expect(answer({ ...free, ...prefer({ pausedUntil: days(1) }) })).toMatchObject({ kind: 'hold' })
    expect(answer({ ...free, reach: { ...open, email: 'stopped' } })).toMatchObject({ kind: 'never' })
  })
})

/** A shop where nothing is wrong, and parcels usually take three days. */
const nothing = { parcels: [], refunds: [], returns: [], usualDeliveryDays: 3 }

describe('while something is not well', () => {
  const parcels = [{ orderId: 'o1', sentAt: days(-9), deliveredAt: undefined, hasFailed: false }]
  const late = openMatters({ ...nothing, parcels }, 7, noon)
  const refunds = [{ orderId: 'o2', at: days(-2) }]

  test('help alone goes, and all else waits for its end', () => {
    const matters = openMatters({ ...nothing, refunds }, 7, noon)
    const why = { kind: 'open-matter', matter: 'refund', orderId: 'o2' }
    expect(answer({ matters })).toMatchObject({ kind: 'hold', until: days(5), why })
    expect(answer({ matters, wishes: [aWish('a', { topic: 'help' })] })).toMatchObject({ kind: 'go' })
    expect(openMatters({ ...nothing, refunds }, 7, days(5))).toEqual([])
  })

  test('a parcel that is late is looked at every day, up to the last day that matters', () => {
    const why = { kind: 'open-matter', matter: 'late-parcel', orderId: 'o1' }
    expect(answer({ matters: late })).toMatchObject({ kind: 'hold', until: days(1), why })
    const short = [aWish('a', { validUntil: days(0.2) })]
    expect(answer({ matters: late, wishes: short })).toMatchObject({ kind: 'hold', until: days(0.2), why })
    expect(answer({ matters: late, wishes: short }, days(0.2))).toMatchObject({
      kind: 'never',
      why: { kind: 'too-late', heldBy: why },
    })
  })

  test('a return that is not settled is looked at every day, and help and answers go meanwhile', () => {
    const returns = [{ orderId: 'o3', at: days(-40) }]
    const matters = openMatters({ ...nothing, returns }, 0, noon)
    const why = { kind: 'open-matter', matter: 'return', orderId: 'o3' }
    expect(answer({ matters })).toMatchObject({ kind: 'hold', until: days(1), why })
    expect(answer({ matters, wishes: [aWish('a', { topic: 'help' })] })).toMatchObject({ kind: 'go' })
    const asked = [aWish('a', { topic: 'offers', isAsked: true })]
    expect(answer({ matters, wishes: asked })).toMatchObject({ kind: 'go', why: { kind: 'asked' } })
    expect(answer({ matters: openMatters(nothing, 0, noon) })).toMatchObject({ kind: 'go' })
  })

  test('a return that nobody settles is over sixty days after the last word of it', () => {
    const of = (at: Date) => openMatters({ ...nothing, returns: [{ orderId: 'o', at }] }, 7, noon)
    expect(of(new Date(days(-60).getTime() + 1))).toHaveLength(1)
    expect(of(days(-60))).toEqual([])
    // The clock of Shopify may be a little ahead of ours.
    expect(of(new Date(noon.getTime() + 900))).toHaveLength(1)
  })

  test('a parcel is late only where parcels are reported, and not for ever', () => {
    const of = (change: object, usualDeliveryDays: number | undefined) =>
      openMatters(
        { ...nothing, parcels: [{ ...parcels[0], ...change } as never], usualDeliveryDays },
        7,
        noon,
      )
    expect(of({}, undefined)).toEqual([])
    expect(of({ hasFailed: true }, undefined)).toHaveLength(1)
    expect(of({}, 5)).toEqual([])
    expect(of({ deliveredAt: days(-1) }, 3)).toEqual([])
    expect(of({ sentAt: days(-46) }, 3)).toEqual([])
    expect(of({ sentAt: days(1) }, 3)).toEqual([])
  })
})

describe('who can be reached', () => {
  const contact = {
    hasEmail: true,
    hasPhone: false,
    emailConsent: 'subscribed',
    smsConsent: undefined,
    stopped: [],
    connected: ['email', 'flow'] as const,
  }

  test('has an address and has agreed', () => {
    expect(reachOf(contact)).toEqual({ page: 'open', email: 'open', klaviyo: 'not-connected', flow: 'open' })
    for (const emailConsent of ['not_subscribed', 'pending', 'unsubscribed', 'redacted', undefined])
      expect(reachOf({ ...contact, emailConsent })).toMatchObject({ email: 'no-consent', flow: 'no-consent' })
    expect(reachOf({ ...contact, hasEmail: false })).toMatchObject({
      email: 'no-address',
      flow: 'no-address',
    })
    expect(reachOf({ ...contact, stopped: ['email'] })).toMatchObject({ email: 'stopped', flow: 'open' })
  })

  test('is reached by Flow with a phone that agreed, too', () => {
    const phone = { ...contact, hasEmail: false, hasPhone: true, smsConsent: 'subscribed' }
    expect(reachOf(phone)).toMatchObject({ email: 'no-address', flow: 'open' })
  })
})

test('a holdout leaves about its share alone, the same ones always, and grows by adding', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => `gid://shopify/Customer/${7_000_000 + at}`)
  const isOut = (id: string, percent: number, journey = 'j') => isLeftAlone(drawArm(journey, id, percent))
  const five = ids.filter((id) => isOut(id, 5))
  expect(five.length / ids.length).toBeCloseTo(0.05, 2)
  expect(ids.filter((id) => drawArm('j', id, 0))).toEqual([])
  expect(five.every((id) => isOut(id, 5) && isOut(id, 10))).toBe(true)
  // Of those whom one journey leaves alone, another one reaches as many as of all.
  expect(five.filter((id) => isOut(id, 5, 'k')).length / five.length).toBeCloseTo(0.05, 1)
  expect(drawArm('j', five[0] ?? '', 5)).toEqual({ arm: 'left-alone', percent: 5 })
})
