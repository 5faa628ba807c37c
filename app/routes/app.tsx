import { data, type HeadersFunction, type LinksFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useRouteError } from '@remix-run/react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import { boundary } from '@shopify/shopify-app-remix/server'
import { installShop } from '../features/shop/install-shop.ts'
import { readShop } from '../features/shop/read-shop.ts'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { addDocumentResponseHeaders, authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { Admin } from '../ui/admin.tsx'
import { Arriving } from '../ui/arriving.tsx'
import encoreStyles from '../ui/encore.css?url'
import { Failure } from '../ui/failure.tsx'
import { isLibraryPage, LibraryPage } from '../ui/library-page.tsx'
import { readerOf } from '../ui/reader-of.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: encoreStyles },
]

/** Lets the merchant in and says for whom the pages are written. Only this shop's admin may frame them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visit = await authenticateAdmin(request)
  await installShop(visit, now())
  const known = await inShop(visit.shop, readShop)
  const headers = new Headers()
  addDocumentResponseHeaders(request, headers)
  return data({ apiKey: config().apiKey, reader: readerOf(request, known) }, { headers })
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

/** Pages that read themselves again every few seconds leave the frame as it is. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return currentUrl.pathname === nextUrl.pathname ? false : defaultShouldRevalidate
}

export default function App() {
  const { apiKey, reader } = useLoaderData<typeof loader>()
  return (
    <Admin apiKey={apiKey} reader={reader}>
      <Arriving>
        <Outlet />
      </Arriving>
    </Admin>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  if (isLibraryPage(error)) return <LibraryPage error={error} />
  return (
    <Admin apiKey="" reader={{ locale: 'en', timeZone: 'UTC' }} isEmbedded={false}>
      <Failure error={error} />
    </Admin>
  )
}
