import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { useState } from 'react'
import { readHome } from '../features/shop/read-home.ts'
import { closeGuide } from '../features/shop/save-settings.ts'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { checkoutEditorUrl } from '../ui/addresses.ts'
import { FigureCard } from '../ui/home/figures.tsx'
import { Needs } from '../ui/home/needs.tsx'
import { SetUpGuide } from '../ui/home/set-up-guide.tsx'
import { Today } from '../ui/home/today.tsx'
import { home } from '../ui/texts/home.ts'
import { shell } from '../ui/texts/shell.ts'
import { useLive } from '../ui/use-live.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(home.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const page = await inShop(shop, (db) => readHome(db, now()))
  return { ...page, editorUrl: checkoutEditorUrl(shop, config().apiKey) }
}

/** Puts the set-up guide away. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  if (form.get('intent') !== 'close-guide') throw new Response(null, { status: 400 })
  return inShop(shop, closeGuide)
}

// Someone who sets up waits for the next tick.
const whileSettingUpMs = 2_000

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Home() {
  const { setup, isGuideClosed, needs, figures, deliveriesToday, feed, editorUrl } =
    useLoaderData<typeof loader>()
  // A guide that gets done while someone reads stays where it is; the next visit finds it at the foot of the page.
  const [wasSetUp] = useState(setup.every((step) => step.isDone))
  const [wasClosed] = useState(isGuideClosed)
  const isSetUp = wasSetUp || isGuideClosed
  useLive(isSetUp ? undefined : whileSettingUpMs)
  const guide = (
    <SetUpGuide
      steps={setup}
      isClosed={isGuideClosed}
      takesFocus={isGuideClosed && !wasClosed}
      editorUrl={editorUrl}
    />
  )
  return (
    <Page title={home.title}>
      <BlockStack gap="400">
        {!isSetUp && guide}
        <Needs needs={needs} />
        <FigureCard figures={figures} />
        <Today feed={feed} deliveries={deliveriesToday} />
        {isSetUp && guide}
      </BlockStack>
    </Page>
  )
}
