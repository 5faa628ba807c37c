import { freeName } from '../../domain/journeys/free-name.ts'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { type JourneyFile, journeyFile, journeyNameMax } from '../../domain/journeys/journey-file.ts'
import { type JourneyFault, parseJourney } from '../../domain/journeys/parse-journey.ts'
import type { Db } from '../../store/database.server.ts'

/** How many journeys a shop may have, the archived ones among them. */
export const journeysMax = 200

/** A new journey; its definition as JSON, from a template or a file. */
export interface NewJourney {
  id: string
  name: string
  definition: unknown
}

/** What came of making a journey. */
export type JourneyMade =
  | { kind: 'made'; id: string; revision: number }
  | { kind: 'refused'; why: 'no-name' | 'too-many' }
  | { kind: 'refused'; why: 'unfit'; fault: JourneyFault }

/**
 * Makes a journey that nobody walks yet, from JSON. The id comes from the edge; making it twice with one id keeps the
 * first.
 */
export async function makeJourney(db: Db, journey: NewJourney, now: Date): Promise<JourneyMade> {
  const { id } = journey
  const name = journey.name.trim()
  if (!isName(name)) return { kind: 'refused', why: 'no-name' }
  const parsed = parseJourney(journey.definition)
  if (parsed.kind === 'refused') return { kind: 'refused', why: 'unfit', fault: parsed.fault }
  if ((await db.journey.count()) >= journeysMax) return { kind: 'refused', why: 'too-many' }
  const draft = JSON.stringify(parsed.definition)
  await db.$executeRaw`
    insert into "Journey" ("id", "name", "draft", "createdAt", "updatedAt")
    values (${id}, ${name}, ${draft}::jsonb, ${now}, ${now}) on conflict do nothing`
  const made = await db.journey.findFirst({ where: { id }, select: { draftRevision: true } })
  return { kind: 'made', id, revision: made?.draftRevision ?? 1 }
}

/** Makes a journey as `makeJourney` does, under a name that no other has that is not archived. */
export async function importJourney(db: Db, journey: NewJourney, now: Date): Promise<JourneyMade> {
  const others = await db.journey.findMany({
    where: { status: { not: 'archived' }, id: { not: journey.id } },
    select: { name: true },
    take: journeysMax,
  })
  const taken = others.map(({ name }) => name)
  return makeJourney(db, { ...journey, name: freeName(journey.name.trim(), taken) }, now)
}

/** A draft as the editor sends it. */
export interface SentDraft {
  name: string
  definition: unknown
  /** The revision that it was made from. */
  revision: number
}

/** What came of saving. `changed-meanwhile`: somebody else saved since, and nothing was written over; theirs is told. */
export type DraftSaved =
  | { kind: 'saved'; revision: number; definition: JourneyDefinition }
  | { kind: 'refused'; why: 'no-name' | 'not-there' }
  | { kind: 'refused'; why: 'changed-meanwhile'; revision: number }
  | { kind: 'refused'; why: 'unfit'; fault: JourneyFault }

/**
 * Saves the draft of a journey; those who walk a published version go on as they are. Of two who save from the same
 * revision the second is refused. The same again is the same revision.
 */
export async function saveDraft(db: Db, id: string, sent: SentDraft, now: Date): Promise<DraftSaved> {
  const name = sent.name.trim()
  if (!isName(name)) return { kind: 'refused', why: 'no-name' }
  const parsed = parseJourney(sent.definition)
  if (parsed.kind === 'refused') return { kind: 'refused', why: 'unfit', fault: parsed.fault }
  const { definition } = parsed
  const draft = JSON.stringify(definition)
  const [saved] = await db.$queryRaw<{ revision: number }[]>`
    update "Journey" set "updatedAt" = ${now}, "draftRevision" = "draftRevision" +
             case when "draft" is not distinct from ${draft}::jsonb and "name" = ${name} then 0 else 1 end,
           "name" = ${name}, "draft" = ${draft}::jsonb
     where "id" = ${id} and "status" <> 'archived' and ("draftRevision" = ${sent.revision}
           or ("draftRevision" = ${sent.revision} + 1 and "draft" = ${draft}::jsonb and "name" = ${name}))
     returning "draftRevision" as "revision"`
  if (saved) return { kind: 'saved', revision: saved.revision, definition }
  const there = await db.journey.findFirst({ where: { id, status: { not: 'archived' } } })
  if (!there) return { kind: 'refused', why: 'not-there' }
  return { kind: 'refused', why: 'changed-meanwhile', revision: there.draftRevision }
}

/** Makes the definition of an earlier version the draft again; the live version stays until that is published. */
export async function restoreVersion(
  db: Db,
  id: string,
  { version, revision }: { version: number; revision: number },
  now: Date,
): Promise<DraftSaved> {
  const journey = await db.journey.findFirst({ where: { id }, include: { versions: { where: { version } } } })
  const [kept] = journey?.versions ?? []
  if (!journey || !kept) return { kind: 'refused', why: 'not-there' }
  return saveDraft(db, id, { name: journey.name, definition: kept.definition, revision }, now)
}

/** A journey's draft, or one of its versions, as a file; nothing where it is not there. */
export async function exportJourney(db: Db, id: string, version?: number): Promise<JourneyFile | undefined> {
  const journey = await db.journey.findFirst({
    where: { id },
    include: { versions: version === undefined ? false : { where: { version } } },
  })
  const json = version === undefined ? journey?.draft : journey?.versions?.[0]?.definition
  const parsed = parseJourney(json)
  if (!journey || parsed.kind === 'refused') return undefined
  return journeyFile(journey.name, parsed.definition)
}

function isName(name: string): boolean {
  return name !== '' && name.length <= journeyNameMax
}
