import { z } from 'zod'
import { channels } from '../../domain/budget/channel.ts'
import type { Preferences } from '../../domain/budget/preferences.ts'
import { topics } from '../../domain/budget/topic.ts'
import { knownWords } from '../../domain/json-fields.ts'
import { intentKinds } from '../../domain/messages/intent.ts'
import { termsChanges } from '../../domain/messages/terms-change.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import type { TimelineRow } from './timeline-row.ts'

const moment = z.coerce
  .date()
  .nullish()
  .transform((value) => value ?? undefined)
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined)

const intent = z.object({ said: z.enum(intentKinds), title: z.string().nullish(), until: moment })

const terms = z
  .object({
    weekMax: number,
    monthMax: number,
    pausedUntil: moment,
    neverAt: moment,
    channelsOff: z.array(z.string()),
    topicsOff: z.array(z.string()),
  })
  .transform(
    (kept): Preferences => ({
      ...kept,
      channelsOff: knownWords(channels, kept.channelsOff),
      topicsOff: knownWords(topics, kept.topicsOff),
    }),
  )

const changed = z.object({ before: terms, after: terms })

/** The entry of what a customer said themselves; nothing where another version of Encore wrote it, or nothing changed. */
export function saidEntry(
  { kind, detail, at }: TimelineRow,
  base: { key: string; at: Date },
): TimelineEntry | undefined {
  if (kind === 'intent-said') {
    const read = intent.safeParse(detail).data
    return read && { ...base, kind, said: read.said, title: read.title ?? undefined, until: read.until }
  }
  const read = changed.safeParse(detail).data
  const changes = read ? termsChanges(read.before, read.after, at) : []
  return changes.length > 0 ? { ...base, kind: 'terms-changed', changes } : undefined
}
