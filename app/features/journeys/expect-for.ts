import { heedIntents } from '../../domain/messages/intent.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readIntents } from '../../store/preferences.server.ts'
import type { Expected } from './foresee.ts'
import { predictFor } from './predict.ts'

/** What is expected of these customers, as predicted and then as their own words on what they bought change it. */
export async function expectFor(
  db: HotDb,
  shop: string,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, Expected>> {
  if (customerIds.length === 0) return new Map()
  const [expected, intents] = await Promise.all([
    predictFor(db, shop, customerIds, now),
    readIntents(db, customerIds),
  ])
  return new Map(
    [...expected].map(([customerId, each]) => {
      const said = intents.get(customerId)
      return [customerId, said ? { ...each, needs: heedIntents(each.needs, said) } : each]
    }),
  )
}
