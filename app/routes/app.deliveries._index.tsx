import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { isDeliveryTab } from '../domain/deliveries.ts'
import { readDeliveries } from '../features/orders/read-deliveries.ts'
import { retryDeliveries } from '../features/orders/retry-delivery.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { DeliveryList } from '../ui/deliveries/delivery-list.tsx'
import { Health } from '../ui/deliveries/health.tsx'
import { deliveries as texts } from '../ui/texts/deliveries.ts'
import { shell } from '../ui/texts/shell.ts'
import { useLive } from '../ui/use-live.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const { searchParams } = new URL(request.url)
  const named = searchParams.get('tab')
  const tab = isDeliveryTab(named) ? named : 'aside'
  const cursor = searchParams.get('cursor')
  const page = await inShop(shop, (db) => readDeliveries(db, { tab, cursor }))
  return { ...page, tab, isFirst: cursor === null, now: now() }
}

/** Tries again: one that was set aside, or all. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const id = form.get('id')
  const which = form.get('all') === 'yes' ? 'all' : typeof id === 'string' ? { id } : undefined
  if (!which) throw new Response(null, { status: 400 })
  return { retried: await inShop(shop, (db) => retryDeliveries(db, which, now())) }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Deliveries() {
  const { health, deliveries, tab, next, isFirst, now } = useLoaderData<typeof loader>()
  useLive()
  return (
    <Page title={texts.title} subtitle={texts.what}>
      <BlockStack gap="400">
        <Health health={health} now={now} />
        <DeliveryList key={tab} deliveries={deliveries} tab={tab} next={next} isFirst={isFirst} />
      </BlockStack>
    </Page>
  )
}
