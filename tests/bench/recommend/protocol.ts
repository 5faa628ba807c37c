// Protocol A of the recommender bench: what goes with this basket. The time split, the hidden product and the two
// kinds of query; what a method under test must answer.

/** One order. `at` is milliseconds (UTC) or the running number of a shop that knows no time; `day` counts days. */
export interface BenchOrder {
  id: string
  at: number
  /** Whole days since 1970 (UTC); 0 in a shop that knows no time. */
  day: number
  customer: string | undefined
  /** Indices into the shop's products, each once, by rising index. */
  products: number[]
  /** Beside `products`. */
  quantities: number[]
  /** Price of one piece, beside `products`. */
  prices: (number | undefined)[]
}

export interface BenchProduct {
  id: string
  title?: string
  category?: string
}

export interface BenchShop {
  name: string
  products: BenchProduct[]
  /** Whether orders carry a time, and not only a running number. */
  hasDays: boolean
}

/** A shop with its orders by rising (time, id). */
export interface ShopOrders {
  shop: BenchShop
  orders: BenchOrder[]
}

/** What every method under test implements. Higher scores are better; what is no candidate is left out outside. */
export interface Method {
  name: string
  /** Forgets what was known and learns these orders, which come by rising time. */
  fit(orders: readonly BenchOrder[], shop: BenchShop): void
  /** Learns one more order as it happens. A method without it is refitted instead (live, rule 6). */
  learn?(order: BenchOrder): void
  /** A refit made cheaper: ends as `fit` with all earlier orders and then these would. Without it `fit` is called. */
  refit?(fresh: readonly BenchOrder[]): void
  /** One score for each product of the shop. `query` holds at least one product; `at` is when it is asked. */
  score(query: readonly number[], at: number): Float64Array
}

export type BasketKind = 'short' | 'full'

export const basketKinds: readonly BasketKind[] = ['short', 'full']

/** One test order with a product hidden, as both kinds of query. */
export interface TestCase {
  order: BenchOrder
  hidden: number
  queries: Record<BasketKind, number[]>
}

/** One shop, split: `shop.products` is the vocabulary of `train`, and the orders of both parts hold nothing else. */
export interface Trial {
  shop: BenchShop
  train: BenchOrder[]
  /** Every order of the test part by rising time, those too few known products included. */
  test: BenchOrder[]
  /** By position in `test`; undefined where an order has fewer than two known products. */
  cases: (TestCase | undefined)[]
  /** Orders of `train` that hold each product. */
  popularity: Float64Array
}

const trainShare = 0.8
const validationShare = 0.1
const shortQueryProducts = 2
const fnvOffset = 0x811c9dc5
const fnvPrime = 0x01000193
const utf8 = new TextEncoder()

/** 32-bit FNV-1a over the text's UTF-8 bytes (Fowler, Noll, Vo; RFC 9923). */
export function fnv1a(text: string): number {
  let hash = fnvOffset
  for (const byte of utf8.encode(text)) hash = Math.imul(hash ^ byte, fnvPrime)
  return hash >>> 0
}

/** Rules 1 and 2: T is the time of order number floor(0.8 n); train is before it, test from it on. */
export function splitByTime({ shop, orders }: ShopOrders, share = trainShare): Trial {
  const sorted = orders.toSorted(byTimeAndId)
  const splitAt = sorted[Math.floor(share * sorted.length)]?.at ?? Number.POSITIVE_INFINITY
  return trialOf(
    shop,
    sorted.filter((order) => order.at < splitAt),
    sorted.filter((order) => order.at >= splitAt),
  )
}

/** Rule 5: the last tenth of train as the only test that tuning may see. */
export function validationOf(trial: Trial): Trial {
  return splitByTime({ shop: trial.shop, orders: trial.train }, 1 - validationShare)
}

/** Rule 8: the first orders are train, the next ones test. */
export function coldStart({ shop, orders }: ShopOrders, trainOrders: number, testOrders: number): Trial {
  const sorted = orders.toSorted(byTimeAndId)
  return trialOf(shop, sorted.slice(0, trainOrders), sorted.slice(trainOrders, trainOrders + testOrders))
}

/** Rule 3: the first product by hash is hidden; the next two are the short query, all others the full one. */
export function caseOf(order: BenchOrder, shop: BenchShop): TestCase | undefined {
  const [hidden, ...rest] = order.products
    .map((product) => ({ product, id: shop.products[product]?.id ?? '' }))
    .map(({ product, id }) => ({ product, id, hash: fnv1a(`${order.id}|${id}`) }))
    .sort((one, other) => one.hash - other.hash || compareText(one.id, other.id))
    .map(({ product }) => product)
  if (hidden === undefined || rest.length === 0) return
  return { order, hidden, queries: { short: rest.slice(0, shortQueryProducts), full: rest } }
}

/** Rule 1's order. */
export function byTimeAndId(one: BenchOrder, other: BenchOrder): number {
  return one.at - other.at || compareText(one.id, other.id)
}

function trialOf(shop: BenchShop, train: BenchOrder[], test: BenchOrder[]): Trial {
  const known = new Set(train.flatMap((order) => order.products))
  const kept = [...known].sort((one, other) => one - other)
  const places = new Map(kept.map((product, place) => [product, place]))
  const vocabulary = shop.products.filter((_, product) => known.has(product))
  const small: BenchShop = { ...shop, products: vocabulary }
  const smallTrain = train.map((order) => onlyKnown(order, places))
  const smallTest = test.map((order) => onlyKnown(order, places))
  const popularity = new Float64Array(vocabulary.length)
  for (const order of smallTrain)
    for (const product of order.products) popularity[product] = (popularity[product] ?? 0) + 1
  const cases = smallTest.map((order) => caseOf(order, small))
  return { shop: small, train: smallTrain, test: smallTest, cases, popularity }
}

function onlyKnown(order: BenchOrder, places: Map<number, number>): BenchOrder {
  const small: BenchOrder = { ...order, products: [], quantities: [], prices: [] }
  order.products.forEach((product, line) => {
    const place = places.get(product)
    if (place === undefined) return
    small.products.push(place)
    small.quantities.push(order.quantities[line] ?? 1)
    small.prices.push(order.prices[line])
  })
  return small
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
