import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { adoptVersion } from '../features/offers/adopt-version.ts'
import { changeOffers } from '../features/offers/change-offers.ts'
import { switchRule } from '../features/offers/change-rules.ts'
import { readEditorFacts, readRule } from '../features/offers/read-rule.ts'
import { saveRule, sentRule } from '../features/offers/save-rule.ts'
import { readVersions, sentChange, stopVersions, tryVersions } from '../features/offers/two-versions.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { type Db, inShop } from '../store/database.server.ts'
import { emptyDefinition } from '../ui/offers/draft.ts'
import { RuleEditor } from '../ui/offers/rule-editor.tsx'
import { Status } from '../ui/offers/rule-row.tsx'
import { TwoVersions } from '../ui/offers/two-versions.tsx'
import { useSwitch } from '../ui/offers/use-switch.ts'
import { offerEditor as texts } from '../ui/texts/offer-editor.ts'
import { offers } from '../ui/texts/offers.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: shell.title(data?.rule.name ?? offers.title) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const found = await inShop(shop, async (db) => {
    const rule = await readRule(db, params.id ?? '')
    return (
      rule && {
        rule,
        facts: await readEditorFacts(db, rule.definition ?? emptyDefinition),
        versions: await readVersions(db, rule, now()),
      }
    )
  })
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** Saves the rule, turns it on or off, or starts or stops a test of it or makes its winner the rule. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const id = params.id ?? ''
  const change = changeOf(id, form)
  if (!change) throw new Response(null, { status: 400 })
  return changeOffers<Awaited<ReturnType<typeof change>>>(shop, change)
}

function changeOf(id: string, form: FormData) {
  const intent = form.get('intent')
  switch (intent) {
    case 'on':
    case 'off':
      return (db: Db) => switchRule(db, id, intent, now())
    case 'save': {
      const sent = sentRule(form)
      return sent?.version === undefined ? undefined : (db: Db) => saveRule(db, id, sent, now())
    }
    case 'start-test': {
      const test = { id: randomUUID(), ruleId: id, change: sentChange(form.get('change')) }
      return (db: Db) => tryVersions(db, test, now())
    }
    case 'stop-test': {
      const test = form.get('test')
      return typeof test === 'string'
        ? (db: Db) => stopVersions(db, { id: test, ruleId: id }, now())
        : undefined
    }
    case 'adopt': {
      const [test, arm] = [form.get('test'), form.get('arm')]
      if (typeof test !== 'string' || typeof arm !== 'string') return undefined
      return (db: Db) => adoptVersion(db, { id: test, ruleId: id, arm }, now())
    }
    default:
      return undefined
  }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

const asking = ['/app/offers/preview', '/app/offers/trial', '/app/offers/margin']

/** What is only asked changes nothing that the page was read from. */
export function shouldRevalidate({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formAction && asking.includes(formAction) ? false : defaultShouldRevalidate
}

export default function Rule() {
  const { rule, facts, versions } = useLoaderData<typeof loader>()
  const { id, name, status, version, definition } = rule
  const isOn = status === 'on'
  const { action: turn, refused } = useSwitch({ name, isOn })
  // The editor begins anew with what was made the rule.
  const adopted = versions.test?.endedBy === 'adopted' ? versions.test.id : ''
  const shop = { ...facts, currency: facts.currency ?? 'USD' }
  return (
    <Page
      title={name}
      titleMetadata={<Status status={status} />}
      backAction={{ content: texts.back, url: '/app/offers' }}
      fullWidth
      // What is next to do stays in sight on a phone, where Polaris folds all other actions away.
      primaryAction={definition && !isOn ? turn : undefined}
      secondaryActions={definition && isOn ? [turn] : undefined}
    >
      {refused && <Banner tone="critical">{refused}</Banner>}
      {definition ? (
        <BlockStack gap="400">
          <RuleEditor key={`${id} ${adopted}`} rule={{ id, name, version, definition }} shop={shop} />
          <TwoVersions
            key={`${id} ${version}`}
            rule={{ name, isOn, definition }}
            shop={shop}
            test={versions.test}
            titles={versions.titles}
          />
        </BlockStack>
      ) : (
        <Banner tone="warning">{texts.unreadable}</Banner>
      )}
    </Page>
  )
}
