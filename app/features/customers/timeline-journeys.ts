import { z } from 'zod'
import type { HoldReason } from '../../domain/budget/budget-reason.ts'
import { channels } from '../../domain/budget/channel.ts'
import { topics } from '../../domain/budget/topic.ts'
import { endReasons } from '../../domain/journeys/enrollment.ts'
import { templateIds } from '../../domain/messages/template-id.ts'
import {
  type DropReason,
  type JourneyRef,
  type TimelineEntry,
  type ToldStep,
  type TouchEvidence,
  toldSteps,
} from '../../domain/timeline.ts'
import type { TimelineRow } from './timeline-row.ts'

type Base = { key: string; at: Date }

const journey = z.object({ journeyId: z.string(), journey: z.string().nullish() })
const stepped = journey.extend({ passed: z.object({ kind: z.enum(toldSteps) }).loose() })
const ended = journey.extend({ why: z.enum(endReasons) })

/** The entry of a walk; nothing where another version of Encore wrote what it says. */
export function journeyEntry({ kind, detail }: TimelineRow, base: Base): TimelineEntry | undefined {
  const ref = refOf(detail)
  if (!ref) return undefined
  if (kind === 'journey-entered') return { ...base, kind, journey: ref }
  if (kind === 'step-passed') {
    const passed = stepped.safeParse(detail).data?.passed
    // Kept as the domain says it (record-walks.ts), and its kind was just looked at.
    return passed && { ...base, kind, journey: ref, passed: passed as unknown as ToldStep }
  }
  const why = ended.safeParse(detail).data?.why
  return why && { ...base, kind: 'journey-ended', journey: ref, why }
}

function refOf(detail: unknown): JourneyRef | undefined {
  const read = journey.safeParse(detail).data
  return read && { id: read.journeyId, name: read.journey ?? undefined }
}

const touch = z.object({
  channel: z.enum(channels).nullish(),
  topic: z.enum(topics),
  content: z.union([
    z.object({ kind: z.literal('message'), template: z.enum(templateIds) }),
    z.object({ kind: z.literal('offer') }),
  ]),
  until: z.coerce.date().nullish(),
  why: z.object({ kind: z.string() }).loose().nullish(),
})

/** The entry of a contact; nothing where another version of Encore wrote what it says. */
export function touchEntry({ kind, detail, at }: TimelineRow, base: Base): TimelineEntry | undefined {
  const read = touch.safeParse(detail).data
  if (!read) return undefined
  const evidence: TouchEvidence = {
    channel: read.channel ?? undefined,
    topic: read.topic,
    says: read.content,
    journey: refOf(detail),
  }
  if (kind === 'touch-sent') return { ...base, kind, touch: evidence }
  const { why } = read
  if (kind === 'touch-held')
    return { ...base, kind, touch: evidence, until: read.until ?? at, why: holdIn(why) }
  return { ...base, kind: 'touch-dropped', touch: evidence, why: dropIn(why) }
}

type Why = { kind: string } | null | undefined

const holdKinds: Record<HoldReason['kind'], true> = {
  'shop-cap-week': true,
  'shop-cap-month': true,
  'own-cap': true,
  'quiet-hours': true,
  'paused-until': true,
  'open-matter': true,
  'another-was-more-useful': true,
}

const dropKinds: Record<DropReason['kind'], true> = {
  never: true,
  'offers-off': true,
  'topic-off': true,
  'no-consent': true,
  'no-address': true,
  'channel-stopped': true,
  'channel-off': true,
  'not-connected': true,
  'held-out': true,
  'no-room': true,
  'too-late': true,
  gone: true,
  'not-sent': true,
  skipped: true,
  'walk-ended': true,
  'gift-cards-only': true,
}

/** Kept as the budget said it, so its kind says all of its shape. */
function holdIn(why: Why): HoldReason | undefined {
  return why && Object.hasOwn(holdKinds, why.kind) ? (why as HoldReason) : undefined
}

function dropIn(why: Why): DropReason | undefined {
  return why && Object.hasOwn(dropKinds, why.kind) ? (why as DropReason) : undefined
}
