import { type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { boundary } from '@shopify/shopify-app-remix/server'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { RootFailure } from '../ui/root-failure.tsx'

/**
 * The Shopify library's own addresses: it answers them by throwing a page. It sends whoever comes outside of the admin
 * to log in, which is nothing Encore has: they see what this is instead.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url)
  if (pathname === '/auth/login') throw redirect('/')
  await authenticateAdmin(request).catch((error: unknown) => {
    // The way out of the frame leads to our own addresses alone; the library throws an error for any other.
    if (pathname === '/auth/exit-iframe' && !(error instanceof Response))
      throw new Response(undefined, { status: 400 })
    throw error
  })
  return null
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Auth() {
  return null
}

export { RootFailure as ErrorBoundary }
