import type pg from 'pg'

export const productsOfShop = 10_000
export const ordersOfShop = 60_000
/** What `fillShop` fills. */
export const filledTables = [
  'Shop',
  'Product',
  'Variant',
  'Customer',
  'Order',
  'OrderLine',
  'ProductPair',
  'ProductWeight',
]
const customersOfShop = ordersOfShop / 3
const pairsPerProduct = 24

/**
 * Fills a shop for the offer bench: products with two variants, customers with three orders of three lines each, and
 * for every product its pairs, the stronger of which half of the time fall out (sold out, unpublished, bought before).
 */
export async function fillShop(client: pg.Client, shop: string): Promise<void> {
  await client.query(`select set_config('app.shop_id', $1, false)`, [shop])
  for (const statement of statements) await client.query(statement)
}

const at = `timestamptz '2026-06-01'`
const gid = (kind: string, digits: string) => `'gid://shopify/${kind}/' || (${digits})`
const productOf = (order: string, line: string) => `1 + ((${order} * 13 + ${line} * 17) % ${productsOfShop})`

/** What one order of that day adds (app/domain/recommend/weights.ts). */
const decayed = (days: number) =>
  `power(2::float8, extract(epoch from ${at} - timestamptz '2020-01-01 00:00:00+00') / 86400 / ${days})`

const statements = [
  `insert into "Shop" ("installedAt", "currency") values (${at}, 'EUR')`,
  `insert into "Product" ("id", "title", "handle", "status", "publishedAt", "imageUrl", "updatedAt")
   select ${gid('Product', 'n')}, 'Product ' || n, 'product-' || n, 'active',
          case when n % 10 <> 0 then ${at} end, 'https://cdn.example/' || n, ${at}
     from generate_series(1, ${productsOfShop}) n`,
  `insert into "Variant" ("id", "productId", "title", "priceMinor", "position", "inventory", "updatedAt")
   select ${gid('ProductVariant', 'n * 10 + v')}, ${gid('Product', 'n')}, 'Size ' || v, 950, v,
          case when n % 7 = 0 then 0 else 10 end, ${at}
     from generate_series(1, ${productsOfShop}) n, generate_series(1, 2) v`,
  `insert into "Customer" ("id", "createdAt", "updatedAt")
   select ${gid('Customer', 'n')}, ${at}, ${at} from generate_series(1, ${customersOfShop}) n`,
  `insert into "Order" ("id", "name", "customerId", "processedAt", "createdAt", "updatedAt", "currency", "subtotalMinor",
                        "totalMinor", "discountMinor", "presentmentCurrency", "presentmentTotalMinor", "financialStatus")
   select ${gid('Order', 'n')}, '#' || n, ${gid('Customer', '1 + (n - 1) / 3')}, ${at}, ${at}, ${at}, 'EUR', 2850, 2850, 0,
          'EUR', 2850, 'paid' from generate_series(1, ${ordersOfShop}) n`,
  `insert into "OrderLine" ("orderId", "id", "position", "productId", "title", "quantity", "currentQuantity",
                            "priceMinor", "discountMinor")
   select ${gid('Order', 'n')}, ${gid('LineItem', 'n * 10 + l')}, l, ${gid('Product', productOf('n', 'l'))},
          'A line', 1, 1, 950, 0
     from generate_series(1, ${ordersOfShop}) n, generate_series(0, 2) l`,
  `insert into "ProductPair" ("productId", "otherProductId", "buyers", "slow", "fast")
   select ${gid('Product', 'n')}, ${gid('Product', `1 + ((n + p * 37) % ${productsOfShop})`)}, buyers,
          buyers * 0.7 * ${decayed(120)}, buyers * 0.1 * ${decayed(10)}
     from generate_series(1, ${productsOfShop}) n, generate_series(1, ${pairsPerProduct}) p,
          lateral (select 3 + (n * p * 7) % 90 as buyers) counted`,
  `insert into "ProductWeight" ("productId", "slow", "fast", "touchedAt")
   select "productId", sum("slow") / 2, sum("fast") / 2, ${at} from "ProductPair" group by 1`,
]
