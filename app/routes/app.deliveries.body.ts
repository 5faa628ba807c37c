import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { readDeliveryBody } from '../features/orders/read-deliveries.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** The raw body of one delivery, as text inside JSON: nothing in it can become a page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const id = new URL(request.url).searchParams.get('id') ?? ''
  const body = await inShop(shop, (db) => readDeliveryBody(db, id))
  return data(body, { headers: { 'Cache-Control': 'no-store' } })
}
