import { type Channel, channels } from '../budget/channel.ts'
import type { Preferences } from '../budget/preferences.ts'
import { type Topic, topics } from '../budget/topic.ts'

/** One thing that a customer chose anew about being contacted. */
export type TermsChange =
  /** At most so many in so many days; nothing where the shop's own budget alone holds again. */
  | { kind: 'often'; cap: { count: number; days: 7 | 30 } | undefined }
  | { kind: 'pause'; until: Date | undefined }
  | { kind: 'never'; isNever: boolean }
  | { kind: 'topics'; isOff: boolean; topics: Topic[] }
  | { kind: 'channels'; isOff: boolean; channels: Channel[] }

/**
 * What was chosen at a moment, from the terms before it and after it, the weightiest first. That a pause was over before
 * is no choice. Nothing where they are the same.
 */
export function termsChanges(before: Preferences, after: Preferences, at: Date): TermsChange[] {
  const changes: TermsChange[] = []
  const isNever = after.neverAt !== undefined
  if (isNever !== (before.neverAt !== undefined)) changes.push({ kind: 'never', isNever })
  const wasPaused = before.pausedUntil && before.pausedUntil > at ? before.pausedUntil : undefined
  if (after.pausedUntil?.getTime() !== wasPaused?.getTime())
    changes.push({ kind: 'pause', until: after.pausedUntil })
  if (after.weekMax !== before.weekMax || after.monthMax !== before.monthMax)
    changes.push({ kind: 'often', cap: capOf(after) })
  for (const isOff of [true, false]) {
    const [from, to] = isOff ? [before, after] : [after, before]
    const changedTopics = topics.filter(
      (each) => to.topicsOff.includes(each) && !from.topicsOff.includes(each),
    )
    if (changedTopics.length > 0) changes.push({ kind: 'topics', isOff, topics: changedTopics })
  }
  for (const isOff of [true, false]) {
    const [from, to] = isOff ? [before, after] : [after, before]
    const changedChannels = channels.filter(
      (each) => to.channelsOff.includes(each) && !from.channelsOff.includes(each),
    )
    if (changedChannels.length > 0) changes.push({ kind: 'channels', isOff, channels: changedChannels })
  }
  return changes
}

function capOf({ weekMax, monthMax }: Preferences): Extract<TermsChange, { kind: 'often' }>['cap'] {
  if (weekMax !== undefined) return { count: weekMax, days: 7 }
  return monthMax === undefined ? undefined : { count: monthMax, days: 30 }
}
