import { judge } from '../../domain/conditions/judge-condition.ts'
import type { Holds } from '../../domain/conditions/verdict.ts'
import type { Decision } from '../../domain/offers/decide.ts'
import type { IncentiveOutcome } from '../../domain/offers/judge-incentive.ts'
import type { FellOut } from '../../domain/offers/offerable.ts'
import { headingIn } from '../../domain/offers/parse-rule.ts'
import type { Placement } from '../../domain/offers/placement.ts'
import type { ProductId, Reason, Silence } from '../../domain/offers/reason.ts'
import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { HotDb, Statement } from '../../store/database.server.ts'
import { gatherOffer } from '../../store/offer-gather.server.ts'
import { conditionFacts } from './condition-facts.ts'
import { decideAsking } from './decide-asking.ts'
import { type Asking, askedOf } from './gather-asking.ts'
import { wishesOf } from './offer-facts.ts'
import { keysOf, type OfferQuestion } from './offer-keys.ts'

const leftOutMax = 8

/** For which purchase and page a rule is tried. */
export interface PreviewQuestion {
  definition: RuleDefinition
  placement: Placement
  language: string
  purchase: { kind: 'order'; orderId: ShopifyId<'Order'> } | { kind: 'basket'; productIds: ProductId[] }
}

/** One product as it would be shown. The price is one of the first variant, in the shop's currency. */
export interface PreviewItem {
  productId: ProductId
  title: string
  variantTitle: string | undefined
  imageUrl: string | undefined
  imageAlt: string | undefined
  priceMinor: number
  choices: string[]
  reason: Reason
  incentive: IncentiveOutcome
}

/** What a shopper with this purchase would be shown now. */
export interface Preview {
  /** Whether the rule decides: `elsewhere` where it is not for this page. */
  rule: 'fits' | 'fits-not' | 'unknown' | 'elsewhere'
  heading: string | undefined
  items: PreviewItem[]
  /** Of the post-purchase page, after a decline. */
  second: PreviewItem | undefined
  nothing: Silence['why'] | undefined
  leftOut: { title: string; why: FellOut }[]
}

/**
 * Runs the real decision with this rule alone before Encore's own choice, and keeps nothing. Nothing for an order that
 * is not there, as one of another shop.
 */
export async function previewOffer(
  db: HotDb,
  asked: PreviewQuestion,
  now: Date,
): Promise<Preview | undefined> {
  const { definition, placement, language } = asked
  const question = await questionOf(db, asked)
  const asking = question && (await gatherFor(db, question, now))
  if (!asking) return undefined
  const decided = await decideAsking(db, withRule(asking, definition), now)
  const { decision, choice } = decided
  const fits = definition.placements.includes(placement)
    ? ruleWord(judge(definition.when, conditionFacts(asking, now)).holds)
    : 'elsewhere'
  const secondRule = fits === 'fits' && placement === 'post-purchase' ? definition.second : undefined
  const second =
    secondRule && (await decideAsking(db, withRule(asking, { ...definition, ...secondRule }), now))
  return {
    rule: fits,
    heading: choice.chosen && headingIn(choice.chosen.definition.headings, language),
    items: itemsOf(decision),
    second: second && itemsOf(second.decision)[0],
    nothing: decision.kind === 'nothing' ? decision.reason.why : undefined,
    leftOut: leftOutOf(decision),
  }
}

const ruleWords: Record<Holds, Preview['rule']> = { yes: 'fits', no: 'fits-not', unknown: 'unknown' }

function ruleWord(holds: Holds): Preview['rule'] {
  return ruleWords[holds]
}

function withRule(asking: Asking, definition: RuleDefinition): Asking {
  return { ...asking, book: { rules: [{ id: 'preview', name: '', version: 0, definition }], tests: [] } }
}

