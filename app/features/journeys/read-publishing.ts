import type { Fault } from '../../domain/journeys/fault.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import type { Db } from '../../store/database.server.ts'
import { readCurrency } from '../../store/shops.server.ts'
import { readDryRunOfDraft } from './read-dry-run.ts'
import { judgeJourney, readJourneyTitles } from './read-editor.ts'
import { type OpenedJourney, readJourney } from './read-journey.ts'

/** What the page for publishing a journey shows. */
export interface Publishing {
  journey: OpenedJourney
  faults: Fault[]
  /** Earlier versions that somebody walks, the latest five. */
  older: JourneyDefinition[]
  /** When this very draft was dry-run; nothing where it was not. */
  dryRunAt: Date | undefined
  titles: Record<string, string>
  currency: string
}

const olderMax = 5

/** A journey about to be published, with all that is wrong with its draft; nothing where it is not there. */
export async function readPublishing(db: Db, id: string, now: Date): Promise<Publishing | undefined> {
  const journey = await readJourney(db, id, now)
  if (!journey) return undefined
  const { name, draft, live } = journey
  const older = await readOlder(db, journey)
  return {
    journey,
    faults: draft ? await judgeJourney(db, { id, name, draft }, now) : [],
    titles: await readJourneyTitles(
      db,
      [draft, live, ...older].flatMap((each) => each ?? []),
    ),
    older,
    dryRunAt: await readDryRunOfDraft(db, id),
    currency: (await readCurrency(db)) ?? 'USD',
  }
}

async function readOlder(db: Db, { id, versions, liveVersion }: OpenedJourney): Promise<JourneyDefinition[]> {
  const walked = versions.filter(({ version, inside }) => inside > 0 && version !== liveVersion)
  const rows = await db.journeyVersion.findMany({
    where: { journeyId: id, version: { in: walked.slice(0, olderMax).map(({ version }) => version) } },
  })
  return rows.flatMap(({ definition }) => definitionIn(definition) ?? [])
}

const versionsShownMax = 30

/** A journey's published versions with what each says, the latest 30; nothing where the journey is not there. */
export async function readVersionsPage(db: Db, id: string, now: Date) {
  const journey = await readJourney(db, id, now)
  if (!journey) return undefined
  const { name, revision, liveVersion, draft, status } = journey
  const lines = journey.versions.slice(0, versionsShownMax)
  const rows = await db.journeyVersion.findMany({
    where: { journeyId: id, version: { in: lines.map(({ version }) => version) } },
  })
  const versions = lines.map((line) => {
    const row = rows.find(({ version }) => version === line.version)
    return { ...line, definition: row && definitionIn(row.definition) }
  })
  const definitions = [draft, ...versions.map(({ definition }) => definition)].flatMap((each) => each ?? [])
  return {
    journey: { id, name, revision, liveVersion, draft, isArchived: status === 'archived' },
    versions,
    titles: await readJourneyTitles(db, definitions),
    currency: (await readCurrency(db)) ?? 'USD',
  }
}
