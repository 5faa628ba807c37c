import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  validate,
} from 'graphql'
import { answerJson, fieldsOf } from '../http.ts'
import { complementsOf } from '../world/complements.ts'
import { numberOf } from '../world/ids.ts'
import { decimal } from '../world/markets.ts'
import type { Product, Variant } from '../world/types/goods.ts'
import type { Market } from '../world/types/shop.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { ApiShop } from './context.ts'
import { moment } from './money.ts'

export function storefrontSchema(): GraphQLSchema {
  return buildSchema(readFileSync(new URL('storefront/slice.graphql', import.meta.url), 'utf8'))
}

interface Buyer {
  shop: ApiShop
  market: Market
  country: string
  language: string
}

/** Answers `POST /api/<version>/graphql.json`: what a buyer in this country may see. */
export async function answerStorefront(
  shop: ApiShop,
  schema: GraphQLSchema,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (shop.world.storefront.isClosed) {
    // Nobody gets past the password page.
    response.writeHead(302, { location: `https://${shop.state.shop.domain}/password` }).end()
    return
  }
  const body = await fieldsOf(request)
  const variables = (body.variables ?? {}) as Record<string, unknown>
  const headers = { 'access-control-allow-origin': '*' }
  try {
    const document = parse(String(body.query ?? ''))
    const errors = validate(schema, document)
    if (errors.length > 0)
      return answerJson(response, 200, { errors: errors.map((each) => each.toJSON()) }, headers)
    const buyer = buyerOf(shop, document, variables)
    const result = await execute({ schema, document, rootValue: root(buyer), variableValues: variables })
    answerJson(response, 200, result, headers)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    answerJson(response, 200, { errors: [{ message }] }, headers)
  }
}

// `@inContext(country: BR, language: PT)` on the operation; the shop's own country without it.
function buyerOf(shop: ApiShop, document: DocumentNode, variables: Record<string, unknown>): Buyer {
  const operation = getOperationAST(document)
  const args = operation?.directives?.find((each) => each.name.value === 'inContext')?.arguments ?? []
  const read = (name: string): string | undefined => {
    const value = args.find((arg) => arg.name.value === name)?.value
    if (value?.kind === Kind.ENUM) return value.value
    const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined
    return typeof given === 'string' ? given : undefined
  }
  const country = read('country') ?? shop.state.shop.country
  return { shop, country, market: shop.world.marketOf(country), language: read('language') ?? 'EN' }
}

function root(buyer: Buyer) {
  const { state } = buyer.shop
  const published = () => [...state.products.values()].filter(isPublished)
  const product = ({ id, handle }: { id?: string | null; handle?: string | null }) => {
    const found = id ? state.products.get(id) : state.productsByHandle.get(handle ?? '')
    return found && isPublished(found) ? productNode(buyer, found) : null
  }
  const node = ({ id }: { id: string }) => {
    const variant = state.variants.get(id)
    const owner = variant && state.products.get(variant.productId)
    if (variant && owner && isPublished(owner)) return variantNode(buyer, owner, variant)
    return product({ id })
  }
  const { markets } = state.shop
  return {
    shop: {
      id: state.shop.id,
      name: state.shop.name,
      description: null,
      primaryDomain: { host: state.shop.domain, url: `https://${state.shop.domain}`, sslEnabled: true },
      paymentSettings: {
        currencyCode: state.shop.currency,
        countryCode: state.shop.country,
        enabledPresentmentCurrencies: markets.map((market) => market.currency),
      },
    },
    product,
    products: (args: PageArgs) => connectionOf(published(), args, (each) => productNode(buyer, each)),
    productRecommendations: (args: Recommended) => recommended(buyer, args),
    node,
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => node({ id })),
    localization: {
      country: {
        isoCode: buyer.country,
        name: buyer.country,
        currency: {
          isoCode: buyer.market.currency,
          name: buyer.market.currency,
          symbol: buyer.market.currency,
        },
      },
      language: { isoCode: buyer.language, name: buyer.language, endonymName: buyer.language },
    },
  }
}

