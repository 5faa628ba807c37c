import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { boundary } from '@shopify/shopify-app-remix/server'
import { authenticateAdmin } from '../shopify/app.server.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

/** An address inside the admin that leads nowhere. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request)
  throw new Response(null, { status: 404 })
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Nowhere() {
  return null
}
