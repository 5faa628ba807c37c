import { describe, expect, test } from 'vitest'
import type { FaultContext } from '../../app/domain/journeys/fault.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import { aJourney, message, wait } from '../support/a-journey.ts'
import { faults, hello, kinds } from '../support/journey-faults.ts'

describe('a message', () => {
  const only = (
    step: Step,
    overrides: Partial<FaultContext> = {},
    trigger: JourneyDefinition['trigger'] = { kind: 'order-paid' },
  ) =>
    faults(aJourney([step], { trigger }), overrides).map(({ stepId, ...fault }) =>
      stepId === 'm' ? fault : stepId,
    )
  const texts = (en: Partial<{ subject: string; body: string; button: string }>) => ({
    texts: { en: { subject: 'Hi', body: 'There.', ...en }, de: { subject: 'Hallo', body: 'Da.' } },
  })

  test('with an empty text, an unknown variable or loose braces blocks, and says in which language', () => {
    expect(only(message('m', texts({ subject: ' ', body: '' })))).toEqual([
      { severity: 'blocks', kind: 'text-missing', language: 'en', part: 'subject' },
      { severity: 'blocks', kind: 'text-missing', language: 'en', part: 'body' },
    ])
    expect(only(message('m', texts({ button: '{{discount}}', body: 'Hi {{first_name}}' })))).toEqual([
      { severity: 'blocks', kind: 'unknown-variable', language: 'en', name: 'discount' },
    ])
    expect(only(message('m', texts({ body: 'Hi {{first_name' })))).toEqual([
      { severity: 'blocks', kind: 'loose-braces', language: 'en' },
    ])
  })

  test('in the merchant’s words is told where customers read other languages', () => {
    const { en } = texts({}).texts
    expect(only(message('m', { texts: { en } }))).toEqual([
      { severity: 'warns', kind: 'own-words-lacking', languages: ['de'] },
    ])
    expect(only(message('m', { texts: { 'en-GB': en } }), { languages: ['en'] })).toEqual([])
    expect(only(message('m'))).toEqual([])
  })

  test('by a channel that is not connected blocks where there is no other', () => {
    const channels: ('klaviyo' | 'email')[] = ['klaviyo', 'email']
    expect(only(message('m', { channels }), { connected: ['page'] })).toEqual([
      { severity: 'blocks', kind: 'channels-not-connected', channels, isAll: true },
    ])
    expect(only(message('m', { channels }), { connected: ['email'] })).toEqual([
      { severity: 'warns', kind: 'channels-not-connected', channels: ['klaviyo'], isAll: false },
    ])
  })

  test('about what its trigger does not know is told, or blocks without the product it is about', () => {
    expect(only(message('m', { template: 'running-out' }))).toEqual([
      { severity: 'blocks', kind: 'template-out-of-place' },
    ])
    expect(only(message('m', { template: 'birthday' }))).toEqual([
      { severity: 'warns', kind: 'template-out-of-place' },
    ])
    expect(only(message('m', { template: 'sorry-refund' }), {}, { kind: 'refund' })).toEqual([])
  })

  test('that comes when its occasion is long past is told with the days', () => {
    const steps = [wait('a', 10), wait('b', 12, 'hours'), message('m', { template: 'sorry-refund' })]
    const late = faults(aJourney([wait('c', 4), ...steps], { trigger: { kind: 'refund' } }))
    expect(late).toEqual([
      { severity: 'warns', stepId: 'm', kind: 'says-too-late', afterDays: 14.5, daysMax: 14 },
    ])
    expect(faults(aJourney(steps, { trigger: { kind: 'refund' } }))).toEqual([])
  })

  test('is late by the shortest way to it', () => {
    const waitFor: Step = {
      kind: 'wait-for',
      id: 'f',
      what: { kind: 'order-delivered' },
      limit: { amount: 30, unit: 'days' },
      happened: [],
      ranOut: [],
    }
    const sorry = message('m', { template: 'sorry-refund' })
    expect(kinds(aJourney([waitFor, sorry], { trigger: { kind: 'refund' } }))).toEqual([])
    const ended: Step = { ...waitFor, happened: [{ kind: 'end', id: 'e' }] }
    expect(kinds(aJourney([ended, sorry], { trigger: { kind: 'refund' } }))).toEqual(['warns says-too-late'])
  })

  test('that another journey says to the same people is told, unless it has words of its own', () => {
    const others = [{ journeyId: 'k', name: 'Other', definition: aJourney([message('x')]) }]
    expect(only(message('m'), { others })).toEqual([
      { severity: 'warns', kind: 'said-elsewhere', journeyId: 'k', name: 'Other' },
    ])
    expect(only(message('m', texts({})), { others })).toEqual([])
  })
})

describe('what is offered', () => {
  const [one, two] = [shopifyId('Product', '1'), shopifyId('Product', '2')]
  const offered = {
    result: { kind: 'products' as const, productIds: [one, two] },
    incentive: { kind: 'none' as const },
  }
  const offer: Step = { kind: 'offer', id: 'o', topic: 'offers', ...offered, days: 9, usefulness: 50 }

  test('and was deleted blocks an offer where nothing is left, and is told where something is', () => {
    expect(kinds(aJourney([offer]), { goneIds: [one] })).toEqual(['warns product-gone'])
    expect(faults(aJourney([offer]), { goneIds: [one, two] })).toEqual([
      { severity: 'blocks', stepId: 'o', kind: 'product-gone', ids: [one, two], isAll: true },
    ])
  })

  test('blocks a message that is about it, and no other', () => {
    const goneIds = [one, two]
    const shown = { offer: { ...offered, itemsMax: 2 } }
    expect(kinds(aJourney([message('m', { ...shown, template: 'goes-well' })]), { goneIds })).toEqual([
      'blocks product-gone',
    ])
    expect(kinds(aJourney([message('m', shown)]), { goneIds })).toEqual(['warns product-gone'])
    expect(kinds(aJourney([message('m', { template: 'goes-well' })]))).toEqual(['blocks shows-no-products'])
  })

  test('in another currency than the shop’s blocks', () => {
    const amount: Step = { ...offer, incentive: { kind: 'amount', minor: 500, currency: 'USD' } }
    expect(kinds(aJourney([amount]))).toEqual(['blocks wrong-currency'])
    expect(kinds(aJourney([amount]), { currency: 'USD' })).toEqual([])
  })

  test('until a date that has passed is told, by the shop’s clocks', () => {
    const until = (date: string, hour: number): Step => ({
      kind: 'wait-until',
      id: 'u',
      until: { kind: 'date', date, hour },
    })
    expect(kinds(aJourney([until('2026-06-15', 14), hello]))).toEqual(['warns date-has-passed'])
    expect(kinds(aJourney([until('2026-06-15', 15), hello]))).toEqual([])
  })
})
