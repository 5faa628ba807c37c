import type { ActionFunctionArgs } from '@remix-run/node'
import { isShopifyId } from '../domain/shopify-id.ts'
import { beginEnrollment } from '../features/journeys/begin-enrollment.ts'
import { skipTouch, stopEnrollment } from '../features/journeys/stop-enrollment.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** Begins a journey for one customer, leaves one planned contact out for them, or ends their walk. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const [enrollmentId, stepId, customerId] = [text('enrollmentId'), text('stepId'), text('customerId')]
  switch (form.get('intent')) {
    case 'begin': {
      if (!isShopifyId('Customer', customerId)) throw new Response(null, { status: 400 })
      const asked = { journeyId: text('journeyId'), customerId, call: text('call') }
      return inShop(shop, (db) => beginEnrollment(db, asked, now()))
    }
    case 'skip':
      return inShop(shop, (db) => skipTouch(db, { enrollmentId, stepId }, now()))
    case 'stop':
      return inShop(shop, (db) => stopEnrollment(db, enrollmentId, { by: 'merchant', now: now() }))
    default:
      throw new Response(null, { status: 400 })
  }
}
