import type { LoaderFunctionArgs } from '@remix-run/node'
import { readDecisions } from '../features/offers/read-decisions.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** Everything that was decided for one order, named by its digits. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const digits = new URL(request.url).searchParams.get('order') ?? ''
  return inShop(shop, (db) => readDecisions(db, digits))
}
