import { type Db, inShop } from '../../store/database.server.ts'
import { wantCodes } from './fill-code-pools.ts'

/**
 * Changes a shop's rules or tests in a unit of work, and in the same one puts the shop in line for the codes that are
 * given from now on. What was refused changes nothing and wants none.
 */
export async function changeOffers<Answer extends { kind: string }>(
  shop: string,
  change: (db: Db) => Promise<Answer>,
): Promise<Answer> {
  return inShop(shop, async (db) => {
    const answer = await change(db)
    if (answer.kind !== 'refused') await wantCodes(db, shop)
    return answer
  })
}
