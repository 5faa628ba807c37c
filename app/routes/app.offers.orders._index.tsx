import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { digitsOf } from '../domain/shopify-id.ts'
import { browseOrders, orderQuestion } from '../features/offers/browse-orders.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { OrderList } from '../ui/offers/orders/order-list.tsx'
import { orderBrowser as texts } from '../ui/texts/order-browser.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const { searchParams } = new URL(request.url)
  const { typed, filter, cursor } = orderQuestion(searchParams)
  const page = await inShop(shop, (db) => browseOrders(db, { typed, filter, cursor }))
  // A link to an order by its name opens what was decided for it, where the name leads to one order alone.
  const [only, ...others] = page.orders
  const isOpen = searchParams.get('open') === 'yes' && others.length === 0
  const opened = isOpen && only ? digitsOf(only.id) : undefined
  return { ...page, typed, filter, isFirst: cursor === null, opened }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Orders() {
  const data = useLoaderData<typeof loader>()
  return (
    <Page
      title={texts.title}
      subtitle={texts.what}
      backAction={{ content: texts.back, url: '/app/offers' }}
      fullWidth
    >
      <OrderList {...data} next={data.next} opened={data.opened} filter={whole(data.filter)} />
    </Page>
  )
}

/** What did not matter is missing again after the journey. */
function whole(filter: Partial<ReturnType<typeof orderQuestion>['filter']>) {
  return { surface: filter.surface, state: filter.state, why: filter.why }
}
