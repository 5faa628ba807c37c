import type { Product, Variant } from '../../app/domain/products.ts'
import { learn } from '../../app/domain/recommend/weights.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import type { Db } from '../../app/store/database.server.ts'
import { noon, shop } from './database.ts'

/** Ids as short numbers, so that a test can say `product(3)`. */
export const product = (n: number | string) => `gid://shopify/Product/${n}` as const
export const variant = (n: number | string) => `gid://shopify/ProductVariant/${n}` as const
export const order = (n: number | string) => `gid://shopify/Order/${n}` as const
export const customer = (n: number | string) => `gid://shopify/Customer/${n}` as const

type Change = Partial<Omit<Product, 'variants'>> & { deletedAt?: Date; variants?: Partial<Variant>[] }

/** Keeps a product that can be bought, with one variant of the same number unless the test says otherwise. */
export async function withProduct(
  db: Db,
  n: number,
  { variants = [{}], ...change }: Change = {},
): Promise<void> {
  await db.product.create({
    data: {
      id: product(n),
      title: `Product ${n}`,
      handle: `product-${n}`,
      status: 'active',
      publishedAt: noon,
      updatedAt: noon,
      imageUrl: `https://cdn.example/${n}.png`,
      ...change,
      variants: {
        create: variants.map((each, at) => ({
          id: variant(at === 0 ? n : `${n}0${at}`),
          title: 'Default Title',
          priceMinor: 950,
          position: at + 1,
          updatedAt: noon,
          inventory: 10,
          ...each,
        })),
      },
    },
  })
}

/** Counts `buyers` different buyers of both products, in both directions as the intake does. */
export async function withPair(db: Db, one: number, other: number, buyers: number): Promise<void> {
  const ids = [product(one), product(other)]
  const { pairs, products } = learn({ atMs: noon.getTime(), productIds: ids })
  await db.productPair.createMany({
    data: pairs.map((pair) => ({ ...pair, buyers, slow: pair.slow * buyers, fast: pair.fast * buyers })),
  })
  for (const { productId, slow, fast } of products) {
    const weights = { slow: slow * buyers, fast: fast * buyers }
    const create = { productId, ...weights }
    const update = { slow: { increment: weights.slow }, fast: { increment: weights.fast } }
    const shopId_productId = { shopId: shop, productId }
    await db.productWeight.upsert({ where: { shopId_productId }, create, update })
  }
  forgetShops()
}

/** Nothing is known to go together any more. */
export async function withoutPairs(db: Db): Promise<void> {
  await db.productPair.deleteMany()
  await db.productWeight.deleteMany()
  forgetShops()
}

/** Keeps an order of these products, of a customer or a guest. */
export async function withOrder(
  db: Db,
  n: number,
  { customerId, products, cancelledAt }: { customerId?: string; products: number[]; cancelledAt?: Date },
): Promise<void> {
  if (customerId) {
    const data = { id: customerId, createdAt: noon, updatedAt: noon, tags: [] }
    await db.customer.createMany({ data, skipDuplicates: true })
  }
  await db.order.create({
    data: {
      id: order(n),
      name: `#${n}`,
      customerId,
      processedAt: noon,
      createdAt: noon,
      updatedAt: noon,
      cancelledAt,
      currency: 'EUR',
      subtotalMinor: 1000,
      totalMinor: 1000,
      discountMinor: 0,
      presentmentCurrency: 'EUR',
      presentmentTotalMinor: 1000,
      financialStatus: 'paid',
      lines: {
        create: products.map((each, at) => ({
          id: `gid://shopify/LineItem/${n}${at}`,
          position: at,
          productId: product(each),
          variantId: variant(each),
          title: `Product ${each}`,
          quantity: 1,
          currentQuantity: 1,
          priceMinor: 1000,
          discountMinor: 0,
        })),
      },
    },
  })
}

/** One item of an offer, to be created with it: bought together with product 3 unless the test says otherwise. */
export function anItem(id: string, n: number, change: object = {}) {
  const reason = { kind: 'bought-together', customers: 37, withProductId: product(3), withTitle: 'Chemex' }
  return { id, position: 1, productId: product(n), variantId: variant(n), reason, ...change }
}
