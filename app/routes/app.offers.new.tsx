import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { proposedDefinition, readProposal } from '../domain/offers/proposal.ts'
import { changeOffers } from '../features/offers/change-offers.ts'
import { readEditorFacts } from '../features/offers/read-rule.ts'
import { isNewRuleId, saveRule, sentRule } from '../features/offers/save-rule.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { emptyDefinition } from '../ui/offers/draft.ts'
import { proposalName } from '../ui/offers/proposals.tsx'
import { RuleEditor } from '../ui/offers/rule-editor.tsx'
import { offerEditor as texts } from '../ui/texts/offer-editor.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.newTitle) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const proposal = readProposal(new URL(request.url).searchParams)
  const definition = proposal ? proposedDefinition(proposal) : emptyDefinition
  const facts = await inShop(shop, (db) => readEditorFacts(db, definition))
  const titleOf = (id: string) => facts.titles[id] ?? ''
  const name = proposal
    ? proposalName(
        proposal,
        titleOf(proposal.productId),
        'otherId' in proposal ? titleOf(proposal.otherId) : '',
      )
    : ''
  return { id: randomUUID(), name, definition, facts }
}

/** Saves a new rule under the id that its page got: sent twice, it is one rule. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const id = form.get('id')
  const sent = form.get('intent') === 'save' ? sentRule(form) : undefined
  if (!sent || !isNewRuleId(id)) throw new Response(null, { status: 400 })
  return changeOffers(shop, (db) => saveRule(db, id, { ...sent, version: undefined }, now()))
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

/** The page keeps the id it got first: what reads it again must not make two rules of one. */
export function shouldRevalidate() {
  return false
}

export default function NewRule() {
  const { id, name, definition, facts } = useLoaderData<typeof loader>()
  return (
    <Page title={texts.newTitle} backAction={{ content: texts.back, url: '/app/offers' }} fullWidth>
      <RuleEditor
        key={id}
        rule={{ id, name, version: undefined, definition }}
        shop={{ ...facts, currency: facts.currency ?? 'USD' }}
      />
    </Page>
  )
}
