import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { Banner } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { useEffect, useRef, useState } from 'react'
import { journeyChangeOf } from '../features/journeys/change-journeys.ts'
import { readJourneyEditor } from '../features/journeys/read-editor.ts'
import { readJourney } from '../features/journeys/read-journey.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { JourneyEditor } from '../ui/journeys/journey-editor.tsx'
import { JourneyEffect } from '../ui/journeys/journey-effect.tsx'
import { JourneyPage } from '../ui/journeys/journey-page.tsx'
import { journeys } from '../ui/texts/journeys.ts'
import { journeyEditor } from '../ui/texts/journeys-editor.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: shell.title(data?.journey.name ?? journeys.title) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const at = now()
  const found = await inShop(shop, async (db) => {
    const journey = await readJourney(db, params.id ?? '', at)
    return (
      journey && {
        journey,
        editor: journey.draft && (await readJourneyEditor(db, journey.id, journey.draft)),
        now: at,
      }
    )
  })
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** Pauses, resumes or archives the journey. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const change = journeyChangeOf((await request.formData()).get('intent'))
  if (!change) throw new Response(null, { status: 400 })
  return inShop(shop, (db) => change(db, params.id ?? '', now()))
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Journey() {
  const { journey, editor, now } = useLoaderData<typeof loader>()
  const revalidator = useRevalidator()
  const [opened, setOpened] = useState(0)
  const { id, name, revision, draft, atSteps } = journey
  const isReopening = useRef(false)
  const reopen = () => {
    isReopening.current = true
    revalidator.revalidate()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew once what is saved has been read again.
  useEffect(() => {
    if (!isReopening.current) return
    isReopening.current = false
    setOpened((times) => times + 1)
  }, [journey])
  return (
    <JourneyPage journey={journey}>
      {journey.liveVersion !== undefined && editor && (
        <JourneyEffect lift={journey.effect} currency={editor.shop.currency} />
      )}
      {draft && editor ? (
        <JourneyEditor
          key={`${id} ${opened}`}
          journey={{ id, name, definition: draft, revision, atSteps }}
          {...editor}
          now={now}
          onReopen={reopen}
        />
      ) : (
        <Banner tone="warning">{journeyEditor.unreadable}</Banner>
      )}
    </JourneyPage>
  )
}
