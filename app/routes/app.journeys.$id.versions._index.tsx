import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { readVersionsPage } from '../features/journeys/read-publishing.ts'
import { restoreVersion } from '../features/journeys/save-journey.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { VersionsPage } from '../ui/journeys/versions-page.tsx'
import { journeyPublish } from '../ui/texts/journeys-publish.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(journeyPublish.versions.title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const found = await inShop(shop, (db) => readVersionsPage(db, params.id ?? '', now()))
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** Makes what a version says the draft again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const [version, revision] = [Number(form.get('version')), Number(form.get('revision'))]
  if (!Number.isSafeInteger(version) || !Number.isSafeInteger(revision))
    throw new Response(null, { status: 400 })
  return inShop(shop, (db) => restoreVersion(db, params.id ?? '', { version, revision }, now()))
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Versions() {
  return <VersionsPage {...useLoaderData<typeof loader>()} />
}
