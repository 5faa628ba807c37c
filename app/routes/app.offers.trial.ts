import type { ActionFunctionArgs } from '@remix-run/node'
import { conditionIn, testRule } from '../features/offers/test-rule.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** On how many of the last paid orders a condition would have held. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const condition = conditionIn(form.get('when'))
  if (!condition) throw new Response(null, { status: 400 })
  return inShop(shop, (db) => testRule(db, condition))
}
