import { afterAll, beforeAll, expect, test } from 'vitest'
import { aStandIn, shop } from './testing.ts'
import type { StandIn } from './types.ts'

let standIn: StandIn
beforeAll(async () => {
  standIn = await aStandIn()
})
afterAll(() => standIn.close())

interface Shown {
  data: {
    product: {
      title: string
      availableForSale: boolean
      featuredImage: { url: string }
      priceRange: { minVariantPrice: { amount: string; currencyCode: string } }
    } | null
    nodes: ({ id: string } | null)[]
  }
}

async function ask(country: string, id: string): Promise<Shown['data']> {
  const query = `query Shown($id: ID!, $ids: [ID!]!, $country: CountryCode) @inContext(country: $country, language: EN) {
    product(id: $id) {
      title availableForSale featuredImage { url } priceRange { minVariantPrice { amount currencyCode } }
    }
    nodes(ids: $ids) { id }
  }`
  const response = await fetch(`${standIn.url}/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-stand-in-host': shop },
    body: JSON.stringify({ query, variables: { id, ids: [id, 'gid://shopify/Product/1'], country } }),
  })
  return ((await response.json()) as Shown).data
}

const chemex = () => standIn.world.productByHandle('chemex')?.id ?? 'gid://shopify/Product/0'

test.each([
  ['DE', 'EUR', /^\d+\.\d\d$/],
  ['US', 'USD', /^\d+\.\d\d$/],
  ['GB', 'GBP', /^\d+\.\d\d$/],
  ['JP', 'JPY', /^\d+$/],
  ['BR', 'BRL', /^\d+\.\d\d$/],
])('a buyer in %s sees prices in %s', async (country, currency, amount) => {
  const { product, nodes } = await ask(country, chemex())
  expect(product?.priceRange.minVariantPrice.currencyCode).toBe(currency)
  expect(product?.priceRange.minVariantPrice.amount).toMatch(amount)
  expect(product?.featuredImage.url).toBe(`${standIn.url}/shop/images/chemex.svg`)
  expect(nodes).toEqual([{ id: chemex() }, null])
})

test('a sold-out product says so, an unpublished one is not there', async () => {
  const geisha = standIn.world.productByHandle('panama-geisha')?.id ?? ''
  expect((await ask('DE', geisha)).product?.availableForSale).toBe(false)
  const archived = standIn.world.productByHandle('peru-cajamarca')?.id ?? ''
  expect((await ask('DE', archived)).product).toBeNull()
})
