import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportJourney } from '../features/journeys/save-journey.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** A journey's draft, or one of its versions, as a file that another shop can import. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const { searchParams } = new URL(request.url)
  const version = searchParams.get('version')
  if (version !== null && !/^\d{1,9}$/.test(version)) throw new Response(null, { status: 400 })
  const id = searchParams.get('id') ?? ''
  const found = await inShop(shop, (db) =>
    exportJourney(db, id, version === null ? undefined : Number(version)),
  )
  if (!found) throw new Response(null, { status: 404 })
  return new Response(JSON.stringify(found, undefined, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="journey.json"',
      'Cache-Control': 'no-store',
    },
  })
}
