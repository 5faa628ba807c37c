import { numberOf } from '../world/ids.ts'
import { decimal } from '../world/markets.ts'
import type { Product, Variant } from '../world/types/goods.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { moment, momentOrNull, money } from './money.ts'

export function productNode(context: Context, product: Product) {
  const { currency } = context.shop.state.shop
  const prices = product.variants.map((variant) => variant.prices.eu)
  const stock = product.variants.reduce((all, variant) => all + variant.inventory, 0)
  const image = imageNode(context, product)
  const media = {
    __typename: 'MediaImage',
    id: `gid://shopify/MediaImage/${numberOf(product.id)}`,
    alt: product.title,
    status: 'READY',
    image,
    preview: { image, status: 'READY' },
  }
  return {
    __typename: 'Product',
    id: product.id,
    legacyResourceId: numberOf(product.id),
    title: product.title,
    handle: product.handle,
    description: product.description,
    descriptionHtml: `<p>${product.description}</p>`,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    status: product.status,
    createdAt: moment(product.createdAtMs),
    updatedAt: moment(product.updatedAtMs),
    publishedAt: momentOrNull(product.publishedAtMs),
    isGiftCard: product.kind === 'gift-card',
    totalInventory: stock,
    tracksInventory: product.variants.some((variant) => variant.tracked),
    hasOnlyDefaultVariant: product.variants.length === 1,
    hasOutOfStockVariants: product.variants.some((variant) => variant.tracked && variant.inventory <= 0),
    onlineStoreUrl:
      product.publishedAtMs === null ? null : `${context.shop.publicUrl()}/shop/products/${product.handle}`,
    requiresSellingPlan: false,
    featuredImage: image,
    featuredMedia: media,
    media: (args: PageArgs) => connectionOf([media], args, (each) => each),
    options: ({ first }: { first?: number | null }) =>
      [
        {
          id: `gid://shopify/ProductOption/${numberOf(product.id)}`,
          name: product.optionName,
          position: 1,
          values: product.variants.map((variant) => variant.title),
        },
      ].slice(0, first ?? undefined),
    variants: (args: PageArgs) =>
      connectionOf(product.variants, args, (variant) => variantNode(context, product, variant)),
    variantsCount: { count: product.variants.length, precision: 'EXACT' },
    priceRangeV2: {
      minVariantPrice: money(Math.min(...prices), currency),
      maxVariantPrice: money(Math.max(...prices), currency),
    },
  }
}

export function variantNode(context: Context, product: Product, variant: Variant) {
  const { currency } = context.shop.state.shop
  const isInStock = !variant.tracked || variant.inventory > 0
  return {
    __typename: 'ProductVariant',
    id: variant.id,
    legacyResourceId: numberOf(variant.id),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    position: variant.position,
    price: decimal(variant.prices.eu, currency),
    compareAtPrice: variant.compareAt ? decimal(variant.compareAt.eu, currency) : null,
    createdAt: moment(product.createdAtMs),
    updatedAt: moment(product.updatedAtMs),
    availableForSale: isInStock && product.status === 'ACTIVE',
    inventoryQuantity: variant.inventory,
    sellableOnlineQuantity: variant.inventory,
    inventoryPolicy: 'DENY',
    inventoryItem: () => inventoryItemNode(context, product, variant),
    product: () => productNode(context, product),
    selectedOptions: [{ name: product.optionName, value: variant.title }],
    taxable: product.kind !== 'gift-card',
    image: null,
  }
}

export function inventoryItemNode(context: Context, product: Product, variant: Variant) {
  const level = () => levelNode(context, product, variant)
  return {
    __typename: 'InventoryItem',
    id: variant.inventoryItemId,
    legacyResourceId: numberOf(variant.inventoryItemId),
    sku: variant.sku,
    tracked: variant.tracked,
    requiresShipping: product.kind !== 'gift-card',
    createdAt: moment(product.createdAtMs),
    updatedAt: moment(variant.costAtMs),
    unitCost: variant.cost === null ? null : money(variant.cost, context.shop.state.shop.currency),
    variant: () => variantNode(context, product, variant),
    inventoryLevels: (args: PageArgs) => connectionOf([variant], args, level),
    inventoryLevel: level,
  }
}

function levelNode(context: Context, product: Product, variant: Variant) {
  const item = numberOf(variant.inventoryItemId)
  return {
    __typename: 'InventoryLevel',
    id: `gid://shopify/InventoryLevel/655441491?inventory_item_id=${item}`,
    isActive: true,
    createdAt: moment(product.createdAtMs),
    updatedAt: moment(variant.stockAtMs),
    item: () => inventoryItemNode(context, product, variant),
    location: locationNode(),
    quantities: ({ names }: { names: string[] }) =>
      names.map((name) => ({
        id: `gid://shopify/InventoryQuantity/655441491?inventory_item_id=${item}&name=${name}`,
        name,
        quantity: name === 'available' || name === 'on_hand' ? variant.inventory : 0,
        updatedAt: moment(variant.stockAtMs),
      })),
  }
}

export function imageNode(context: Context, product: Product) {
  return {
    __typename: 'Image',
    id: `gid://shopify/ImageSource/${numberOf(product.id)}`,
    url: `${context.shop.publicUrl()}/shop/images/${product.handle}.svg`,
    altText: product.title,
    width: 800,
    height: 800,
  }
}

export function locationNode() {
  return {
    __typename: 'Location',
    id: 'gid://shopify/Location/655441491',
    legacyResourceId: '655441491',
    name: 'Roastery',
    isActive: true,
  }
}
