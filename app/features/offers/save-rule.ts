import { fitsCurrency } from '../../domain/offers/incentive.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import type { Db } from '../../store/database.server.ts'
import { readCurrency } from '../../store/shops.server.ts'
import { orderedIds } from './change-rules.ts'
import { sentDefinition } from './definition-of.ts'
import { nameCharactersMax, rulesMax } from './read-rules.ts'

/** A rule as the editor sends it. */
export interface SentRule {
  name: string
  /** Missing where it does not fit. */
  definition: RuleDefinition | undefined
  /** The version that was opened; missing for a new rule. */
  version: number | undefined
}

/** What came of saving. `changed-meanwhile`: somebody else saved since it was opened, and nothing was written over. */
export type RuleSaved =
  | { kind: 'saved'; id: string; version: number }
  | {
      kind: 'refused'
      why: 'no-name' | 'unfit' | 'other-currency' | 'not-there' | 'changed-meanwhile' | 'too-many'
    }

/**
 * Saves a rule that fits: a new one as a draft behind all others, one that is there without turning it on or off.
 * Saving what is there already makes no new version. The id comes from the edge for a new rule; saving that twice keeps
 * one.
 */
export async function saveRule(db: Db, id: string, sent: SentRule, now: Date): Promise<RuleSaved> {
  const name = sent.name.trim()
  if (name === '' || name.length > nameCharactersMax) return { kind: 'refused', why: 'no-name' }
  if (!sent.definition) return { kind: 'refused', why: 'unfit' }
  if (!(await isInOwnCurrency(db, sent.definition))) return { kind: 'refused', why: 'other-currency' }
  const definition = JSON.stringify(sent.definition)
  const { version } = sent
  if (version === undefined) return createRule(db, { id, name, definition }, now)
  const [saved] = await db.$queryRaw<{ version: number }[]>`
    update "Rule" set "name" = ${name}, "updatedAt" = ${now},
           "version" = "version" + case when "definition" = ${definition}::jsonb then 0 else 1 end,
           "definition" = ${definition}::jsonb
     where "id" = ${id} and "version" = ${version} and "deletedAt" is null returning "version"`
  if (saved) return { kind: 'saved', id, version: saved.version }
  const isThere = await db.rule.findFirst({ where: { id, deletedAt: null }, select: { id: true } })
  return { kind: 'refused', why: isThere ? 'changed-meanwhile' : 'not-there' }
}

/** Whether no amount of it is in another currency than the shop's: it would be taken off in the shop's all the same. */
async function isInOwnCurrency(db: Db, { incentive, second }: RuleDefinition): Promise<boolean> {
  const incentives = second ? [incentive, second.incentive] : [incentive]
  const currency = await readCurrency(db)
  return incentives.every((each) => fitsCurrency(each, currency))
}

async function createRule(
  db: Db,
  { id, name, definition }: { id: string; name: string; definition: string },
  now: Date,
): Promise<RuleSaved> {
  const ids = await orderedIds(db)
  if (ids.length >= rulesMax) return { kind: 'refused', why: 'too-many' }
  await db.$executeRaw`
    insert into "Rule" ("id", "name", "definition", "position", "createdAt", "updatedAt")
    select ${id}, ${name}, ${definition}::jsonb, coalesce(max("position"), 0) + 10,
           ${now}, ${now} from "Rule"
    on conflict ("shopId", "id") do nothing`
  return { kind: 'saved', id, version: 1 }
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether text is an id that a new rule may have: a UUID. */
export function isNewRuleId(text: unknown): text is string {
  return typeof text === 'string' && idPattern.test(text)
}

/** The rule that a form sends; nothing where it is no such form. Whether it fits is for `saveRule` to say. */
export function sentRule(form: FormData): SentRule | undefined {
  const [name, text, version] = [form.get('name'), form.get('definition'), form.get('version')]
  if (typeof name !== 'string') return undefined
  const opened = typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : undefined
  return { name, definition: sentDefinition(text), version: opened }
}
