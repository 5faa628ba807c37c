import { type CannotMove, type Instead, moveOf } from '../../domain/journeys/move.ts'
import type { JourneyPlan } from '../../domain/journeys/plan.ts'
import { assert } from '../../platform/errors.ts'
import { asHot, type Db, shopOfUnit } from '../../store/database.server.ts'
import { readWalkGroups, type WalkGroup } from '../../store/moving-walks.server.ts'
import { planName, readPlans } from './plans.ts'

/** What becomes of people whose step is not in the newer version, by the id of that step. */
export type InsteadBySteps = Readonly<Record<string, Instead>>

/** What moving everybody to the live version would do. */
export interface MovePreview {
  toVersion: number
  /** How many would walk on in it, would end, and would stay in their version. */
  moves: number
  ends: number
  stays: number
  /** By where they stand now: of each step of an older version how many people, and what becomes of them. */
  steps: MovedStep[]
}

/** People who stand at one step of an older version. */
export interface MovedStep {
  version: number
  stepId: string
  people: number
  becomes: 'moves' | 'ends' | 'stays'
  /** Why they would stay: the merchant may name another step, or have them end. */
  why: CannotMove | undefined
}

/** Says what moving everybody who walks an older version to the live one would do. Nothing is moved. */
export async function previewMove(
  db: Db,
  journeyId: string,
  instead: InsteadBySteps,
  now: Date,
): Promise<MovePreview | undefined> {
  const journey = await db.journey.findFirst({ where: { id: journeyId }, select: { liveVersion: true } })
  const toVersion = journey?.liveVersion
  if (toVersion === null || toVersion === undefined) return undefined
  const groups = await readWalkGroups(db, journeyId, toVersion)
  const plans = await plansOf(db, journeyId, [toVersion, ...groups.map(({ version }) => version)])
  const judged = groups.map((group) => ({
    group,
    ...judge(group, plans, { journeyId, toVersion, instead, now }),
  }))
  const count = (becomes: MovedStep['becomes']) =>
    judged.filter((each) => each.becomes === becomes).reduce((sum, { group }) => sum + group.people, 0)
  return {
    toVersion,
    moves: count('moves'),
    ends: count('ends'),
    stays: count('stays'),
    steps: summed(judged.map(({ group, becomes, why }) => ({ ...group, becomes, why }))),
  }
}

/** The plans of these versions of a journey, by `planName`. */
export async function plansOf(db: Db, journeyId: string, versions: readonly number[]) {
  return readPlans(
    asHot(db),
    shopOfUnit(db),
    versions.map((version) => ({ journeyId, version })),
  )
}

interface Judging {
  journeyId: string
  toVersion: number
  instead: InsteadBySteps
  now: Date
}

function judge(
  { version, stepId, passed }: WalkGroup,
  plans: ReadonlyMap<string, JourneyPlan>,
  { journeyId, toVersion, instead, now }: Judging,
): Pick<MovedStep, 'becomes' | 'why'> {
  const from = plans.get(planName({ journeyId, version }))
  const to = plans.get(planName({ journeyId, version: toVersion }))
  if (!from || !to) return { becomes: 'stays', why: { kind: 'no-such-step', stepId } }
  const standing = { status: 'active' as const, stepId, since: now, dueAt: now, memory: {} }
  const move = moveOf(standing, passed, { from, to }, instead[stepId], now)
  switch (move.kind) {
    case 'moves':
    case 'ends':
      return { becomes: move.kind, why: undefined }
    case 'cannot':
      return { becomes: 'stays', why: move.why }
    default:
      return move satisfies never
  }
}

/** Those who stand at the same step and become the same, together: whatever way they came. */
function summed(steps: readonly (MovedStep & { passed?: unknown })[]): MovedStep[] {
  const found = new Map<string, MovedStep>()
  for (const { version, stepId, people, becomes, why } of steps) {
    const name = JSON.stringify([version, stepId, becomes, why])
    const known = found.get(name)
    found.set(name, { version, stepId, becomes, why, people: people + (known?.people ?? 0) })
  }
  const all = [...found.values()]
  assert(
    all.every(({ people }) => people > 0),
    'nobody is counted where nobody stands',
  )
  return all
}
