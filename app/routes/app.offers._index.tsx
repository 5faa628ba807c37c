import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { changeOffers } from '../features/offers/change-offers.ts'
import {
  duplicateRule,
  moveRule,
  removeRule,
  restoreRule,
  switchRule,
} from '../features/offers/change-rules.ts'
import { proposeRules } from '../features/offers/propose-rules.ts'
import { isRuleStatus, readRules } from '../features/offers/read-rules.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { type Db, inShop } from '../store/database.server.ts'
import { ordersUrl, togetherUrl } from '../ui/addresses.ts'
import { Proposals } from '../ui/offers/proposals.tsx'
import { RuleList } from '../ui/offers/rule-list.tsx'
import { offers as texts } from '../ui/texts/offers.ts'
import { shell } from '../ui/texts/shell.ts'
import { useLive } from '../ui/use-live.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  return inShop(shop, async (db) => {
    const page = await readRules(db, now())
    return { ...page, proposals: page.rules.length === 0 ? await proposeRules(db, now()) : [] }
  })
}

/** Moves, turns on or off, duplicates, removes a rule or puts it back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const change = changeOf(form)
  if (!change) throw new Response(null, { status: 400 })
  return changeOffers(shop, change)
}

function changeOf(form: FormData) {
  const id = form.get('id')
  const status = form.get('status')
  if (typeof id !== 'string') return undefined
  switch (form.get('intent')) {
    case 'move': {
      const place = Number(form.get('place') ?? Number.NaN)
      return Number.isSafeInteger(place) ? (db: Db) => moveRule(db, id, place) : undefined
    }
    case 'on':
      return (db: Db) => switchRule(db, id, 'on', now())
    case 'off':
      return (db: Db) => switchRule(db, id, 'off', now())
    case 'duplicate': {
      const copy = { copyId: randomUUID(), nameOf: texts.copyOf, now: now() }
      return (db: Db) => duplicateRule(db, id, copy)
    }
    case 'remove':
      return (db: Db) => removeRule(db, id, now())
    case 'restore':
      return isRuleStatus(status) ? (db: Db) => restoreRule(db, id, status, now()) : undefined
    default:
      return undefined
  }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Offers() {
  const { rules, titles, currency = 'USD', proposals } = useLoaderData<typeof loader>()
  useLive()
  return (
    <Page
      title={texts.title}
      subtitle={texts.what}
      primaryAction={{ content: texts.create, url: '/app/offers/new' }}
      secondaryActions={[
        { content: texts.orders, url: ordersUrl() },
        { content: texts.together, url: togetherUrl() },
      ]}
    >
      <BlockStack gap="400">
        {rules.length === 0 && <Proposals proposals={proposals} currency={currency} />}
        <RuleList rules={rules} titles={titles} currency={currency} />
      </BlockStack>
    </Page>
  )
}
