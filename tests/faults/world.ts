// A seeded stretch of Shopify's life, as webhooks, and what must be known at its end. Nothing here comes from the
// product: the end is worked out from the same story by other means.

/** One webhook to be sent, until it is acknowledged. */
export interface Told {
  shop: string
  id: string
  topic: string
  body: string
  /** When Shopify raised it, to the millisecond: its payloads only tell whole seconds. */
  triggeredAt: string
  /** What must become of it: worked, set aside, or refused at the door. */
  expect: 'done' | 'aside' | 'refused'
}

/** What a shop must know at the end; amounts in cents, ids as digits. */
export interface Truth {
  orders: Map<string, OrderTruth>
  /** How many buyers had both: `product other` to a number. */
  pairs: Map<string, number>
}

/** What must be known of one order. */
export interface OrderTruth {
  updatedAt: string
  status: string
  isCancelled: boolean
  customer: string | null
  totalMinor: number
  refundedMinor: number
  /** `product x quantity`, sorted. */
  lines: string[]
}

/** A story and its end, by shop. */
export interface World {
  deliveries: Told[]
  truths: Map<string, Truth>
}

export const shops = ['roast-and-co.myshopify.com', 'tea-house.myshopify.com', 'quiet-shop.myshopify.com']
const products = 40
const customers = 300
// How many orders there are for each poisoned webhook.
const poisonEvery = 10
const noon = Date.UTC(2026, 5, 15, 12)

/** Numbers that look like chance and are always the same for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number

/** The story of `orders` orders: shuffled, with duplicates under the same and under new ids, and poison among them. */
export function createWorld(seed: number, orders: number): World {
  const random = randomOf(seed)
  const truths = new Map(shops.map((shop) => [shop, { orders: new Map(), pairs: new Map() } as Truth]))
  const deliveries: Placed[] = []
  for (let number = 1; number <= orders; number++) {
    const shop = pick(
      random,
      [0, 0, 0, 0, 0, 0, 0, 1, 1, 2].map((index) => shops[index] ?? ''),
    )
    const isBackward = number % backwardEvery === 0
    const { told, truth, id } = orderStory(random, number, isBackward)
    truths.get(shop)?.orders.set(id, truth)
    for (const { topic, payload, atMs } of told) {
      const triggeredAt = new Date(noon + atMs).toISOString()
      const place = () => (isBackward ? placeBackward(random, topic) : random())
      repeat(random, deliveries, { shop, topic, body: JSON.stringify(payload), triggeredAt }, place)
    }
  }
  for (let number = 0; number < Math.ceil(orders / poisonEvery); number++)
    deliveries.push({ told: poison(random, number), place: random() })
  for (const truth of truths.values()) truth.pairs = pairsOf(truth.orders)
  const inLine = deliveries.sort((one, other) => one.place - other.place)
  return { deliveries: inLine.map(({ told }) => told), truths }
}

/** A webhook and where it stands between the first, 0, and the last, 1. */
interface Placed {
  told: Told
  place: number
}

/** Of some orders all refunds come long before anything is heard of the order. */
const backwardEvery = 4

function placeBackward(random: Random, topic: string): number {
  return topic === 'refunds/create' ? random() * 0.2 : 0.5 + random() * 0.5
}

interface Line {
  product: number
  quantity: number
  current: number
}

interface State {
  second: number
  status: string
  isCancelled: boolean
  lines: Line[]
  refunds: { id: number; cents: number; isEmbedded: boolean }[]
}

interface Raised {
  topic: string
  payload: object
  /** Since noon. */
  atMs: number
}

function orderStory(random: Random, number: number, isBackward: boolean) {
  const id = 5_000_000_000_000 + number
  const customer = random() < 0.1 ? undefined : 7_000_000_000 + Math.floor(random() ** 2 * customers)
  const cents = 1_000 + Math.floor(random() * 9_000)
  const start = number * 10
  let state: State = {
    second: start,
    status: 'pending',
    isCancelled: false,
    lines: someLines(random),
    refunds: [],
  }
  const versions = [state]
  // Made and paid within one second, as most orders are.
  state = { ...state, status: 'paid', second: start + (random() < 0.5 ? 0 : 1) }
  versions.push(state)
  const told: Raised[] = []
  for (let step = 0; step < 3 && random() < 0.6; step++) {
    state = nextState(random, state, cents, number * 10 + step)
    versions.push(state)
    const refund = state.refunds.at(-1)
    if (refund && isBackward) refund.isEmbedded = false
    if (refund && (isBackward || random() < 0.9))
      told.push({
        topic: 'refunds/create',
        payload: refundPayload(id, refund, state.second),
        atMs: state.second * 1000 + 500,
      })
    else if (refund) refund.isEmbedded = true
  }
  const topics = ['orders/create', 'orders/paid']
  versions.forEach((version, index) => {
    const payload = orderPayload({ id, number, customer, cents }, version)
    const topic = version.isCancelled ? 'orders/cancelled' : (topics[index] ?? 'orders/updated')
    told.push({ topic, payload, atMs: version.second * 1000 + index * 10 })
  })
  return { id: String(id), told, truth: truthOf(state, customer, cents, told) }
}

function someLines(random: Random): Line[] {
  const lines = new Map<number, Line>()
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const product = 1 + Math.floor(random() ** 1.5 * products)
    lines.set(product, { product, quantity: 1 + Math.floor(random() * 2), current: 1 })
  }
  return [...lines.values()]
}

