import { importKinds } from '../../domain/setup.ts'
import { enqueue } from '../../platform/queue.server.ts'
import type { Db } from '../../store/database.server.ts'

/** What came of asking for the import again. */
export type ImportAsked = { kind: 'begun' } | { kind: 'refused'; why: 'running' }

/** Begins the import of the whole history again, from the start. Refused while one is under way. */
export async function importAgain(db: Db, shop: string, now: Date): Promise<ImportAsked> {
  const running = await db.importRun.count({ where: { status: { in: ['waiting', 'asking', 'reading'] } } })
  if (running > 0) return { kind: 'refused', why: 'running' }
  await db.importRun.deleteMany()
  for (const kind of importKinds) {
    await db.importRun.create({ data: { kind, startedAt: now, updatedAt: now } })
    await enqueue(db, 'import-history', { shop, kind }, { key: `${shop}/${kind}` })
  }
  return { kind: 'begun' }
}
