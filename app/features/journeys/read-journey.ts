import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import type { Lift } from '../../domain/proof/lift.ts'
import type { Db } from '../../store/database.server.ts'
import type { JourneyStatus } from '../../store/journeys.server.ts'
import { countWalks, type JourneyCounts } from './list-journeys.ts'
import { readEffects } from './read-effects.ts'

const versionsMax = 100

/** A journey as its editor opens it. */
export interface OpenedJourney {
  id: string
  name: string
  status: JourneyStatus
  /** Nothing where this version of Encore cannot read it. */
  draft: JourneyDefinition | undefined
  /** To be named when the draft is saved or published. */
  revision: number
  liveVersion: number | undefined
  live: JourneyDefinition | undefined
  /** Newest first, the latest 100. */
  versions: { version: number; publishedAt: Date; inside: number }[]
  counts: JourneyCounts
  /** What it changes per customer, as far as it can be told. */
  effect: Lift
  /** How many stand at each step of the live version, by its id. */
  atSteps: Record<string, number>
}

/** One journey with its draft, its versions and who walks it; nothing where it is not there. */
export async function readJourney(db: Db, id: string, now: Date): Promise<OpenedJourney | undefined> {
  const journey = await db.journey.findFirst({ where: { id } })
  if (!journey) return undefined
  const versions = await readVersionLines(db, id)
  const { name, status, draft, draftRevision: revision } = journey
  const liveVersion = journey.liveVersion ?? undefined
  const counts = (await countWalks(db, [id], now)).get(id)
  if (!counts) return undefined
  const live = await readVersion(db, id, journey.liveVersion)
  const effectOf = await readEffects(db, now)
  const atSteps = await countAtSteps(db, id, liveVersion)
  return {
    id,
    name,
    status,
    draft: definitionIn(draft),
    revision,
    liveVersion,
    live,
    versions,
    counts,
    effect: effectOf(id),
    atSteps,
  }
}

/** What a published version says; nothing where there is none, or it cannot be read. */
export async function readVersion(
  db: Db,
  journeyId: string,
  version: number | null,
): Promise<JourneyDefinition | undefined> {
  if (version === null) return undefined
  const kept = await db.journeyVersion.findFirst({ where: { journeyId, version } })
  return kept ? definitionIn(kept.definition) : undefined
}

async function readVersionLines(db: Db, id: string): Promise<OpenedJourney['versions']> {
  return db.$queryRaw<OpenedJourney['versions']>`
    select v."version", v."publishedAt", (select count(*)::int from "Enrollment" e where e."journeyId" = ${id}
             and e."status" = 'active' and e."version" = v."version") as "inside"
      from "JourneyVersion" v where v."journeyId" = ${id} order by v."version" desc limit ${versionsMax}`
}

async function countAtSteps(
  db: Db,
  id: string,
  version: number | undefined,
): Promise<Record<string, number>> {
  if (version === undefined) return {}
  const rows = await db.$queryRaw<{ stepId: string; count: number }[]>`
    select "stepId", count(*)::int as "count" from "Enrollment"
     where "journeyId" = ${id} and "status" = 'active' and "version" = ${version} group by 1`
  return Object.fromEntries(rows.map(({ stepId, count }) => [stepId, count]))
}
