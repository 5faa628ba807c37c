import { customersMin } from '../../domain/offers/decide.ts'
import type { ProposedRule } from '../../domain/offers/proposal.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { Db } from '../../store/database.server.ts'

const proposalsMax = 3
const lookedBackDays = 365
const pairsLookedAt = 400
const linesLookedAt = 50_000
const stockMin = 20

/** A rule to begin with, and what speaks for it. */
export interface RuleProposal {
  proposal: ProposedRule
  title: string
  otherTitle: string | undefined
  /** Different customers. */
  customers: number
  stock: number | undefined
}

/**
 * At most three rules that the shop's own orders speak for: the pair bought together most, what customers come back
 * for, and a complement of which much is in stock. Each rests on three customers at least, and is about other products.
 */
export async function proposeRules(db: Db, now: Date): Promise<RuleProposal[]> {
  const pairs = await strongPairs(db, now)
  const [strongest] = pairs
  const first = strongest && pairProposal('pair', strongest)
  const repeat = await repeatProduct(db, now)
  const taken = [strongest?.productId, strongest?.otherId, repeat?.proposal.productId]
  const full = pairs
    .filter(
      ({ productId, otherId, stock }) =>
        stock >= stockMin && !taken.includes(productId) && !taken.includes(otherId),
    )
    .sort((one, other) => other.stock - one.stock)[0]
  const found = [first, repeat, full && pairProposal('stock', full)]
  return found.filter((each) => each !== undefined).slice(0, proposalsMax)
}

interface Pair {
  productId: string
  otherId: string
  title: string
  otherTitle: string
  customers: number
  stock: number
}

/** The strongest pairs whose second product is on sale and in stock, each product offered once. */
async function strongPairs(db: Db, now: Date): Promise<Pair[]> {
  const rows = await db.$queryRaw<Pair[]>`
    with strong as (
      select "productId", "otherProductId", "buyers" from "ProductPair" where "buyers" >= ${customersMin}
       order by "buyers" desc, "productId", "otherProductId" limit ${pairsLookedAt}
    ), stock as (
      select v."productId", sum(greatest(coalesce(v."inventory", 0), 0))::int as pieces,
             bool_or(v."inventory" is null or v."isOversold" or v."inventory" > 0) as "isThere"
        from "Variant" v where v."productId" in (select "otherProductId" from strong) group by 1
    )
    select strong."productId", strong."otherProductId" as "otherId", one."title", other."title" as "otherTitle",
           strong."buyers" as customers, stock.pieces as stock
      from strong join "Product" one on one."id" = strong."productId"
      join "Product" other on other."id" = strong."otherProductId" join stock on stock."productId" = other."id"
     where one."deletedAt" is null and other."deletedAt" is null and lower(other."status") = 'active'
       and other."publishedAt" <= ${now} and not other."isGiftCard" and stock."isThere"
     order by strong."buyers" desc, strong."productId", strong."otherProductId"`
  const offered = new Set<string>()
  return rows.filter(({ otherId }) => !offered.has(otherId) && offered.add(otherId))
}

function pairProposal(kind: 'pair' | 'stock', pair: Pair): RuleProposal | undefined {
  const { productId, otherId, title, otherTitle, customers, stock } = pair
  if (!isShopifyId('Product', productId) || !isShopifyId('Product', otherId)) return undefined
  return { proposal: { kind, productId, otherId }, title, otherTitle, customers, stock }
}

/** What most customers bought in several orders on different days, with the gap that is usual. */
async function repeatProduct(
  db: Db,
  now: Date,
): Promise<(RuleProposal & { proposal: Extract<ProposedRule, { kind: 'repeat' }> }) | undefined> {
  const since = new Date(now.getTime() - lookedBackDays * dayMs)
  const [row] = await db.$queryRaw<{ id: string; title: string; customers: number; days: number }[]>`
    with bought as (
      select l."productId", o."customerId", o."processedAt" from "Order" o join "OrderLine" l on l."orderId" = o."id"
       where o."processedAt" >= ${since} and o."cancelledAt" is null and not o."isTest"
         and o."customerId" is not null and l."productId" is not null and l."currentQuantity" > 0
       order by o."processedAt" desc limit ${linesLookedAt}
    ), habits as (
      select "productId", "customerId",
             extract(epoch from max("processedAt") - min("processedAt")) / 86400 / (count(*) - 1) as gap
        from bought group by 1, 2 having count(*) > 1 and max("processedAt") - min("processedAt") > interval '1 day'
    )
    select p."id", p."title", count(*)::int as customers,
           greatest(1, round(percentile_cont(0.5) within group (order by habits.gap)))::int as days
      from habits join "Product" p on p."id" = habits."productId"
     where p."deletedAt" is null and lower(p."status") = 'active' and p."publishedAt" <= ${now} and not p."isGiftCard"
     group by p."id", p."title" having count(*) >= ${customersMin} order by customers desc, p."id" limit 1`
  if (!row || !isShopifyId('Product', row.id)) return undefined
  const { id, title, customers, days } = row
  const proposal = { kind: 'repeat' as const, productId: id, days }
  return { proposal, title, otherTitle: undefined, customers, stock: undefined }
}
