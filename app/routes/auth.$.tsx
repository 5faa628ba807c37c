import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { boundary } from '@shopify/shopify-app-remix/server'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { RootFailure } from '../ui/root-failure.tsx'

/** The Shopify library's own addresses: it answers them by throwing a page. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request)
  return null
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Auth() {
  return null
}

export { RootFailure as ErrorBoundary }
