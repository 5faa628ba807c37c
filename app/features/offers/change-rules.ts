import type { Db } from '../../store/database.server.ts'
import { definitionOf } from './definition-of.ts'
import { nameCharactersMax, type RuleStatus, rulesMax } from './read-rules.ts'

/** What came of a change: done, or why not. */
export type RuleChange = { kind: 'changed' } | { kind: 'refused'; why: 'not-there' | 'unfit' | 'too-many' }

const changed: RuleChange = { kind: 'changed' }
const notThere: RuleChange = { kind: 'refused', why: 'not-there' }

/**
 * Puts a rule at a place among the others, 0 for the first; beyond the last it becomes the last. Two who move at once
 * do so one after the other. Moving it to where it is changes nothing.
 */
export async function moveRule(db: Db, id: string, place: number): Promise<RuleChange> {
  const ids = await orderedIds(db)
  if (!ids.includes(id)) return notThere
  const others = ids.filter((each) => each !== id)
  await writeOrder(db, others.toSpliced(Math.max(0, place), 0, id))
  return changed
}

/** Turns a rule on or off. One that is not complete cannot be turned on. */
export async function switchRule(
  db: Db,
  id: string,
  status: Exclude<RuleStatus, 'draft'>,
  now: Date,
): Promise<RuleChange> {
  const rule = await db.rule.findFirst({ where: { id, deletedAt: null } })
  if (!rule) return notThere
  if (status === 'on' && !definitionOf(rule.definition)) return { kind: 'refused', why: 'unfit' }
  await db.rule.updateMany({ where: { id }, data: { status, updatedAt: now } })
  return changed
}

/** Makes a draft of a rule under another name, right behind it. The id comes from the edge. */
export async function duplicateRule(
  db: Db,
  id: string,
  { copyId, nameOf, now }: { copyId: string; nameOf: (name: string) => string; now: Date },
): Promise<RuleChange> {
  const rule = await db.rule.findFirst({ where: { id, deletedAt: null } })
  if (!rule) return notThere
  const ids = await orderedIds(db)
  if (ids.length >= rulesMax) return { kind: 'refused', why: 'too-many' }
  const name = nameOf(rule.name).slice(0, nameCharactersMax)
  const { position } = rule
  await db.rule.create({
    data: { id: copyId, name, position, definition: rule.definition ?? {}, createdAt: now, updatedAt: now },
  })
  await writeOrder(db, ids.toSpliced(ids.indexOf(id) + 1, 0, copyId))
  return changed
}

/** Removes a rule: it is off from then on, and may be put back. Removing it again changes nothing. */
export async function removeRule(db: Db, id: string, now: Date): Promise<RuleChange> {
  const { count } = await db.rule.updateMany({
    where: { id, deletedAt: null },
    data: { status: 'off', deletedAt: now, updatedAt: now },
  })
  return count === 1 ? changed : notThere
}

/** Puts a removed rule back to where it was, in the state it had. Putting it back again changes nothing. */
export async function restoreRule(db: Db, id: string, status: RuleStatus, now: Date): Promise<RuleChange> {
  const ids = await orderedIds(db)
  if (ids.includes(id)) return changed
  if (ids.length >= rulesMax) return { kind: 'refused', why: 'too-many' }
  const { count } = await db.rule.updateMany({
    where: { id, deletedAt: { not: null } },
    data: { status, deletedAt: null, updatedAt: now },
  })
  return count === 1 ? changed : notThere
}

/** The rules that are there, in order, held for whoever changes the order. */
export async function orderedIds(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select "id" from "Rule" where "deletedAt" is null order by "position", "id" for update`
  return rows.map(({ id }) => id)
}

/** Places are counted by tens, so that one that was removed can come back between its neighbours. */
async function writeOrder(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`
    update "Rule" r set "position" = (o.place * 10)::int
      from unnest(${ids}::text[]) with ordinality o(id, place)
     where r."id" = o.id and r."position" <> o.place * 10`
}
