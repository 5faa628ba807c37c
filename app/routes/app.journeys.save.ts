import type { ActionFunctionArgs } from '@remix-run/node'
import { saveDraft } from '../features/journeys/save-journey.ts'
import { sentDraft } from '../features/journeys/sent-journey.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import type { SaveAnswer } from '../ui/journeys/use-autosave.ts'

/** Saves the draft of a journey, as its editor does after each change. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const id = form.get('id')
  const sent = sentDraft(form)
  if (!sent || typeof id !== 'string') throw new Response(null, { status: 400 })
  const saved = await inShop(shop, (db) => saveDraft(db, id, sent, now()))
  const answer: SaveAnswer =
    saved.kind === 'saved'
      ? { kind: 'saved', revision: saved.revision }
      : { kind: 'refused', why: saved.why, revision: 'revision' in saved ? saved.revision : undefined }
  return Response.json(answer)
}
