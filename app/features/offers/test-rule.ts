import type { Condition } from '../../domain/conditions/condition.ts'
import { type ConditionFacts, judge } from '../../domain/conditions/judge-condition.ts'
import { parseCondition } from '../../domain/conditions/parse-condition.ts'
import { parseSettings } from '../../domain/settings.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import { type PastOrder, readPastOrders } from '../../store/past-orders.server.ts'
import { conditionFacts } from './condition-facts.ts'
import { parsedJson } from './definition-of.ts'

const examplesMax = 5

/** On how many of the last orders a condition would have held. */
export interface RuleTrial {
  orders: number
  fitting: number
  /** Where it cannot be told, because something it asks for is not known; such orders do not fit. */
  unknown: number
  examples: {
    id: ShopifyId<'Order'>
    name: string
    at: Date
    customer: { id: ShopifyId<'Customer'>; name: string } | undefined
    titles: string[]
  }[]
}

/**
 * Judges a condition over the facts of the last 500 paid orders, each as things stood when it was placed, with five of
 * those it fits, the latest first. Tags and collections are as they are today: nobody keeps what they were.
 */
export async function testRule(db: Db, condition: Condition): Promise<RuleTrial> {
  const orders = await readPastOrders(db)
  const judged = orders.map((order) => ({ order, holds: judge(condition, factsOf(order)).holds }))
  const fitting = judged.filter(({ holds }) => holds === 'yes')
  return {
    orders: orders.length,
    fitting: fitting.length,
    unknown: judged.filter(({ holds }) => holds === 'unknown').length,
    examples: fitting.slice(0, examplesMax).map(({ order }) => exampleOf(order)),
  }
}

/**
 * The latest of the last 500 paid orders that a condition fits, judged as `testRule` does, with which something of what
 * is offered can be seen: its customer never had it or, if there is no such order, that order does not hold it. Of
 * somebody known before a guest, who is given no discount; one of which something is gone, of which a page sees what is
 * left, only where there is no other. Nothing if it fits none; what Encore chooses is no `offered`.
 */
export async function fittingOrder(
  db: Db,
  condition: Condition,
  offered: readonly string[],
): Promise<{ id: string; name: string; customer: string | undefined } | undefined> {
  const orders = await readPastOrders(db)
  const all = orders.filter((order) => judge(condition, factsOf(order)).holds === 'yes')
  const whole = all.filter(({ isWhole }) => isWhole)
  const fitting = whole.length > 0 ? whole : all
  const had = hadByCustomer(orders)
  const isKnown = ({ customerId }: PastOrder) => customerId !== null
  const isOpen = ({ basket }: PastOrder) => hasBeside(offered, new Set(basket.map(({ id }) => id)))
  const isNew = ({ customerId }: PastOrder) =>
    customerId !== null && hasBeside(offered, had.get(customerId) ?? new Set())
  const found =
    fitting.find(isNew) ??
    fitting.find((order) => isKnown(order) && isOpen(order)) ??
    fitting.find(isOpen) ??
    fitting.find(isKnown) ??
    fitting[0]
  return found && { id: found.own.id, name: found.name, customer: found.customerName || undefined }
}

/** What each customer ever bought: their latest order, which comes first, and what they had before it. */
function hadByCustomer(orders: readonly PastOrder[]): ReadonlyMap<string, ReadonlySet<string>> {
  const had = new Map<string, ReadonlySet<string>>()
  for (const { customerId, basket, boughtIds } of orders)
    if (customerId !== null && !had.has(customerId))
      had.set(customerId, new Set([...basket.map(({ id }) => id), ...boughtIds]))
  return had
}

function hasBeside(offered: readonly string[], taken: ReadonlySet<string>): boolean {
  return offered.length === 0 || offered.some((id) => !taken.has(id))
}

/** As the page after a purchase asks: of a guest only what the page says is known. */
function factsOf({
  own,
  customer,
  customerId,
  at,
  basket,
  boughtIds,
  timeZone,
  ...order
}: PastOrder): ConditionFacts {
  const known = isShopifyId('Customer', customerId) ? customerId : undefined
  const question = {
    placement: 'thank-you' as const,
    productIds: basket.map(({ id }) => id),
    customerId: known,
    country: order.country ?? undefined,
    currency: order.currency,
    language: order.locale ?? undefined,
  }
  const bought = boughtIds.map((productId) => ({ productId, times: 1, firstAt: at, lastAt: at }))
  const gathered = { ...notAsked, ownOrder: known && own, basket, customer, bought, timeZone }
  return conditionFacts({ question, known: gathered }, at)
}

/** What no condition asks for. */
const notAsked = {
  domain: '',
  currency: undefined,
  settings: parseSettings(undefined),
  pairs: [],
  placedAt: undefined,
  standing: undefined,
  takenOut: [],
  notKept: [],
  ties: [],
  products: [],
  isWholeHistory: true,
  band: undefined,
  contacts: undefined,
}

function exampleOf({
  own,
  name,
  at,
  customerId,
  customerName,
  basket,
}: PastOrder): RuleTrial['examples'][number] {
  const customer = isShopifyId('Customer', customerId) ? { id: customerId, name: customerName } : undefined
  return { id: own.id, name, at, customer, titles: basket.flatMap(({ title }) => title ?? []) }
}

const conditionCharactersMax = 50_000

/** The condition that a form sends; nothing where it is none. */
export function conditionIn(text: unknown): Condition | undefined {
  if (typeof text !== 'string' || text.length > conditionCharactersMax) return undefined
  const parsed = parseCondition(parsedJson(text))
  return parsed.kind === 'parsed' ? parsed.condition : undefined
}
