import { type PolicyField, readPolicyForm } from '../../domain/budget/policy.ts'
import { type LetterheadField, readLetterheadForm } from '../../domain/letterhead.ts'
import { type MarginField, readMarginForm } from '../../domain/offers/margin-form.ts'
import { decisionsKeptDays, keptDays } from '../../domain/settings.ts'
import type { Db } from '../../store/database.server.ts'

/** What came of saving: saved, or refused with the fields that do not fit. */
export type SettingsSaved =
  | { kind: 'saved' }
  | { kind: 'refused'; field: 'deliveriesKeptDays' | 'decisionsKeptDays' }
  | { kind: 'refused'; fields: (MarginField | PolicyField | LetterheadField)[] }

/** How long things are kept, as a form sends it; a field that is not there is left as it is. */
export interface KeptForm {
  deliveriesKeptDays?: unknown
  decisionsKeptDays?: unknown
}

/**
 * Saves what the merchant chose; anything that is not a setting is dropped. Saving the same again changes nothing.
 * Settings of a later version of Encore in the same row stay as they are.
 */
export async function saveSettings(db: Db, form: KeptForm): Promise<SettingsSaved> {
  const chosen: Record<string, number> = {}
  const readers = { deliveriesKeptDays: keptDays, decisionsKeptDays } as const
  for (const field of ['deliveriesKeptDays', 'decisionsKeptDays'] as const) {
    if (form[field] === undefined) continue
    const days = readers[field](form[field])
    if (days === undefined) return { kind: 'refused', field }
    chosen[field] = days
  }
  await keep(db, chosen)
  return { kind: 'saved' }
}

/**
 * Saves what a sale costs the shop and what must remain of it, as the merchant wrote it in the shop's currency. All
 * four are saved or none. Until Shopify has said which currency the shop has, amounts have two places.
 */
export async function saveMargin(db: Db, form: Record<MarginField, unknown>): Promise<SettingsSaved> {
  const shop = await db.shop.findFirst({ select: { currency: true } })
  const read = readMarginForm(form, shop?.currency ?? '')
  if (read.kind === 'refused') return read
  await keep(db, { margin: read.costs })
  return { kind: 'saved' }
}

/** Saves how often and when customers may be contacted, and how many are left alone: all of it or nothing. */
export async function saveBudget(db: Db, form: Record<PolicyField, unknown>): Promise<SettingsSaved> {
  const read = readPolicyForm(form)
  if (read.kind === 'refused') return read
  await keep(db, { budget: read.policy, holdoutPercent: read.holdoutPercent })
  return { kind: 'saved' }
}

/** Saves from whom messages come and how they look: all of it or nothing. An empty field is Encore's own choice. */
export async function saveLetterhead(db: Db, form: Record<LetterheadField, unknown>): Promise<SettingsSaved> {
  const read = readLetterheadForm(form)
  if (read.kind === 'refused') return read
  await keep(db, { sender: read.sender, brand: read.brand })
  return { kind: 'saved' }
}

/** Has the set-up guide step back for good. Doing it again changes nothing. */
export async function closeGuide(db: Db): Promise<SettingsSaved> {
  await keep(db, { isGuideClosed: true })
  return { kind: 'saved' }
}

async function keep(db: Db, chosen: object): Promise<void> {
  await db.$executeRaw`update "Shop" set "settings" = "settings" || ${JSON.stringify(chosen)}::jsonb`
}
