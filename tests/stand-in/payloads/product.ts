import { decimal } from '../world/markets.ts'
import type { State } from '../world/state.ts'
import type { Product, Variant } from '../world/types/goods.ts'
import { bare, stamp } from './json.ts'

/** `products/create` and `products/update`. */
export function productBody(state: State, product: Product, imageUrl: string) {
  const at = (ms: number) => stamp(ms, state.shop.timeZone)
  const image = imageBody(state, product, imageUrl)
  return {
    id: bare(product.id),
    title: product.title,
    body_html: `<p>${product.description}</p>`,
    vendor: product.vendor,
    product_type: product.type,
    created_at: at(product.createdAtMs),
    handle: product.handle,
    updated_at: at(product.updatedAtMs),
    published_at: product.publishedAtMs === null ? null : at(product.publishedAtMs),
    template_suffix: null,
    published_scope: 'global',
    tags: product.tags.join(', '),
    status: product.status.toLowerCase(),
    admin_graphql_api_id: product.id,
    variants: product.variants.map((variant) => variantBody(state, product, variant)),
    options: [
      {
        id: bare(product.id),
        product_id: bare(product.id),
        name: product.optionName,
        position: 1,
        values: product.variants.map((variant) => variant.title),
      },
    ],
    images: [image],
    image,
    media: [],
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: variant.id,
      updated_at: new Date(product.updatedAtMs).toISOString(),
    })),
    has_variants_that_requires_components: false,
    category: null,
  }
}

function variantBody(state: State, product: Product, variant: Variant) {
  return {
    id: bare(variant.id),
    product_id: bare(product.id),
    title: variant.title,
    price: decimal(variant.prices.eu, state.shop.currency),
    position: variant.position,
    inventory_policy: 'deny',
    compare_at_price: variant.compareAt ? decimal(variant.compareAt.eu, state.shop.currency) : null,
    option1: variant.title,
    option2: null,
    option3: null,
    created_at: stamp(product.createdAtMs, state.shop.timeZone),
    updated_at: stamp(product.updatedAtMs, state.shop.timeZone),
    taxable: product.kind !== 'gift-card',
    barcode: null,
    inventory_item_id: bare(variant.inventoryItemId),
    inventory_quantity: variant.inventory,
    old_inventory_quantity: variant.inventory,
    sku: variant.sku,
    admin_graphql_api_id: variant.id,
    image_id: null,
  }
}

function imageBody(state: State, product: Product, imageUrl: string) {
  return {
    id: bare(product.id),
    alt: product.title,
    position: 1,
    product_id: bare(product.id),
    created_at: stamp(product.createdAtMs, state.shop.timeZone),
    updated_at: stamp(product.createdAtMs, state.shop.timeZone),
    admin_graphql_api_id: product.id.replace('/Product/', '/ProductImage/'),
    width: 800,
    height: 800,
    src: imageUrl,
    variant_ids: [],
  }
}

export function deletedProductBody(product: Product) {
  return { id: bare(product.id) }
}

export function inventoryLevelBody(state: State, variant: Variant) {
  const item = variant.inventoryItemId.slice(variant.inventoryItemId.lastIndexOf('/') + 1)
  return {
    inventory_item_id: bare(variant.inventoryItemId),
    location_id: 655441491,
    available: variant.inventory,
    updated_at: stamp(variant.stockAtMs, state.shop.timeZone),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/655441491?inventory_item_id=${item}`,
  }
}

/** `inventory_items/update`. */
export function inventoryItemBody(state: State, variant: Variant) {
  return {
    id: bare(variant.inventoryItemId),
    sku: variant.sku,
    created_at: stamp(variant.costAtMs, state.shop.timeZone),
    updated_at: stamp(variant.costAtMs, state.shop.timeZone),
    requires_shipping: variant.tracked,
    cost: variant.cost === null ? null : decimal(variant.cost, state.shop.currency),
    country_code_of_origin: null,
    province_code_of_origin: null,
    harmonized_system_code: null,
    tracked: variant.tracked,
    country_harmonized_system_codes: [],
    weight_value: variant.grams / 1000,
    weight_unit: 'kg',
    admin_graphql_api_id: variant.inventoryItemId,
  }
}
