import { keptDays } from '../../domain/settings.ts'
import type { Db } from '../../store/database.server.ts'

/** What came of saving: saved, or refused with the field that does not fit. */
export type SettingsSaved = { kind: 'saved' } | { kind: 'refused'; field: 'deliveriesKeptDays' }

/**
 * Saves what the merchant chose; anything that is not a setting is dropped. Saving the same again changes nothing.
 * Settings of a later version of Encore in the same row stay as they are.
 */
export async function saveSettings(db: Db, form: { deliveriesKeptDays: unknown }): Promise<SettingsSaved> {
  const deliveriesKeptDays = keptDays(form.deliveriesKeptDays)
  if (deliveriesKeptDays === undefined) return { kind: 'refused', field: 'deliveriesKeptDays' }
  await db.$executeRaw`
    update "Shop" set "settings" = "settings" || ${JSON.stringify({ deliveriesKeptDays })}::jsonb`
  return { kind: 'saved' }
}
