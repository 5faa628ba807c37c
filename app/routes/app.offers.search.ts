import type { LoaderFunctionArgs } from '@remix-run/node'
import { isSearchKind, searchGoods } from '../features/offers/search-goods.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** What the editor's pickers find of the shop's own products, collections, tags and the like. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const { searchParams } = new URL(request.url)
  const kind = searchParams.get('kind')
  if (!isSearchKind(kind)) throw new Response(null, { status: 400 })
  const typed = searchParams.get('q') ?? ''
  return { found: await inShop(shop, (db) => searchGoods(db, { kind, typed })) }
}

/** What was found stays found whatever else the page does. */
export function shouldRevalidate() {
  return false
}
