import type { Db } from '../../store/database.server.ts'
import type { JourneyStatus } from '../../store/journeys.server.ts'

/** A journey as other programs are told of it. */
export interface NamedJourney {
  id: string
  name: string
  status: JourneyStatus
  /** The one that people enter; nothing before the first was published. */
  version: number | null
}

const listedMax = 200

/** The shop's journeys, but for archived ones, by name; at most 200. */
export async function listNamedJourneys(db: Db): Promise<NamedJourney[]> {
  return db.$queryRaw<NamedJourney[]>`
    select "id", "name", "status"::text as "status", "liveVersion" as "version" from "Journey"
     where "status" <> 'archived' order by lower("name"), "id" limit ${listedMax}`
}

/**
 * The id of the journey that somebody calls by its id or its name, in any case. Of several with one name the live one
 * is meant; nothing where none has it, or more than one live.
 */
export async function findJourney(db: Db, called: string): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ id: string; isLive: boolean }[]>`
    select "id", "status" = 'live' as "isLive" from "Journey"
     where "status" <> 'archived' and ("id" = ${called} or lower(trim("name")) = lower(${called.trim()}))
     order by "id" = ${called} desc limit ${listedMax}`
  const byId = rows.find(({ id }) => id === called)
  if (byId) return byId.id
  const live = rows.filter(({ isLive }) => isLive)
  const meant = live.length > 0 ? live : rows
  return meant.length === 1 ? meant[0]?.id : undefined
}
