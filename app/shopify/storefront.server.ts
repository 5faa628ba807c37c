import { ClientError, GraphQLClient } from 'graphql-request'
import { isShopifyId, type ShopifyId } from '../domain/shopify-id.ts'
import { Unavailable } from '../platform/errors.ts'
import { troubleOf } from './answers.ts'
import { apiVersion } from './api-version.ts'

type ProductId = ShopifyId<'Product'>

const callTimeoutMs = 20_000

/** How many products one question asks about: with up to ten answers each, a tenth of what a tokenless one may cost. */
export const complementsAtOnce = 10

type Answer = Record<string, { id: string }[] | null>

/** What a storefront said. */
export type Complements =
  | { kind: 'told'; complements: Map<ProductId, ProductId[]> }
  /** It answers nobody: behind a password, or not there. `code` says how it refused. */
  | { kind: 'closed'; code: string }

/**
 * The products that the merchant recommends beside each of these (at most 10), in their order, as the shop's storefront
 * tells everybody: Shopify keeps them in its Search & Discovery app and generates none by itself. Asks without a token,
 * as `QueryRoot.productRecommendations` needs no scope. Throws `Unavailable` for what may pass.
 * Source: https://shopify.dev/docs/api/storefront/latest/queries/productRecommendations
 */
export async function fetchComplements(shop: string, productIds: ProductId[]): Promise<Complements> {
  const asked = productIds.slice(0, complementsAtOnce)
  try {
    // The password page is a redirect: it is to be seen, not followed.
    const client = new GraphQLClient(`https://${shop}/api/${apiVersion}/graphql.json`, { redirect: 'manual' })
    const answer = await client.request<Answer, object>({
      document: complementsQuery(asked.length),
      variables: Object.fromEntries(asked.map((id, index) => [`id${index}`, id])),
      signal: AbortSignal.timeout(callTimeoutMs),
    })
    return { kind: 'told', complements: new Map(asked.map((id, index) => [id, idsOf(answer, index, id)])) }
  } catch (error) {
    return closedOrThrow(error)
  }
}

/** The question for so many products, each a variable `id0`, `id1` and so on. */
export function complementsQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const variables = indexes.map((index) => `$id${index}: ID!`).join(', ')
  const fields = indexes.map(
    (index) => `of${index}: productRecommendations(productId: $id${index}, intent: COMPLEMENTARY) { id }`,
  )
  return `query Complements(${variables}) { ${fields.join(' ')} }`
}

function idsOf(answer: Answer, index: number, own: ProductId): ProductId[] {
  const ids = (answer[`of${index}`] ?? []).flatMap(({ id }) => (isShopifyId('Product', id) ? [id] : []))
  return [...new Set(ids)].filter((id) => id !== own)
}

function closedOrThrow(error: unknown): Complements {
  const trouble = troubleOf(error)
  if (trouble.kind === 'final' || trouble.kind === 'unauthorized') {
    if (!(error instanceof ClientError)) throw error
    return { kind: 'closed', code: trouble.code }
  }
  const retryAfterSeconds = trouble.waitMs === undefined ? undefined : Math.ceil(trouble.waitMs / 1000)
  throw new Unavailable(`The storefront did not answer (${trouble.code}).`, {
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}
