import { type Channel, channels } from '../budget/channel.ts'
import type { BudgetPolicy } from '../budget/policy.ts'
import type { Preferences } from '../budget/preferences.ts'
import { type Topic, topics } from '../budget/topic.ts'
import { isDay, wordIn } from '../json-fields.ts'
import { startOfDay } from '../time-zone.ts'

/** How often a customer may want to hear from a shop at most. */
export const oftenChoices = ['usual', 'week-1', 'month-2', 'month-1'] as const
export type Often = (typeof oftenChoices)[number]

/** The channels as a customer tells them apart. */
export const channelChoices = ['email', 'other', 'page'] as const
export type ChannelChoice = (typeof channelChoices)[number]

/** As which of them a customer knows each channel. */
const choiceOf: Record<Channel, ChannelChoice> = {
  page: 'page',
  email: 'email',
  klaviyo: 'other',
  flow: 'other',
}

/** Which channels each of them stands for. */
export const channelsOf: Record<ChannelChoice, readonly Channel[]> = {
  email: channelsKnownAs('email'),
  other: channelsKnownAs('other'),
  page: channelsKnownAs('page'),
}

function channelsKnownAs(choice: ChannelChoice): Channel[] {
  return channels.filter((channel) => choiceOf[channel] === choice)
}

/** What the form of the page says. */
export interface PreferenceForm {
  often: string
  /** `2026-12-24`, or empty. */
  pauseUntil: string
  topics: readonly string[]
  channels: readonly string[]
  isNever: boolean
  /** `1` to `12` and `1` to `31`, or both empty. */
  birthdayMonth: string
  birthdayDay: string
}

/** A customer's terms and birthday as they are to be kept. */
export interface ChosenPreferences extends Preferences {
  birthday: string | undefined
}

const pauseYearsMax = 5
const caps: Record<Often, Pick<Preferences, 'weekMax' | 'monthMax'>> = {
  usual: { weekMax: undefined, monthMax: undefined },
  'week-1': { weekMax: 1, monthMax: undefined },
  'month-2': { weekMax: undefined, monthMax: 2 },
  'month-1': { weekMax: undefined, monthMax: 1 },
}

/**
 * Reads the form. A day that no calendar has, or that is years away, refuses all of it. What is not on the form is not
 * chosen; what is no choice of ours counts as the usual.
 */
export function readPreferenceForm(
  form: PreferenceForm,
  { timeZone, neverSince, now }: { timeZone: string; neverSince: Date | undefined; now: Date },
): { kind: 'chosen'; preferences: ChosenPreferences } | { kind: 'refused'; why: 'bad-date' } {
  const pausedUntil = pauseOf(form.pauseUntil, timeZone, now)
  const birthday = birthdayOf(form.birthdayMonth, form.birthdayDay)
  if (pausedUntil === 'bad-date' || birthday === 'bad-date') return { kind: 'refused', why: 'bad-date' }
  return {
    kind: 'chosen',
    preferences: {
      ...caps[wordIn(oftenChoices, form.often) ?? 'usual'],
      pausedUntil,
      neverAt: form.isNever ? (neverSince ?? now) : undefined,
      channelsOff: channelChoices
        .filter((each) => !form.channels.includes(each))
        .flatMap((each) => channelsOf[each]),
      topicsOff: topics.filter((topic: Topic) => !form.topics.includes(topic)),
      birthday,
    },
  }
}

function pauseOf(day: string, timeZone: string, now: Date): Date | undefined | 'bad-date' {
  if (day === '') return undefined
  if (!isDay(day)) return 'bad-date'
  // Noon in UTC is the same day almost everywhere; where it is the next one the pause is a day longer.
  const until = startOfDay(new Date(`${day}T12:00:00Z`), timeZone)
  if (until.getUTCFullYear() > now.getUTCFullYear() + pauseYearsMax) return 'bad-date'
  return until > now ? until : undefined
}

function birthdayOf(month: string, day: string): string | undefined | 'bad-date' {
  if (month === '' && day === '') return undefined
  if (!/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return 'bad-date'
  const told = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  // A leap year has all days there are.
  return isDay(`2028-${told}`) ? told : 'bad-date'
}

/** The choice that stands for what is kept. */
export function oftenOf({ weekMax, monthMax }: Pick<Preferences, 'weekMax' | 'monthMax'>): Often {
  const found = oftenChoices.find((choice) => {
    const cap = caps[choice]
    return cap.weekMax === weekMax && cap.monthMax === monthMax
  })
  return found ?? (weekMax === undefined && monthMax === undefined ? 'usual' : 'week-1')
}

/** The choices that are less than what the shop does anyway, with what they mean. */
export function oftenOffered(policy: BudgetPolicy): { choice: Often; count: number; days: number }[] {
  const all = [
    { choice: 'usual' as const, count: policy.weekMax, days: 7 },
    { choice: 'week-1' as const, count: 1, days: 7 },
    { choice: 'month-2' as const, count: 2, days: 30 },
    { choice: 'month-1' as const, count: 1, days: 30 },
  ]
  return all.filter(
    ({ choice, count, days }) =>
      choice === 'usual' || count < (days === 7 ? policy.weekMax : policy.monthMax),
  )
}
