import { nothingForeseen, type Simulation } from '../../domain/journeys/simulate-past.ts'
import type { HotDb } from '../../store/database.server.ts'

/** What can be foreseen of this shop's customers from what was known at a moment. */
export async function foreseer(_db: HotDb): Promise<Simulation['foresee']> {
  return () => nothingForeseen
}
