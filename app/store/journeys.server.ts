import type { HotDb, Statement } from './database.server.ts'

/** How a journey stands. */
export type JourneyStatus = 'draft' | 'live' | 'paused' | 'archived'

/** A journey that lets people in. */
export interface LiveJourney {
  id: string
  version: number
  /** What happened before begins nothing. */
  liveSince: Date
}

const liveMax = 200

const readLive: Statement = {
  name: 'read-live-journeys',
  text: `select "id", "liveVersion" as "version", "liveSince" from "Journey"
          where "status" = 'live' and "liveVersion" is not null and "liveSince" is not null order by "id" limit ${liveMax}`,
}

/** The journeys that let people in, at most 200. */
export async function readLiveJourneys(db: HotDb): Promise<LiveJourney[]> {
  const { rows } = await db.run<LiveJourney>(readLive, [])
  return rows
}

/** Names a published version. */
export interface VersionName {
  journeyId: string
  version: number
}

const readKept: Statement = {
  name: 'read-journey-versions',
  text: `select v."journeyId", v."version", v."definition"
           from unnest($1::text[], $2::int[]) as asked("journeyId", "version")
           join "JourneyVersion" v on v."journeyId" = asked."journeyId" and v."version" = asked."version"`,
}

/** What these versions say, as JSON; those that are not there are left out. */
export async function readVersions(
  db: HotDb,
  names: readonly VersionName[],
): Promise<(VersionName & { definition: unknown })[]> {
  const ids = names.map(({ journeyId }) => journeyId)
  const versions = names.map(({ version }) => version)
  const { rows } = await db.run<VersionName & { definition: unknown }>(readKept, [ids, versions])
  return rows
}

const versionsMax = 400

const readInUse: Statement = {
  name: 'read-journey-versions-in-use',
  text: `select v."journeyId", v."version" from "JourneyVersion" v
           join "Journey" j on j."id" = v."journeyId" and j."status" in ('live', 'paused')
          where v."version" = j."liveVersion"
             or exists (select from "Enrollment" e where e."journeyId" = v."journeyId" and e."version" = v."version"
                           and e."status" in ('entering', 'active'))
          order by 1, 2 limit ${versionsMax}`,
}

/** The versions that let people in or that somebody walks, at most 400. */
export async function readVersionsInUse(db: HotDb): Promise<VersionName[]> {
  const { rows } = await db.run<VersionName>(readInUse, [])
  return rows
}

/** The shop as walks need to know it. */
export interface ShopOfWalks {
  shop: string
  timeZone: string | null
  locale: string | null
  currency: string | null
  settings: unknown
  isUninstalled: boolean
  /** The names of the secrets it keeps: a channel that needs a key is connected where there is one. */
  secrets: string[]
  /** By the id of the journey. */
  journeys: Map<string, JourneyNow>
}

/** How a journey stands, and which of its versions lets people in, where one does. */
export interface JourneyNow {
  status: JourneyStatus
  liveVersion: number | null
}

const readShop: Statement = {
  name: 'read-shop-of-walks',
  text: `select s."id" as "shop", s."timeZone", s."locale", s."currency", s."settings",
                s."uninstalledAt" is not null as "isUninstalled",
                coalesce((select array_agg(k."id") from "ShopSecret" k), '{}') as "secrets",
                (select json_object_agg(j."id", json_build_object('status', j."status", 'liveVersion', j."liveVersion")) from "Journey" j where j."id" = any($1::text[])) as "journeys"
           from "Shop" s`,
}

/** The shop, and how these of its journeys stand; nothing where it was erased. */
export async function readShopOfWalks(
  db: HotDb,
  journeyIds: readonly string[],
): Promise<ShopOfWalks | undefined> {
  const { rows } = await db.run<
    Omit<ShopOfWalks, 'journeys'> & { journeys: Record<string, JourneyNow> | null }
  >(readShop, [journeyIds])
  const [row] = rows
  return row && { ...row, journeys: new Map(Object.entries(row.journeys ?? {})) }
}
