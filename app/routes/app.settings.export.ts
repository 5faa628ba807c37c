import type { LoaderFunctionArgs } from '@remix-run/node'
import { handOnExport } from '../features/shop/hand-on-export.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'

/** The export of one data request, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const id = new URL(request.url).searchParams.get('id') ?? ''
  const found = await inShop(shop, (db) => handOnExport(db, id, now()))
  if (found.kind === 'not-there') throw new Response(null, { status: 404 })
  return new Response(JSON.stringify(found.export, undefined, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="customer-data.json"',
      'Cache-Control': 'no-store',
    },
  })
}
