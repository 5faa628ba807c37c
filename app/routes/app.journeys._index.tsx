import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { journeyNameMax, readJourneyFile } from '../domain/journeys/journey-file.ts'
import { journeyTemplateIds, journeyTemplates } from '../domain/journeys/templates.ts'
import { journeyChangeOf } from '../features/journeys/change-journeys.ts'
import { readJourneysPage } from '../features/journeys/read-journeys-page.ts'
import {
  exportJourney,
  importJourney,
  makeJourney,
  type NewJourney,
} from '../features/journeys/save-journey.ts'
import { sentJson } from '../features/journeys/sent-journey.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { journeyUrl } from '../ui/addresses.ts'
import { emptyJourney } from '../ui/journeys/empty-journey.ts'
import { EmptyJourneys } from '../ui/journeys/list/empty-journeys.tsx'
import { ImportTrouble, useImport } from '../ui/journeys/list/import-file.tsx'
import { JourneyList } from '../ui/journeys/list/journey-list.tsx'
import { TemplateGallery } from '../ui/journeys/list/template-gallery.tsx'
import { journeys as texts } from '../ui/texts/journeys.ts'
import { shell } from '../ui/texts/shell.ts'
import { useLive } from '../ui/use-live.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  return inShop(shop, (db) => readJourneysPage(db, now()))
}

/** Makes a journey, from a template, a file or another one, and opens it; or pauses, resumes or archives one. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const id = String(form.get('id') ?? '')
  switch (form.get('intent')) {
    case 'create': {
      const template = journeyTemplateIds.find((each) => each === form.get('template'))
      const name = template ? texts.templates[template].name : texts.blankName
      return make(shop, { name, definition: template ? journeyTemplates[template] : emptyJourney })
    }
    case 'import': {
      const read = readJourneyFile(sentJson(form.get('file')))
      if (read.kind === 'read') return make(shop, read, importJourney)
      const { fault } = read
      const stepId = fault.part === 'steps' ? fault.fault.stepId : undefined
      return { kind: 'refused' as const, part: fault.part, stepId }
    }
    case 'duplicate': {
      const copy = await inShop(shop, (db) => exportJourney(db, id))
      if (!copy) return { kind: 'refused' as const, why: 'not-there' as const }
      const name = texts.copyOf(copy.name).slice(0, journeyNameMax)
      return inShop(shop, (db) =>
        makeJourney(db, { id: randomUUID(), name, definition: copy.journey }, now()),
      )
    }
    default: {
      const change = journeyChangeOf(form.get('intent'))
      if (!change) throw new Response(null, { status: 400 })
      return inShop(shop, (db) => change(db, id, now()))
    }
  }
}

async function make(shop: string, journey: Omit<NewJourney, 'id'>, makeIt = makeJourney) {
  const id = randomUUID()
  const made = await inShop(shop, (db) => makeIt(db, { ...journey, id }, now()))
  return made.kind === 'made' ? redirect(journeyUrl(id)) : made
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Journeys() {
  const { journeys, titles, currency = 'USD', proposals } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const file = useImport()
  useLive()
  const isEmpty = journeys.every(({ status }) => status === 'archived')
  const refused = answer && 'part' in answer ? answer : undefined
  return (
    <Page
      title={texts.title}
      subtitle={texts.what}
      secondaryActions={[{ content: texts.import, onAction: file.choose }]}
    >
      {file.input}
      <BlockStack gap="400">
        <ImportTrouble refused={refused} isTooLarge={file.isTooLarge} />
        {isEmpty && <EmptyJourneys proposals={proposals} />}
        <JourneyList journeys={journeys} titles={titles} currency={currency} />
        <TemplateGallery currency={currency} />
      </BlockStack>
    </Page>
  )
}
