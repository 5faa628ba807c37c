import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import type { Lift } from '../../domain/proof/lift.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { Db } from '../../store/database.server.ts'
import type { JourneyStatus } from '../../store/journeys.server.ts'
import { readEffects } from './read-effects.ts'
import { journeysMax } from './save-journey.ts'

const weekMs = 7 * dayMs

/** A journey in the list. */
export interface JourneyLine {
  id: string
  name: string
  status: JourneyStatus
  /** What it does: the live version, before the first the draft; nothing where this version of Encore cannot read it. */
  definition: JourneyDefinition | undefined
  liveVersion: number | undefined
  /** Whether the draft says something else than the live version. */
  hasChanges: boolean
  updatedAt: Date
  counts: JourneyCounts
  /** What it changes per customer, as far as it can be told. */
  effect: Lift
}

/** How many people, and touches. */
export interface JourneyCounts {
  /** Walk it now. */
  inside: number
  /** Are expected on a day that lies ahead, and have not entered. */
  expected: number
  /** Entered in the last seven days. */
  enteredThisWeek: number
  completed: number
  /** Ended before the end. */
  left: number
  /** Sent, or let go, in the last seven days. */
  touchesThisWeek: number
  /** Held back now. */
  held: number
}

/** The shop's journeys, those that let people in first, then as they were last changed; archived ones at the end. */
export async function listJourneys(db: Db, now: Date): Promise<JourneyLine[]> {
  const rows = await db.$queryRaw<JourneyRow[]>`
    select j."id", j."name", j."status"::text as "status", j."liveVersion", j."updatedAt", j."draft",
           v."definition" as "live", j."draft" is distinct from v."definition" as "hasChanges"
      from "Journey" j
      left join "JourneyVersion" v on v."journeyId" = j."id" and v."version" = j."liveVersion"
     order by array_position(array['live', 'paused', 'draft', 'archived'], j."status"::text), j."updatedAt" desc, j."id"
     limit ${journeysMax}`
  const counts = await countWalks(
    db,
    rows.map(({ id }) => id),
    now,
  )
  const effectOf = await readEffects(db, now)
  return rows.map(({ live, draft, ...row }) => ({
    ...row,
    liveVersion: row.liveVersion ?? undefined,
    definition: definitionIn(live ?? draft),
    counts: counts.get(row.id) ?? noCounts,
    effect: effectOf(row.id),
  }))
}

interface JourneyRow {
  id: string
  name: string
  status: JourneyStatus
  liveVersion: number | null
  updatedAt: Date
  draft: unknown
  live: unknown
  hasChanges: boolean
}

const noCounts: JourneyCounts = {
  inside: 0,
  expected: 0,
  enteredThisWeek: 0,
  completed: 0,
  left: 0,
  touchesThisWeek: 0,
  held: 0,
}

/** How many walk, walked and were reached by these journeys, by id. */
export async function countWalks(db: Db, ids: string[], now: Date): Promise<Map<string, JourneyCounts>> {
  const weekAgo = new Date(now.getTime() - weekMs)
  const rows = await db.$queryRaw<(JourneyCounts & { id: string })[]>`
    select asked."id", walks.*, touches.*
      from unnest(${ids}::text[]) as asked("id")
      cross join lateral (
        select count(*) filter (where e."status" = 'active')::int as "inside",
               count(*) filter (where e."status" = 'entering')::int as "expected",
               count(*) filter (where e."enteredAt" > ${weekAgo})::int as "enteredThisWeek",
               count(*) filter (where e."endedWhy" = 'completed')::int as "completed",
               count(*) filter (where e."enteredAt" is not null and e."endedWhy" <> 'completed')::int as "left"
          from "Enrollment" e where e."journeyId" = asked."id") walks
      cross join lateral (
        select count(*) filter (where t."countsAt" > ${weekAgo})::int as "touchesThisWeek",
               count(*) filter (where t."status" = 'held')::int as "held"
          from "Enrollment" e join "Touch" t on t."enrollmentId" = e."id"
         where e."journeyId" = asked."id" and (t."status" = 'held' or t."countsAt" > ${weekAgo})) touches`
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
