import type { Db } from '../../store/database.server.ts'
import { type JourneyPublished, publishJourney } from './change-journeys.ts'
import { judgeJourney } from './read-editor.ts'
import { readJourney } from './read-journey.ts'

/** What came of it; `faulty`: something is wrong with the draft that must be mended first. */
export type DraftPublished = JourneyPublished | { kind: 'refused'; why: 'faulty' }

/** Publishes the draft of this revision, unless a fault blocks it. Publishing what is live already makes no new version. */
export async function publishDraft(
  db: Db,
  { id, revision }: { id: string; revision: number },
  now: Date,
): Promise<DraftPublished> {
  const journey = await readJourney(db, id, now)
  const { name = '', draft } = journey ?? {}
  const faults = draft ? await judgeJourney(db, { id, name, draft }, now) : []
  if (faults.some(({ severity }) => severity === 'blocks')) return { kind: 'refused', why: 'faulty' }
  return publishJourney(db, id, revision, now)
}
