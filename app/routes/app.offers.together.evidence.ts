import type { LoaderFunctionArgs } from '@remix-run/node'
import { readTogetherEvidence } from '../features/offers/read-together.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** The last orders that hold two products, named by their digits. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const { searchParams } = new URL(request.url)
  const [product, other] = [searchParams.get('product') ?? '', searchParams.get('other') ?? '']
  return inShop(shop, (db) => readTogetherEvidence(db, [product, other]))
}
