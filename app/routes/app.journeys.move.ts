import type { ActionFunctionArgs } from '@remix-run/node'
import type { Instead } from '../domain/journeys/move.ts'
import { isRecord } from '../domain/json-fields.ts'
import { askToMove } from '../features/journeys/move-enrollments.ts'
import { type InsteadBySteps, previewMove } from '../features/journeys/preview-move.ts'
import { sentJson } from '../features/journeys/sent-journey.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

const insteadMax = 100

/** What moving who walks earlier versions to the live one would do, or has it done. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const [journeyId, intent] = [form.get('id'), form.get('intent')]
  const instead = insteadIn(sentJson(form.get('instead')))
  if (typeof journeyId !== 'string' || !instead || (intent !== 'preview' && intent !== 'move'))
    throw new Response(null, { status: 400 })
  const preview = await inShop(shop, async (db) => {
    const found = await previewMove(db, journeyId, instead, now())
    if (found && intent === 'move') await askToMove(db, { journeyId, toVersion: found.toVersion, instead })
    return found
  })
  if (!preview) throw new Response(null, { status: 404 })
  return Response.json(preview)
}

function insteadIn(json: unknown): InsteadBySteps | undefined {
  if (!isRecord(json)) return undefined
  const all = Object.entries(json)
  if (all.length > insteadMax) return undefined
  const read: Record<string, Instead> = {}
  for (const [stepId, each] of all) {
    if (!isRecord(each)) return undefined
    if (each.kind === 'end') read[stepId] = { kind: 'end' }
    else if (each.kind === 'to' && typeof each.stepId === 'string')
      read[stepId] = { kind: 'to', stepId: each.stepId }
    else return undefined
  }
  return read
}
