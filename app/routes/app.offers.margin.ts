import type { ActionFunctionArgs } from '@remix-run/node'
import { reachQuestion, readMarginReach } from '../features/offers/read-margin-reach.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** With how many of the products on sale an incentive that is being written would be given. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const question = reachQuestion(await request.formData())
  if (!question) throw new Response(null, { status: 400 })
  return inShop(shop, (db) => readMarginReach(db, question, now()))
}