interface Recommended {
  productId?: string | null
  productHandle?: string | null
  intent: 'RELATED' | 'COMPLEMENTARY'
}

// Up to ten, as Shopify answers; nothing for a product that is not there.
function recommended(buyer: Buyer, { productId, productHandle, intent }: Recommended) {
  const { state } = buyer.shop
  const product = productId ? state.products.get(productId) : state.productsByHandle.get(productHandle ?? '')
  if (!product || !isPublished(product)) return null
  const found =
    intent === 'COMPLEMENTARY'
      ? complementsOf(product).flatMap((handle) => state.productsByHandle.get(handle) ?? [])
      : [...state.products.values()].filter(({ id, type }) => type === product.type && id !== product.id)
  return found
    .filter(isPublished)
    .slice(0, 10)
    .map((each) => productNode(buyer, each))
}

function isPublished(product: Product): boolean {
  return product.status === 'ACTIVE' && product.publishedAtMs !== null
}

function amount(buyer: Buyer, minor: number) {
  return { amount: decimal(minor, buyer.market.currency), currencyCode: buyer.market.currency }
}

function productNode(buyer: Buyer, product: Product) {
  const prices = product.variants.map((variant) => variant.prices[buyer.market.id])
  const image = imageNode(buyer, product)
  const range = {
    minVariantPrice: amount(buyer, Math.min(...prices)),
    maxVariantPrice: amount(buyer, Math.max(...prices)),
  }
  const none = { minVariantPrice: amount(buyer, 0), maxVariantPrice: amount(buyer, 0) }
  return {
    __typename: 'Product',
    id: product.id,
    title: product.title,
    handle: product.handle,
    description: product.description,
    descriptionHtml: `<p>${product.description}</p>`,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    createdAt: moment(product.createdAtMs),
    updatedAt: moment(product.updatedAtMs),
    publishedAt: moment(product.publishedAtMs ?? product.createdAtMs),
    availableForSale: product.variants.some(isForSale),
    isGiftCard: product.kind === 'gift-card',
    totalInventory: product.variants.reduce((all, variant) => all + variant.inventory, 0),
    onlineStoreUrl: `${buyer.shop.publicUrl()}/shop/products/${product.handle}`,
    featuredImage: image,
    images: (args: PageArgs) => connectionOf([image], args, (each) => each),
    options: [
      {
        id: `gid://shopify/ProductOption/${numberOf(product.id)}`,
        name: product.optionName,
        values: product.variants.map((variant) => variant.title),
      },
    ],
    priceRange: range,
    compareAtPriceRange: none,
    variants: (args: PageArgs) =>
      connectionOf(product.variants, args, (variant) => variantNode(buyer, product, variant)),
  }
}

function isForSale(variant: Variant): boolean {
  return !variant.tracked || variant.inventory > 0
}

function variantNode(buyer: Buyer, product: Product, variant: Variant) {
  const before = variant.compareAt?.[buyer.market.id]
  return {
    __typename: 'ProductVariant',
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    availableForSale: isForSale(variant),
    currentlyNotInStock: false,
    quantityAvailable: variant.inventory,
    price: amount(buyer, variant.prices[buyer.market.id]),
    compareAtPrice: before === undefined ? null : amount(buyer, before),
    image: imageNode(buyer, product),
    product: () => productNode(buyer, product),
    selectedOptions: [{ name: product.optionName, value: variant.title }],
    requiresShipping: product.kind !== 'gift-card',
    taxable: product.kind !== 'gift-card',
    weight: variant.grams,
    weightUnit: 'GRAMS',
  }
}

function imageNode(buyer: Buyer, product: Product) {
  return {
    __typename: 'Image',
    id: `gid://shopify/ProductImage/${numberOf(product.id)}`,
    url: `${buyer.shop.publicUrl()}/shop/images/${product.handle}.svg`,
    altText: product.title,
    width: 800,
    height: 800,
  }
}
