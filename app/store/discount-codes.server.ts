import type { HotDb, Statement } from './database.server.ts'

const giveBack: Statement = {
  name: 'give-back-codes',
  text: `
    update "DiscountCode" set "offerItemId" = null, "customerId" = null, "givenAt" = null, "orderId" = null
     where "offerItemId" = any($1) and "usedAt" is null`,
}

/**
 * Makes the codes free again that were taken for these items, which nobody was ever shown. Codes that were used stay,
 * and so does what was given with the same order before.
 */
export async function giveBackCodes(db: HotDb, offerItemIds: string[]): Promise<void> {
  await db.run(giveBack, [offerItemIds])
}

/** Makes this unit of work wait for the disk, whatever it was opened with. */
export async function waitForDisk(db: HotDb): Promise<void> {
  await db.run({ text: 'set local synchronous_commit = on' }, [])
}
