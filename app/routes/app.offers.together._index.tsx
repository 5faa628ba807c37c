import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Card, EmptyState, Page } from '@shopify/polaris'
import { boundary } from '@shopify/shopify-app-remix/server'
import { wordIn } from '../domain/json-fields.ts'
import { ties } from '../domain/offers/tie.ts'
import { readTogether } from '../features/offers/read-together.ts'
import { tieProducts } from '../features/offers/tie-products.ts'
import { now } from '../platform/clock.ts'
import { authenticateAdmin } from '../shopify/app.server.ts'
import { inShop } from '../store/database.server.ts'
import { TogetherBoard } from '../ui/offers/together/together-board.tsx'
import { shell } from '../ui/texts/shell.ts'
import { together as texts } from '../ui/texts/together.ts'

export { PageFailure as ErrorBoundary } from '../ui/failure.tsx'

export const meta: MetaFunction = () => [{ title: shell.title(texts.title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const digits = new URL(request.url).searchParams.get('product')
  const together = await inShop(shop, (db) => readTogether(db, digits))
  if (together.kind === 'not-there') throw new Response(null, { status: 404 })
  return together
}

/** Keeps what the merchant says of two products, or takes it back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request)
  const form = await request.formData()
  const [product, other] = [form.get('product'), form.get('other')]
  const tie = wordIn([...ties, 'none'], form.get('tie'))
  if (typeof product !== 'string' || typeof other !== 'string' || !tie)
    throw new Response(null, { status: 400 })
  const tying = { product, other, tie: tie === 'none' ? undefined : tie }
  return inShop(shop, (db) => tieProducts(db, tying, now()))
}

export const headers: HeadersFunction = (all) => boundary.headers(all)

export default function Together() {
  const together = useLoaderData<typeof loader>()
  return (
    <Page
      title={texts.title}
      subtitle={texts.what}
      backAction={{ content: texts.back, url: '/app/offers' }}
      fullWidth
    >
      {together.kind === 'there' ? (
        <TogetherBoard key={together.product.id} product={together.product} around={together.around} />
      ) : (
        <Card>
          <EmptyState heading={texts.empty.heading} image="/nothing.svg">
            <p>{texts.empty.body}</p>
          </EmptyState>
        </Card>
      )}
    </Page>
  )
}
