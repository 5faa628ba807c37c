import { z } from 'zod'
import type { Topic } from '../../domain/budget/topic.ts'
import { definitionIn } from '../../domain/journeys/parse-journey.ts'
import { type JourneyPlan, planOf } from '../../domain/journeys/plan.ts'
import type { TemplateId } from '../../domain/messages/template-id.ts'
import type { Db } from '../../store/database.server.ts'
import type { JourneyStatus } from '../../store/journeys.server.ts'
import { type PlannedRow, readPlannedWalks } from '../../store/planned.server.ts'
import { touchStepOf } from './touch-steps.ts'

const touchesMax = 5

/** A walk of a customer that goes on, or that is expected to begin on a day that lies ahead. */
export interface PlannedWalk {
  enrollmentId: string
  journey: { id: string; name: string; status: JourneyStatus }
  status: 'entering' | 'active'
  /** When it is looked at next. */
  dueAt: Date
  /** What it would say next, as far as no branch lies before it; at most 5. */
  touches: PlannedTouch[]
}

/** A touch that a walk comes to next. */
export interface PlannedTouch {
  stepId: string
  topic: Topic
  says: { kind: 'message'; template: TemplateId } | { kind: 'offer' }
  /** When, where the walk waits for nothing else before it. */
  at: Date | undefined
  /** While the budget holds it: why, by the kind of its reason, and what is not well where it is that. */
  heldFor: { kind: string; matter?: string | undefined } | undefined
  /** Somebody left it out. */
  isSkipped: boolean
}

/** What is planned for one customer: their walks, those that move soonest first, and what each would say next. */
export async function readPlanned(db: Db, customerId: string): Promise<PlannedWalk[]> {
  const rows = await readPlannedWalks(db, customerId)
  return rows.map((row) => ({
    enrollmentId: row.enrollmentId,
    journey: { id: row.journeyId, name: row.journeyName, status: row.journeyStatus },
    status: row.status,
    dueAt: row.dueAt,
    touches: touchesOf(row),
  }))
}

function touchesOf(row: PlannedRow): PlannedTouch[] {
  const { journeyId, version, definition: json } = row
  const definition = definitionIn(json)
  if (!definition) return []
  const plan = planOf({ journeyId, version, definition })
  const from = row.status === 'entering' ? plan.first : (row.stepId ?? undefined)
  return ahead(plan, from)
    .slice(0, touchesMax)
    .flatMap(({ stepId, isNext }) => {
      const step = plan.places.get(stepId)?.step
      const touch = step && touchStepOf(step)
      return touch ? [plannedTouch(row, touch, isNext)] : []
    })
}

type Touch = NonNullable<ReturnType<typeof touchStepOf>>

function plannedTouch(row: PlannedRow, { id, topic, content }: Touch, isNext: boolean): PlannedTouch {
  const kept = row.touches?.[id]
  const says =
    content.kind === 'offer'
      ? { kind: 'offer' as const }
      : { kind: 'message' as const, template: content.template }
  return {
    stepId: id,
    topic,
    says,
    at: isNext ? row.dueAt : undefined,
    heldFor: kept?.status === 'held' ? held.safeParse(kept.verdict).data?.why : undefined,
    isSkipped: kept?.status === 'dropped',
  }
}

const held = z.object({ why: z.object({ kind: z.string(), matter: z.string().optional() }) })

/** The touches ahead of where somebody stands, up to the first branch; the first of them comes when the walk moves. */
function ahead(plan: JourneyPlan, from: string | undefined): { stepId: string; isNext: boolean }[] {
  const found: { stepId: string; isNext: boolean }[] = []
  let waits = 0
  for (let stepId = from; stepId !== undefined; ) {
    const place = plan.places.get(stepId)
    if (!place || place.into.size > 0) return found
    const { step } = place
    if (touchStepOf(step)) found.push({ stepId, isNext: found.length === 0 && waits <= 1 })
    else if (step.kind === 'wait' || step.kind === 'wait-until') waits += stepId === from ? 1 : 2
    if (step.kind === 'end') return found
    stepId = place.after
  }
  return found
}
