import type { Db } from '../../store/database.server.ts'
import { readCurrency } from '../../store/shops.server.ts'
import { proposeRules, type RuleProposal } from '../offers/propose-rules.ts'
import { type JourneyLine, listJourneys } from './list-journeys.ts'
import { readJourneyTitles } from './read-editor.ts'

/** The shop's journeys with the names that their sentences need; while there are none, what its orders speak for. */
export async function readJourneysPage(
  db: Db,
  now: Date,
): Promise<{
  journeys: JourneyLine[]
  titles: Record<string, string>
  currency: string | undefined
  proposals: RuleProposal[]
}> {
  const journeys = await listJourneys(db, now)
  const definitions = journeys.flatMap(({ definition }) => definition ?? [])
  const isEmpty = journeys.every(({ status }) => status === 'archived')
  return {
    journeys,
    titles: await readJourneyTitles(db, definitions),
    currency: await readCurrency(db),
    proposals: isEmpty
      ? (await proposeRules(db, now)).filter(({ proposal }) => proposal.kind !== 'stock')
      : [],
  }
}
