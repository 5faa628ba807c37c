import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { isShopifyId, shopifyId } from '../domain/shopify-id.ts'
import { isTimelineFilter } from '../domain/timeline.ts'
import { readCustomer } from '../features/customers/read-customer.ts'
import { readPlan } from '../features/customers/read-plan.ts'
import { readTimeline } from '../features/customers/read-timeline.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { type Db, inShop } from '../store/database.server.ts'
import {
  CustomerPage,
  DeletedCustomer,
  ForgottenCustomer,
  MergedCustomer,
} from '../ui/customers/customer-page.tsx'
import { customers } from '../ui/texts/customers.ts'
import { shell } from '../ui/texts/shell.ts'
import { useLive } from '../ui/use-live.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(customers.title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const id = shopifyId('Customer', params.digits ?? '')
  const { searchParams } = new URL(request.url)
  const named = searchParams.get('filter')
  const filter = isTimelineFilter(named) ? named : undefined
  const read = async (db: Db) => {
    const found = await readCustomer(db, id)
    if (found.kind !== 'there') return found
    const page = await readTimeline(db, { customerId: id, filter, cursor: searchParams.get('cursor') })
    return { ...found, ...page, plan: await readPlan(db, id, now()), filter, now: now() }
  }
  const answer = isShopifyId('Customer', id) ? await inShop(shop, read) : { kind: 'not-there' as const }
  if (answer.kind === 'not-there') throw new Response(null, { status: 404 })
  return answer
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Customer() {
  const found = useLoaderData<typeof loader>()
  useLive()
  switch (found.kind) {
    case 'merged':
      return <MergedCustomer intoId={found.intoId} />
    case 'deleted':
      return <DeletedCustomer at={found.at} />
    case 'forgotten':
      return <ForgottenCustomer />
    case 'there':
      return <CustomerPage key={`${found.customer.id} ${found.filter ?? ''}`} {...found} />
    default:
      return found satisfies never
  }
}
