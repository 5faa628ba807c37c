import { parseJourney } from '../../domain/journeys/parse-journey.ts'
import { type JourneyPlan, planOf } from '../../domain/journeys/plan.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readVersions, type VersionName } from '../../store/journeys.server.ts'

const rememberedMax = 5_000

/** Published versions never change, so that what was read of one is true for ever. */
const remembered = new Map<string, JourneyPlan>()

/**
 * The plans of published versions, by `planName`. A version that is not there, or that this version of Encore cannot
 * read, is left out. Each is read once by a process.
 */
export async function readPlans(
  db: HotDb,
  shop: string,
  names: readonly VersionName[],
): Promise<Map<string, JourneyPlan>> {
  const wanted = new Map(names.map((each) => [planName(each), each]))
  const missing = [...wanted].filter(([name]) => !remembered.has(`${shop}/${name}`)).map(([, each]) => each)
  if (missing.length > 0) await remember(db, shop, missing)
  const plans = new Map<string, JourneyPlan>()
  for (const name of wanted.keys()) {
    const plan = remembered.get(`${shop}/${name}`)
    if (plan) plans.set(name, plan)
  }
  return plans
}

/** Names a version among those of a shop. */
export function planName({ journeyId, version }: VersionName): string {
  return `${journeyId}/${version}`
}

async function remember(db: HotDb, shop: string, names: readonly VersionName[]): Promise<void> {
  const rows = await readVersions(db, names)
  if (remembered.size + rows.length > rememberedMax) remembered.clear()
  for (const { definition, ...name } of rows) {
    const parsed = parseJourney(definition)
    if (parsed.kind === 'parsed')
      remembered.set(`${shop}/${planName(name)}`, planOf({ ...name, definition: parsed.definition }))
  }
}

/** Forgets what was read, as when the process starts anew. */
export function forgetPlans(): void {
  remembered.clear()
}
