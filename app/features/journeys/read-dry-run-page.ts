import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import type { Db } from '../../store/database.server.ts'
import { cancelDryRun } from '../../store/dry-runs.server.ts'
import { readCurrency } from '../../store/shops.server.ts'
import { type ReadDryRun, readDryRun } from './read-dry-run.ts'
import { readJourneyTitles } from './read-editor.ts'

/** What the page of a dry run shows. */
export interface DryRunShown {
  journey: { id: string; name: string; draft: JourneyDefinition | undefined; isArchived: boolean }
  run: ReadDryRun | undefined
  titles: Record<string, string>
  currency: string
}

/** A journey with its latest dry run; nothing where the journey is not there. */
export async function readDryRunPage(db: Db, journeyId: string): Promise<DryRunShown | undefined> {
  const row = await db.journey.findFirst({ where: { id: journeyId } })
  if (!row) return undefined
  const draft = definitionIn(row.draft)
  return {
    journey: { id: row.id, name: row.name, draft, isArchived: row.status === 'archived' },
    run: await readDryRun(db, journeyId),
    titles: draft ? await readJourneyTitles(db, [draft]) : {},
    currency: (await readCurrency(db)) ?? 'USD',
  }
}

/** Stops a dry run that has not ended. A second time changes nothing. */
export async function stopDryRun(db: Db, id: string, now: Date): Promise<{ kind: 'cancelled' }> {
  await cancelDryRun(db, id, now)
  return { kind: 'cancelled' }
}
