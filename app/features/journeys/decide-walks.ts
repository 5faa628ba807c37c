import { type Advanced, advance, settleWish } from '../../domain/journeys/advance.ts'
import type { Enrollment } from '../../domain/journeys/enrollment.ts'
import type { JourneyFacts } from '../../domain/journeys/facts.ts'
import type { JourneyPlan } from '../../domain/journeys/plan.ts'
import type { HeldEnrollment } from '../../store/due-walks.server.ts'
import { type ArmAtEntry, createArmAtEntry } from './arm-at-entry.ts'
import { type Answered, askForTouches, type Wishing } from './ask-for-touches.ts'
import { type GatheredWalks, planFor } from './gather-walks.ts'
import { createPastBook, type PastBook } from './past-walks.ts'
import { walkFacts } from './walk-facts.ts'

// A step may wish, and the next one as well: whoever asks more often in one look goes on in the next.
const askedMax = 10
const againMs = 1_000

/** What became of one walk that was looked at. */
export interface WalkDecision {
  held: HeldEnrollment
  /** As it stands now. */
  enrollment: Enrollment
  /** Whether anything of it is another than before. */
  passed: Advanced['passed']
  acts: Advanced['acts']
  next: Advanced['next']
  answered: readonly Answered[]
  /** Which version lets people in again, for `next`. */
  plan: JourneyPlan
}

/** A batch, decided; `unreadable` are the walks whose version this process cannot read. */
export interface WalkDecisions {
  decided: WalkDecision[]
  unreadable: HeldEnrollment[]
}

/**
 * Decides what becomes of each walk of a batch. What the walks of one customer wish for at the same moment goes to the
 * budget together, again and again until none of them wishes for anything it has not asked. Pure but for the memory of
 * time zones.
 */
export function decideWalks(gathered: GatheredWalks, now: Date): WalkDecisions {
  const past = createPastBook(gathered.past)
  const armAtEntry = createArmAtEntry(gathered.past, gathered.settings.holdoutPercent)
  const walks: Walking[] = []
  const unreadable: HeldEnrollment[] = []
  for (const held of gathered.held) {
    const plan = planFor(gathered, held.enrollment)
    if (plan) walks.push(begin(gathered, held, { plan, past, armAtEntry, now }))
    else unreadable.push(held)
  }
  const byCustomer = Map.groupBy(walks, ({ held }) => held.enrollment.customerId)
  for (const ofOne of byCustomer.values()) askUntilSettled(gathered, ofOne, now)
  return { decided: walks.map((walking) => decisionOf(walking, now)), unreadable }
}

/** A walk under way in this look. */
interface Walking {
  held: HeldEnrollment
  plan: JourneyPlan
  facts: JourneyFacts
  enrollment: Enrollment
  wish: Advanced['wish']
  passed: Advanced['passed'][number][]
  acts: Advanced['acts'][number][]
  next: Advanced['next']
  answered: Answered[]
}

function begin(
  gathered: GatheredWalks,
  held: HeldEnrollment,
  { plan, past, armAtEntry, now }: { plan: JourneyPlan; past: PastBook; armAtEntry: ArmAtEntry; now: Date },
): Walking {
  const enrollment = { ...held.enrollment, version: plan.version }
  const facts = walkFacts(gathered, enrollment, past.of(enrollment), now)
  const walking: Walking = {
    held,
    plan,
    facts,
    enrollment,
    wish: undefined,
    passed: [],
    acts: [],
    next: undefined,
    answered: [],
  }
  take(walking, advance(plan, enrollment, facts, now))
  if (!enrollment.enteredAt && walking.enrollment.enteredAt)
    walking.enrollment = { ...walking.enrollment, arm: armAtEntry(enrollment, now) }
  past.note(walking.enrollment)
  return walking
}

function take(walking: Walking, advanced: Advanced): void {
  const { standing, enteredAt, triggeredAt } = advanced
  walking.enrollment = { ...walking.enrollment, standing, enteredAt, triggeredAt }
  walking.wish = advanced.wish
  walking.passed.push(...advanced.passed)
  walking.acts.push(...advanced.acts)
  walking.next ??= advanced.next
}

function askUntilSettled(gathered: GatheredWalks, walks: readonly Walking[], now: Date): void {
  const counted: Date[] = []
  for (let asked = 0; asked < askedMax; asked += 1) {
    const wishing = walks.flatMap((walking) => (walking.wish ? [{ walking, wish: walking.wish }] : []))
    if (wishing.length === 0) return
    const wishes: Wishing[] = wishing.map(({ walking, wish }) => ({
      enrollment: walking.enrollment,
      ...wish,
    }))
    const answers = askForTouches(gathered, wishes, counted, now)
    for (const [place, { walking }] of wishing.entries()) {
      const answer = answers[place]
      if (!answer) continue
      walking.answered.push(answer)
      if (answer.verdict.kind === 'go' && answer.verdict.countsAt) counted.push(answer.verdict.countsAt)
      take(walking, settleWish(walking.plan, walking.enrollment, answer.verdict, walking.facts, now))
    }
  }
}

function decisionOf(walking: Walking, now: Date): WalkDecision {
  const { held, passed, acts, next, answered, plan } = walking
  return { held, enrollment: notAtOnce(walking.enrollment, now), passed, acts, next, answered, plan }
}

/** Who is due again at once would be looked at without end, and everybody else never. */
function notAtOnce(enrollment: Enrollment, now: Date): Enrollment {
  const { standing } = enrollment
  if (standing.status === 'ended' || standing.dueAt > now) return enrollment
  return { ...enrollment, standing: { ...standing, dueAt: new Date(now.getTime() + againMs) } }
}
