import type { MarginCosts } from '../../domain/offers/margin.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { parseSettings } from '../../domain/settings.ts'
import type { Db } from '../../store/database.server.ts'
import { definitionOf } from './definition-of.ts'
import { type Goods, offeredIds, readGoods, readTitles } from './read-names.ts'
import type { RuleStatus } from './read-rules.ts'
import { fittingOrder } from './test-rule.ts'

const ordersLookedAt = 2_000
const ordersOffered = 12

/** One rule as it is kept. */
export interface KeptRule {
  id: string
  name: string
  status: RuleStatus
  version: number
  /** Missing where it cannot be read: a later version of Encore wrote it. */
  definition: RuleDefinition | undefined
}

/** The rule of this id, or nothing: one that was removed, or is another shop's, looks like one that never was. */
export async function readRule(db: Db, id: string): Promise<KeptRule | undefined> {
  const row = await db.rule.findFirst({ where: { id, deletedAt: null } })
  if (!row) return undefined
  const { name, status, version } = row
  return { id, name, status, version, definition: definitionOf(row.definition) }
}

/** In what a shop sells, and to whom. */
export interface Market {
  /** Of all amounts; missing until Shopify has told it. */
  currency: string | undefined
  costs: MarginCosts
  /** What the latest orders know, the most frequent first. */
  countries: string[]
  channels: string[]
  /** The currencies buyers paid in: by what a minor amount of the shop is multiplied, as in the latest such order. */
  currencies: { code: string; rate: number; orderName: string }[]
}

/** What the editor needs to know of the shop. */
export interface EditorFacts extends Market {
  titles: Record<string, string>
  /** What the rule offers or gives. */
  goods: Goods[]
  /** Orders to preview with, the latest first. */
  orders: { id: string; name: string; customer: string | undefined }[]
  /** Of them, the one that shows best what the rule does, as `fittingOrder` says; nothing if it fits none. */
  fittingOrderId: string | undefined
}

/** Reads what the editor of this rule needs. */
export async function readEditorFacts(db: Db, definition: RuleDefinition): Promise<EditorFacts> {
  return {
    ...(await readMarket(db)),
    titles: await readTitles(db, [definition]),
    goods: await readGoods(db, offeredIds(definition)),
    ...(await ordersToPreview(db, definition)),
  }
}

/** Reads what every editor of conditions and offers needs to know of the shop, from its latest 2,000 orders. */
export async function readMarket(db: Db): Promise<Market> {
  const shop = await db.shop.findFirst({ select: { currency: true, settings: true } })
  const [facets] = await db.$queryRaw<
    { countries: string[] | null; channels: string[] | null; currencies: EditorFacts['currencies'] | null }[]
  >`
    with late as (
      select * from "Order" where "cancelledAt" is null order by "processedAt" desc limit ${ordersLookedAt}
    ), paid as (
      select distinct on ("presentmentCurrency") "presentmentCurrency" as code, "name" as "orderName",
             "presentmentTotalMinor"::float8 / "totalMinor" as rate
        from late where "totalMinor" > 0 order by "presentmentCurrency", "processedAt" desc
    )
    select
      (select json_agg(code) from (select "countryCode" as code from late where "countryCode" is not null
          group by 1 order by count(*) desc, 1) named) as "countries",
      (select json_agg(code) from (select "sourceName" as code from late where "sourceName" is not null
          group by 1 order by count(*) desc, 1 limit 12) named) as "channels",
      (select json_agg(paid) from paid) as "currencies"`
  const currency = shop?.currency ?? undefined
  return {
    currency,
    costs: parseSettings(shop?.settings).margin,
    countries: facets?.countries ?? [],
    channels: facets?.channels ?? [],
    currencies: (facets?.currencies ?? []).sort(
      (one, other) => Number(other.code === currency) - Number(one.code === currency),
    ),
  }
}

type PreviewOrders = Pick<EditorFacts, 'orders' | 'fittingOrderId'>

async function ordersToPreview(db: Db, definition: RuleDefinition): Promise<PreviewOrders> {
  const { when, result } = definition
  const orders = await latestOrders(db)
  // A new rule fits every purchase: nothing needs to be looked for.
  if (when.kind === 'group' && when.of.length === 0) return { orders, fittingOrderId: undefined }
  const found = await fittingOrder(db, when, result.kind === 'products' ? result.productIds : [])
  if (!found) return { orders, fittingOrderId: undefined }
  const isThere = orders.some(({ id }) => id === found.id)
  return { orders: isThere ? orders : [...orders, found], fittingOrderId: found.id }
}

async function latestOrders(db: Db): Promise<EditorFacts['orders']> {
  const rows = await db.order.findMany({
    where: { cancelledAt: null },
    orderBy: [{ processedAt: 'desc' }, { id: 'desc' }],
    take: ordersOffered,
    select: { id: true, name: true, customer: { select: { firstName: true, lastName: true } } },
  })
  return rows.map(({ id, name, customer }) => {
    const fullName = [customer?.firstName, customer?.lastName].filter(Boolean).join(' ')
    return { id, name, customer: fullName || undefined }
  })
}
