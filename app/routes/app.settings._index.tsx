import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { type PolicyField, policyFields } from '../domain/budget/policy.ts'
import { importAgain } from '../features/shop/import-again.ts'
import { readSettings } from '../features/shop/read-settings.ts'
import { saveBudget, saveLetterhead, saveMargin, saveSettings } from '../features/shop/save-settings.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { ContactBudget } from '../ui/settings/contact-budget.tsx'
import { History } from '../ui/settings/history.tsx'
import { KeepDays } from '../ui/settings/keep-days.tsx'
import { Letterhead } from '../ui/settings/letterhead.tsx'
import { LinkCard } from '../ui/settings/link-card.tsx'
import { Margin } from '../ui/settings/margin.tsx'
import { Requests } from '../ui/settings/requests.tsx'
import { Sees } from '../ui/settings/sees.tsx'
import { channels } from '../ui/texts/channels.ts'
import { developers } from '../ui/texts/developers.ts'
import { settings as texts } from '../ui/texts/settings.ts'
import { shell } from '../ui/texts/shell.ts'
import { useLive } from '../ui/use-live.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, scopes } = await authenticateAdmin(request)
  return { ...(await inShop(shop, readSettings)), scopes }
}

/** Saves the settings, or begins the import again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  switch (form.get('intent')) {
    case 'save': {
      // A field that was not sent is left as it is; one sent empty is refused.
      const deliveriesKeptDays = form.get('deliveriesKeptDays') ?? undefined
      const decisionsKeptDays = form.get('decisionsKeptDays') ?? undefined
      return inShop(shop, (db) => saveSettings(db, { deliveriesKeptDays, decisionsKeptDays }))
    }
    case 'margin': {
      const [feePercent, feeFixed] = [form.get('feePercent'), form.get('feeFixed')]
      const [shippingShare, floor] = [form.get('shippingShare'), form.get('floor')]
      return inShop(shop, (db) => saveMargin(db, { feePercent, feeFixed, shippingShare, floor }))
    }
    case 'budget': {
      const sent = Object.fromEntries(policyFields.map((field) => [field, form.get(field)]))
      return inShop(shop, (db) => saveBudget(db, sent as Record<PolicyField, unknown>)) // Of exactly these.
    }
    case 'letterhead': {
      const [senderName, replyTo, logoUrl] = [
        form.get('senderName'),
        form.get('replyTo'),
        form.get('logoUrl'),
      ]
      const [color, tone] = [form.get('color'), form.get('tone')]
      return inShop(shop, (db) => saveLetterhead(db, { senderName, replyTo, logoUrl, color, tone }))
    }
    case 'import':
      return inShop(shop, (db) => importAgain(db, shop, now()))
    default:
      throw new Response(null, { status: 400 })
  }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Settings() {
  const { settings, currency, imports, hasRecentOrdersOnly, behind, requests, scopes } =
    useLoaderData<typeof loader>()
  useLive()
  return (
    <Page title={texts.title}>
      <BlockStack gap="400">
        <ContactBudget budget={settings.budget} holdoutPercent={settings.holdoutPercent} />
        <Letterhead sender={settings.sender} brand={settings.brand} />
        <LinkCard texts={channels.card} url="/app/settings/channels" />
        <Margin margin={settings.margin} currency={currency} />
        <KeepDays what="decisions" days={settings.decisionsKeptDays} />
        <KeepDays what="deliveries" days={settings.deliveriesKeptDays} />
        <History imports={imports} hasRecentOrdersOnly={hasRecentOrdersOnly} behind={behind} />
        <Requests requests={requests} />
        <Sees scopes={scopes} />
        <LinkCard texts={developers.card} url="/app/settings/developers" />
      </BlockStack>
    </Page>
  )
}
