import { describe, expect, test } from 'vitest'
import {
  consentLacking,
  type KnownConsent,
  type KnownConsents,
  stopsAll,
  toWithdraw,
} from '../../app/domain/messages/withdrawal.ts'

const noon = new Date('2026-06-15T12:00:00Z')
const nobody: KnownConsent = { hasAddress: false, state: undefined, at: undefined }
const is = (state: string | undefined, at?: Date): KnownConsent => ({ hasAddress: true, state, at })
const consents = (change: Partial<KnownConsents>): KnownConsents => ({
  email: nobody,
  sms: nobody,
  ...change,
})

test('who wants nothing, or has turned all ways off, has stopped everything; whoever left one way on has not', () => {
  expect(stopsAll({ neverAt: noon, channelsOff: [] })).toBe(true)
  expect(stopsAll({ neverAt: undefined, channelsOff: ['email', 'klaviyo', 'flow'] })).toBe(true)
  expect(stopsAll({ neverAt: undefined, channelsOff: ['email', 'page'] })).toBe(false)
  expect(stopsAll({ neverAt: undefined, channelsOff: [] })).toBe(false)
})

describe('of the consents of who stopped everything', () => {
  test.each([
    ['that was given', is('subscribed', noon), ['email']],
    ['that is being confirmed', is('pending'), ['email']],
    ['of which nothing is known', is(undefined), ['email']],
    ['that was never given', is('not_subscribed'), []],
    ['that was taken back already', is('unsubscribed', noon), []],
    ['that was given since', is('subscribed', new Date(noon.getTime() + 1)), []],
    ['without an address', { ...is('subscribed'), hasAddress: false }, []],
  ])('one %s is taken back or left: %#', (_, email, taken) => {
    expect(toWithdraw(consents({ email }), noon)).toEqual(taken)
  })

  test('each is judged by itself', () => {
    const both = consents({ email: is('subscribed'), sms: is('subscribed') })
    expect(toWithdraw(both, noon)).toEqual(['email', 'sms'])
    expect(toWithdraw({ ...both, email: is('unsubscribed') }, noon)).toEqual(['sms'])
  })
})

test.each([
  [is('subscribed'), nobody, undefined],
  [is('subscribed'), is('unsubscribed'), undefined],
  [is('unsubscribed'), nobody, 'all'],
  [is(undefined), is('not_subscribed'), 'all'],
  [is('unsubscribed'), is('subscribed'), 'email'],
  [nobody, is('unsubscribed'), 'all'],
  [nobody, is('subscribed'), undefined],
  [nobody, nobody, undefined],
])('what Shopify’s consent stops is said, and only that: %o and %o', (email, sms, lacking) => {
  expect(consentLacking({ email, sms })).toBe(lacking)
})