const findOrder: Statement = {
  name: 'order-to-preview',
  text: `
    select o."customerId", o."countryCode", o."presentmentCurrency", o."checkoutToken", o."subtotalMinor"::float8 as "subtotalMinor",
           (select coalesce(json_agg(distinct l."productId"), '[]') from "OrderLine" l
             where l."orderId" = o."id" and l."productId" is not null and l."currentQuantity" > 0) as "productIds",
           (select coalesce(sum(l."currentQuantity"), 0)::int from "OrderLine" l where l."orderId" = o."id") as "quantity"
      from "Order" o where o."id" = $1`,
}

const findPrices: Statement = {
  name: 'basket-to-preview',
  text: `
    select coalesce(sum(first."priceMinor"), 0)::float8 as "subtotalMinor", count(*)::int as "quantity"
      from unnest($1::text[]) named(id) cross join lateral (
        select v."priceMinor" from "Variant" v where v."productId" = named.id order by v."position" limit 1) first`,
}

interface OrderRow {
  customerId: string | null
  countryCode: string | null
  presentmentCurrency: string
  checkoutToken: string | null
  subtotalMinor: number
  productIds: ProductId[]
  quantity: number
}

/** The page after payment asks with what Shopify signed; the others with what the page says. */
async function questionOf(db: HotDb, asked: PreviewQuestion): Promise<OfferQuestion | undefined> {
  const { placement, language, purchase } = asked
  const proof = (signed: OfferQuestion['signed']) =>
    placement === 'post-purchase' ? { reference: 'preview', signed } : {}
  if (purchase.kind === 'basket') {
    const { productIds } = purchase
    const { rows } = await db.run<{ subtotalMinor: number; quantity: number }>(findPrices, [productIds])
    return { placement, language, productIds, customerId: undefined, ...proof(rows[0]) }
  }
  const { rows } = await db.run<OrderRow>(findOrder, [purchase.orderId])
  const [order] = rows
  if (!order) return undefined
  const { productIds, subtotalMinor, quantity, customerId } = order
  const isAfter = placement === 'thank-you' || placement === 'order-status'
  return {
    placement,
    language,
    productIds,
    ...(isAfter ? { orderId: purchase.orderId } : { checkoutToken: order.checkoutToken ?? undefined }),
    customerId: isShopifyId('Customer', customerId) ? customerId : undefined,
    country: order.countryCode ?? undefined,
    currency: order.presentmentCurrency,
    ...proof({ subtotalMinor, quantity }),
  }
}

/** As a shopper's question is gathered, but always with what rules ask for: the one that is tried is not kept yet. */
async function gatherFor(db: HotDb, question: OfferQuestion, now: Date): Promise<Asking | undefined> {
  const keys = keysOf(question)
  const checkouts: string[] = [] // What a buyer answered there is no rule's doing.
  const gathered = await gatherOffer(db, { ...askedOf(question, keys, now), checkouts, forRules: true })
  if (!gathered) return undefined
  const { recalled, known } = gathered
  // Whether there is room for one more contact today is no rule's doing either.
  const wishes = wishesOf(recalled, now)
  return {
    question,
    keys,
    recalled,
    known,
    wishes,
    budget: undefined,
    book: { rules: [], tests: [] },
    left: undefined,
  }
}

function itemsOf(decision: Decision): PreviewItem[] {
  if (decision.kind === 'nothing') return []
  return decision.items.flatMap(({ product, variantId, reason, incentive }) => {
    const variant = product.variants.find(({ id }) => id === variantId)
    if (!variant) return []
    const { id: productId, title, imageUrl, imageAlt } = product
    const choices = product.variants.length > 1 ? product.variants.map((each) => each.title) : []
    const variantTitle = choices.length > 0 ? variant.title : undefined
    const { priceMinor } = variant
    return [{ productId, title, variantTitle, imageUrl, imageAlt, priceMinor, choices, reason, incentive }]
  })
}

/** What fell out first, and why; what merely stands behind a stronger one is not among it. */
function leftOutOf({ considered }: Decision): Preview['leftOut'] {
  return considered
    .flatMap(({ title, fate }) =>
      title && fate !== 'chosen' && fate !== 'behind' ? [{ title, why: fate }] : [],
    )
    .slice(0, leftOutMax)
}
