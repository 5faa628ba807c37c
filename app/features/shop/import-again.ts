import type { Db } from '../../store/database.server.ts'
import { beginUnlessRunning, importedKinds } from '../../store/imports.server.ts'
import { enqueueImport } from '../orders/import-history.ts'

/** What came of asking for the import again. */
export type ImportAsked = { kind: 'begun' } | { kind: 'refused'; why: 'running' }

/** Begins the import of the whole past again, from nothing. Refused while one is under way, or just now begun. */
export async function importAgain(db: Db, shop: string, now: Date): Promise<ImportAsked> {
  if (!(await beginUnlessRunning(db, importedKinds, now))) return { kind: 'refused', why: 'running' }
  for (const kind of importedKinds) await enqueueImport(db, shop, kind)
  return { kind: 'begun' }
}
