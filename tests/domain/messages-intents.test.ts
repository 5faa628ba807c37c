import { describe, expect, test } from 'vitest'
import { channels, messageChannels } from '../../app/domain/budget/channel.ts'
import { usualPolicy } from '../../app/domain/budget/policy.ts'
import { contrast, inkOn } from '../../app/domain/messages/contrast.ts'
import { heedIntents, type Intent, remindAt } from '../../app/domain/messages/intent.ts'
import {
  channelChoices,
  oftenOf,
  oftenOffered,
  readPreferenceForm,
} from '../../app/domain/messages/preference-form.ts'

const day = (n: number) => new Date(Date.UTC(2026, 5, n))
const need = { productId: 'beans', dueAt: day(20) }
const said = (kind: Intent['kind'], saidAt = day(10), boughtAt = day(1)): Intent => ({
  kind,
  productId: 'beans',
  saidAt,
  until: kind === 'remind' ? remindAt(saidAt) : undefined,
  boughtAt,
})
const heed = (intents: Intent[]) => heedIntents([need], intents)

describe('what is needed again', () => {
  test('is needed now by whoever says that it is finished', () => {
    expect(heed([said('finished')])).toEqual([{ ...need, dueAt: day(10) }])
  })
  test('is asked for again six weeks after they said so', () => {
    expect(heed([said('remind')])).toEqual([{ ...need, dueAt: day(52) }])
  })
  test('is not needed where it was a gift, or never again', () => {
    expect([heed([said('gift')]), heed([said('never')])]).toEqual([[], []])
  })
  test('counts anew once it was bought again, but for what they never want', () => {
    for (const kind of ['finished', 'gift', 'remind'] as const)
      expect(heed([said(kind, day(10), day(11))])).toEqual([need])
    expect(heed([said('never', day(10), day(11))])).toEqual([])
  })
  test('is as they said last, in whatever order it is read', () => {
    const both = [said('never', day(5)), said('finished', day(10))]
    expect(heed(both)).toEqual(heed([...both].reverse()))
    expect(heed(both)).toEqual([{ ...need, dueAt: day(10) }])
  })
  test('is not changed by what they said of other things', () => {
    expect(heed([{ ...said('never'), productId: 'filters' }])).toEqual([need])
  })
})

test('only what is less than the shop does anyway is offered, and what is kept is found again', () => {
  expect(oftenOffered(usualPolicy).map(({ choice }) => choice)).toEqual([
    'usual',
    'week-1',
    'month-2',
    'month-1',
  ])
  expect(oftenOffered({ ...usualPolicy, weekMax: 1, monthMax: 2 }).map(({ choice }) => choice)).toEqual([
    'usual',
    'month-1',
  ])
  const none = { weekMax: undefined, monthMax: undefined }
  expect([oftenOf(none), oftenOf({ ...none, monthMax: 1 })]).toEqual(['usual', 'month-1'])
})

test('who ticks no way to be reached switches every channel off, and each choice stands for its own', () => {
  const form = {
    often: 'usual',
    pauseUntil: '',
    topics: [],
    isNever: false,
    birthdayMonth: '',
    birthdayDay: '',
  }
  const offBy = (ticked: readonly string[]) => {
    const read = readPreferenceForm(
      { ...form, channels: ticked },
      { timeZone: 'UTC', neverSince: undefined, now: day(1) },
    )
    return read.kind === 'chosen' ? [...read.preferences.channelsOff].sort() : read
  }
  expect(offBy([])).toEqual([...channels].sort())
  expect(offBy(['page'])).toEqual([...messageChannels].sort())
  expect(offBy(['page', 'email'])).toEqual(messageChannels.filter((each) => each !== 'email').sort())
  expect(offBy(channelChoices)).toEqual([])
})

test('words on a shop’s colour can be read, whatever colour it is', () => {
  for (let step = 0; step < 4096; step += 7) {
    const hex = step.toString(16).padStart(3, '0')
    const color = `#${[...hex].map((digit) => digit + digit).join('')}`
    expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.5)
  }
})
