import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { searchCustomers } from '../features/customers/search-customers.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { CustomerList } from '../ui/customers/customer-list.tsx'
import { customers } from '../ui/texts/customers.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(customers.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const { searchParams } = new URL(request.url)
  const typed = searchParams.get('q') ?? ''
  const cursor = searchParams.get('cursor')
  const page = await inShop(shop, (db) => searchCustomers(db, { typed, cursor }))
  return { ...page, typed, isFirst: cursor === null }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Customers() {
  return (
    <Page title={customers.title}>
      <CustomerList {...useLoaderData<typeof loader>()} />
    </Page>
  )
}