function nextState(random: Random, state: State, cents: number, refundId: number): State {
  const second = state.second + 1 + Math.floor(random() * 5)
  const roll = random()
  if (roll < 0.15) return { ...state, second, isCancelled: true }
  if (roll < 0.45) {
    const refund = { id: 3_000_000_000 + refundId, cents: Math.floor(cents / 4), isEmbedded: random() < 0.5 }
    const lines = state.lines.map((line, index) => (index === 0 ? { ...line, current: 0 } : line))
    const status = roll < 0.2 ? 'refunded' : 'partially_refunded'
    return { ...state, second, status, lines, refunds: [...state.refunds, refund] }
  }
  if (roll < 0.75) return { ...state, second, lines: [...state.lines, ...freshLine(random, state.lines)] }
  return { ...state, second }
}

function freshLine(random: Random, lines: Line[]): Line[] {
  const product = 1 + Math.floor(random() * products)
  return lines.some((line) => line.product === product) ? [] : [{ product, quantity: 1, current: 1 }]
}

const timeOf = (second: number) => new Date(noon + second * 1000).toISOString()
const decimal = (cents: number) => (cents / 100).toFixed(2)

interface Facts {
  id: number
  number: number
  customer: number | undefined
  cents: number
}

function orderPayload({ id, number, customer, cents }: Facts, state: State): object {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${number}`,
    currency: 'EUR',
    created_at: timeOf(number * 10),
    processed_at: timeOf(number * 10),
    updated_at: timeOf(state.second),
    cancelled_at: state.isCancelled ? timeOf(state.second) : null,
    financial_status: state.status,
    subtotal_price: decimal(cents),
    total_price: decimal(cents),
    total_discounts: '0.00',
    note: 'x'.repeat((number % 4) * 4_000), // Bodies that stay in the row, of one piece, and of several.
    customer: customer === undefined ? null : { id: customer, email: `c${customer}@example.com` },
    line_items: state.lines.map(({ product, quantity, current }) => ({
      id: id * 100 + product,
      product_id: product,
      title: `Product ${product}`,
      quantity,
      current_quantity: current,
      price: '10.00',
    })),
    refunds: state.refunds
      .filter((refund) => refund.isEmbedded)
      .map((refund) => refundPayload(id, refund, state.second)),
    fulfillments: [],
  }
}

function refundPayload(orderId: number, refund: { id: number; cents: number }, second: number): object {
  return {
    id: refund.id,
    order_id: orderId,
    created_at: timeOf(second),
    refund_line_items: [],
    transactions: [{ kind: 'refund', status: 'success', amount: decimal(refund.cents), currency: 'EUR' }],
  }
}

function truthOf(last: State, customer: number | undefined, cents: number, told: Raised[]): OrderTruth {
  const text = JSON.stringify(told)
  const refunds = last.refunds.filter((refund) => text.includes(`"id":${refund.id}`))
  return {
    updatedAt: timeOf(last.second),
    status: last.status,
    isCancelled: last.isCancelled,
    customer: customer === undefined ? null : String(customer),
    totalMinor: cents,
    refundedMinor: refunds.reduce((sum, refund) => sum + refund.cents, 0),
    lines: last.lines.map((line) => `${line.product} x ${line.current}`).sort(),
  }
}

/** Counted from the end of the story: for every pair, who had both in one order that was paid and stands. */
function pairsOf(orders: Map<string, OrderTruth>): Map<string, number> {
  const buyers = new Map<string, Set<string>>()
  for (const [id, order] of orders) {
    if (order.isCancelled || !['paid', 'partially_refunded'].includes(order.status)) continue
    const kept = order.lines.filter((line) => !line.endsWith(' x 0')).map((line) => line.split(' ')[0] ?? '')
    for (const one of kept)
      for (const other of kept)
        if (one !== other) {
          const pair = `${one} ${other}`
          buyers.set(pair, (buyers.get(pair) ?? new Set()).add(order.customer ?? `guest ${id}`))
        }
  }
  return new Map([...buyers].map(([pair, who]) => [pair, who.size]))
}

let nextWebhook = 0

/** The same news once or twice under ids of its own, and now and then again under the same. */
function repeat(
  random: Random,
  deliveries: Placed[],
  delivery: Omit<Told, 'id' | 'expect'>,
  place: () => number,
): void {
  for (let copies = 1 + Math.floor(random() * 2); copies > 0; copies--) {
    const told = { ...delivery, id: `webhook-${nextWebhook++}`, expect: 'done' as const }
    deliveries.push({ told, place: place() })
    if (random() < 0.3) deliveries.push({ told: { ...told }, place: place() })
  }
}

function poison(random: Random, number: number): Told {
  const shop = shops[number % shops.length] ?? ''
  const triggeredAt = new Date(noon).toISOString()
  const base = { shop, id: `poison-${nextWebhook++}`, topic: 'orders/create', triggeredAt }
  const deep = `{"id":866550311766439021,"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
  const aside = [
    '{"id":1}',
    '{"id":}',
    deep,
    '{"line_items":"\u0000"}',
    '{"currency":"EUR","id":-4,"created_at":"never"}',
  ]
  if (random() < 0.3) return { ...base, body: 'eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoieCJ9', expect: 'refused' }
  return { ...base, body: pick(random, aside), expect: 'aside' }
}

function pick<Item>(random: Random, items: Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
