import { plainText } from '../../domain/plain-text.ts'
import type { Db } from '../../store/database.server.ts'

/** A customer's data as it was found when they asked for it. */
export type CustomerExport = { kind: 'there'; export: unknown } | { kind: 'not-there' }

/**
 * Gives out the export of a `customers/data_request` for the merchant to hand on, and remembers when it was first
 * taken. May be asked for again; the first moment stands. Not there while it is being made, or for any other request.
 */
export async function handOnExport(db: Db, id: string, now: Date): Promise<CustomerExport> {
  const request = await db.complianceRequest.findFirst({
    where: { id: plainText(id), topic: 'customers/data_request', status: 'done' },
  })
  if (!request?.export) return { kind: 'not-there' }
  await db.complianceRequest.updateMany({
    where: { id: request.id, handedOnAt: null },
    data: { handedOnAt: now },
  })
  return { kind: 'there', export: request.export }
}
