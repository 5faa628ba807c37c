import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { beginDryRun } from '../features/journeys/dry-run-journey.ts'
import { readDryRunPage, stopDryRun } from '../features/journeys/read-dry-run-page.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { DryRunPage } from '../ui/journeys/dry-run/dry-run-page.tsx'
import { journeyDryRun } from '../ui/texts/journeys-dry-run.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(journeyDryRun.title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const at = now()
  const found = await inShop(shop, (db) => readDryRunPage(db, params.id ?? ''))
  if (!found) throw new Response(null, { status: 404 })
  return { ...found, now: at }
}

/** Begins a dry run of the draft, or stops the one that runs. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const journeyId = params.id ?? ''
  switch (form.get('intent')) {
    case 'begin':
      return inShop(shop, (db) => beginDryRun(db, { id: randomUUID(), journeyId }, now()))
    case 'cancel':
      return inShop(shop, (db) => stopDryRun(db, String(form.get('id') ?? ''), now()))
    default:
      throw new Response(null, { status: 400 })
  }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function DryRun() {
  return <DryRunPage {...useLoaderData<typeof loader>()} />
}
