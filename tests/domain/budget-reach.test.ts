import { describe, expect, test } from 'vitest'
import type { BudgetAsked } from '../../app/domain/budget/budget-asked.ts'
import { drawArm, isLeftAlone } from '../../app/domain/budget/holdout.ts'
import { openMatters } from '../../app/domain/budget/open-matter.ts'
import { reachOf } from '../../app/domain/budget/reach.ts'
import { answer, aWish, days, noon, open, prefer } from '../support/budget.ts'

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
