import type { ActionFunctionArgs } from '@remix-run/node'
import { message as messageKind } from '../domain/journeys/steps/message.ts'
import { isRecord, wordIn } from '../domain/json-fields.ts'
import { messageLanguages } from '../domain/messages/languages.ts'
import { isShopifyId } from '../domain/shopify-id.ts'
import { sentJson } from '../features/journeys/sent-journey.ts'
import { type MessagePreviewQuestion, previewMessage } from '../features/messages/preview-message.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShopHot } from '../store/database.server.ts'

/** A message as it is written now, as a customer of the shop would get it. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const asked = askedOf(await request.formData())
  if (!asked) throw new Response(null, { status: 400 })
  const preview = await inShopHot(shop, (db) => previewMessage(db, asked, now()))
  if (!preview) throw new Response(null, { status: 404 })
  return Response.json(preview)
}

function askedOf(form: FormData): MessagePreviewQuestion | undefined {
  const [json, trigger] = [sentJson(form.get('message')), sentJson(form.get('trigger'))]
  const customerId = form.get('customerId')
  const language = wordIn(messageLanguages, form.get('language'))
  if (!language || !isRecord(trigger) || !isRecord(json)) return undefined
  // What a step has beside its words does not show.
  const whole = { ...json, topic: 'help', channels: ['email'], validDays: 1 }
  const step = messageKind.parse('preview', whole, { steps: () => [] })
  if ('why' in step) return undefined
  const { template, texts, offer } = step
  return {
    content: { kind: 'message', template, texts, ...(offer && { offer }) },
    trigger,
    customerId: isShopifyId('Customer', customerId) ? customerId : undefined,
    language,
    isOwnLanguage: form.get('isOwnLanguage') === 'yes',
  }
}
