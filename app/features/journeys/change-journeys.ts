import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { parseJourney } from '../../domain/journeys/parse-journey.ts'
import { triggerKindOf } from '../../domain/journeys/triggers.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Db, shopOfUnit } from '../../store/database.server.ts'
import { readVersion } from './read-journey.ts'

/** How many journeys may let people in at the same time. */
export const liveJourneysMax = 50

/** What came of publishing. */
export type JourneyPublished =
  /** `isNew` is false where the live version says the same already. */
  | { kind: 'published'; version: number; isNew: boolean }
  | { kind: 'refused'; why: 'not-there' | 'unfit' | 'changed-meanwhile' | 'too-many' }

/**
 * Publishes the draft as the next version and lets people in. Those who walk an earlier version keep it; who waits to
 * enter for the day that another trigger foresaw enters no more, and for a trigger that foresees days the customers who
 * are there already are asked in the background. Publishing what is live already makes no new version. Whether the draft
 * is any good is for `journeyFaults` to say, before.
 */
export async function publishJourney(
  db: Db,
  id: string,
  revision: number,
  now: Date,
): Promise<JourneyPublished> {
  const journey = await holdJourney(db, id)
  if (!journey || journey.status === 'archived') return { kind: 'refused', why: 'not-there' }
  if (journey.draftRevision !== revision) return { kind: 'refused', why: 'changed-meanwhile' }
  const parsed = parseJourney(journey.draft)
  if (parsed.kind === 'refused') return { kind: 'refused', why: 'unfit' }
  if (journey.status !== 'live' && (await isFull(db))) return { kind: 'refused', why: 'too-many' }
  const before = await readVersion(db, id, journey.liveVersion)
  const { version, isNew } = await nextVersion(db, journey, parsed.definition, now)
  const liveSince = journey.status === 'live' ? journey.liveSince : now
  await db.journey.updateMany({
    where: { id },
    data: { status: 'live', liveVersion: version, liveSince, updatedAt: now },
  })
  const isOther = JSON.stringify(before?.trigger) !== JSON.stringify(parsed.definition.trigger)
  if (isOther) await endForeseen(db, id, now)
  if (journey.status === 'paused') await wakeLater(db, id)
  if (isOther || journey.status !== 'live') await enrollWaiting(db, id, parsed.definition)
  return { kind: 'published', version, isNew }
}

/** What came of another change: done, or why not. */
export type JourneyChange = { kind: 'changed' } | { kind: 'refused'; why: 'not-there' | 'too-many' }

const changed: JourneyChange = { kind: 'changed' }
const notThere: JourneyChange = { kind: 'refused', why: 'not-there' }

/** Holds everybody where they are and lets nobody in, until it is resumed. Pausing twice changes nothing. */
export async function pauseJourney(db: Db, id: string, now: Date): Promise<JourneyChange> {
  const { count } = await db.journey.updateMany({
    where: { id, status: { in: ['live', 'paused'] } },
    data: { status: 'paused', updatedAt: now },
  })
  return count === 1 ? changed : notThere
}

/**
 * Lets a paused journey go on: everybody from where they stand. What happened while it was paused begins nothing.
 * Resuming one that is live changes nothing.
 */
export async function resumeJourney(db: Db, id: string, now: Date): Promise<JourneyChange> {
  const journey = await holdJourney(db, id)
  if (journey?.status === 'live') return changed
  if (journey?.status !== 'paused') return notThere
  if (await isFull(db)) return { kind: 'refused', why: 'too-many' }
  await db.journey.updateMany({ where: { id }, data: { status: 'live', liveSince: now, updatedAt: now } })
  await wakeLater(db, id)
  const definition = await readVersion(db, id, journey.liveVersion)
  if (definition) await enrollWaiting(db, id, definition)
  return changed
}

/** Ends a journey for good, and everybody's walk through it. Its versions stay to be read. A second time changes nothing. */
export async function archiveJourney(db: Db, id: string, now: Date): Promise<JourneyChange> {
  const { count } = await db.journey.updateMany({
    where: { id },
    data: { status: 'archived', updatedAt: now },
  })
  if (count === 0) return notThere
  await wakeLater(db, id)
  return changed
}

const changes = { pause: pauseJourney, resume: resumeJourney, archive: archiveJourney }

/** What a form calls `pause`, `resume` or `archive`; nothing for any other word. */
export function journeyChangeOf(intent: unknown): (typeof changes)[keyof typeof changes] | undefined {
  return Object.entries(changes).find(([name]) => name === intent)?.[1]
}

type HeldJourney = NonNullable<Awaited<ReturnType<typeof holdJourney>>>

/** The journey, held for whoever changes it: two who publish at once do so one after the other. */
async function holdJourney(db: Db, id: string) {
  await db.$queryRaw`select 1 from "Journey" where "id" = ${id} for update`
  return db.journey.findFirst({ where: { id } })
}

async function isFull(db: Db): Promise<boolean> {
  return (await db.journey.count({ where: { status: 'live' } })) >= liveJourneysMax
}

async function nextVersion(
  db: Db,
  { id, liveVersion }: HeldJourney,
  definition: JourneyDefinition,
  now: Date,
): Promise<{ version: number; isNew: boolean }> {
  const json = JSON.stringify(definition)
  const [made] = await db.$queryRaw<{ version: number }[]>`
    insert into "JourneyVersion" ("journeyId", "version", "definition", "publishedAt")
    select ${id}, coalesce(max("version"), 0) + 1, ${json}::jsonb, ${now} from "JourneyVersion" where "journeyId" = ${id}
    having not exists (select from "JourneyVersion" live where live."journeyId" = ${id}
             and live."version" = ${liveVersion} and live."definition" = ${json}::jsonb)
    returning "version"`
  return made ? { version: made.version, isNew: true } : { version: liveVersion ?? 1, isNew: false }
}

async function endForeseen(db: Db, journeyId: string, now: Date): Promise<void> {
  await db.enrollment.updateMany({
    where: { journeyId, status: 'entering', dueAt: { gt: now } },
    data: { status: 'ended', dueAt: null, endedAt: now, endedWhy: 'no-longer-due' },
  })
}

async function enrollWaiting(db: Db, journeyId: string, { trigger }: JourneyDefinition): Promise<void> {
  if (!triggerKindOf(trigger).isTimed) return
  const shop = shopOfUnit(db)
  await enqueue(db, 'enroll-waiting', { shop, journeyId }, { key: `${shop}/${journeyId}` })
}

async function wakeLater(db: Db, journeyId: string): Promise<void> {
  const shop = shopOfUnit(db)
  await enqueue(db, 'wake-journey', { shop, journeyId }, { key: `${shop}/${journeyId}` })
}
