import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { makeToken, readTokens, revokeToken } from '../features/shop/api-tokens.ts'
import { now } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { HowToCall } from '../ui/developers/how-to-call.tsx'
import { NewToken } from '../ui/developers/new-token.tsx'
import { TokenList } from '../ui/developers/token-list.tsx'
import { developers as texts } from '../ui/texts/developers.ts'
import { shell } from '../ui/texts/shell.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  return { tokens: await inShop(shop, readTokens), appUrl: config().appUrl }
}

/** Makes a token, or revokes one. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  switch (form.get('intent')) {
    case 'make': {
      const asked = { name: form.get('name'), scopes: form.getAll('scopes') }
      return inShop(shop, (db) => makeToken(db, asked, now()))
    }
    case 'revoke': {
      const id = String(form.get('id'))
      return { kind: (await inShop(shop, (db) => revokeToken(db, id, now()))) ? 'revoked' : 'gone' }
    }
    default:
      throw new Response(null, { status: 400 })
  }
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Developers() {
  const { tokens, appUrl } = useLoaderData<typeof loader>()
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <BlockStack gap="400">
        <TokenList tokens={tokens} />
        <NewToken />
        <HowToCall appUrl={appUrl} />
      </BlockStack>
    </Page>
  )
}
