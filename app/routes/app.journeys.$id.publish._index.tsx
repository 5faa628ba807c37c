import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { publishDraft } from '../features/journeys/publish-draft.ts'
import { readPublishing } from '../features/journeys/read-publishing.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { PublishPage } from '../ui/journeys/publish-page.tsx'
import { journeys } from '../ui/texts/journeys.ts'
import { journeyPublish } from '../ui/texts/journeys-publish.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: shell.title(data ? journeyPublish.title(data.journey.name) : journeys.title) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const found = await inShop(shop, (db) => readPublishing(db, params.id ?? '', now()))
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** Publishes the draft that the page showed, unless something is in the way. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const revision = String(form.get('revision') ?? '')
  if (form.get('intent') !== 'publish' || !/^\d{1,9}$/.test(revision))
    throw new Response(null, { status: 400 })
  const asked = { id: params.id ?? '', revision: Number(revision) }
  return inShop(shop, (db) => publishDraft(db, asked, now()))
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Publish() {
  return <PublishPage {...useLoaderData<typeof loader>()} />
}
