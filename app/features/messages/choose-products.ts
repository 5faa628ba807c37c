import { cartPermalink } from '../../contract/offer.ts'
import { frameLine, itemReasonLine, priceIn } from '../../domain/messages/item-words.ts'
import type { MessageLanguage } from '../../domain/messages/languages.ts'
import type { Decision } from '../../domain/offers/decide.ts'
import type { Incentive } from '../../domain/offers/incentive.ts'
import { ruleOfWish } from '../../domain/offers/left-offer.ts'
import { poolKeyOf } from '../../domain/offers/pool.ts'
import type { RuleResult } from '../../domain/offers/rule.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { HotDb, Statement } from '../../store/database.server.ts'
import { takeCode } from '../../store/discount-pools.server.ts'
import { decideAsking, underRule } from '../offers/decide-asking.ts'
import { gatherAsking } from '../offers/gather-asking.ts'
import type { ShownProduct } from './render-email.ts'

/** What a message would like to show, and to whom. */
export interface ProductsAsked {
  /** Names the codes that are given; without it none is, and the price is shown as if there were one. */
  touchId: string | undefined
  customerId: ShopifyId<'Customer'>
  orderId: ShopifyId<'Order'>
  language: MessageLanguage
  offer: { result: RuleResult; incentive: Incentive; itemsMax: number }
}

/** What a message shows. */
export type ProductsChosen =
  | { kind: 'products'; products: ShownProduct[] }
  | { kind: 'nothing'; why: 'nothing-to-offer' | 'no-incentive' }
  /** The codes are being made: within a quarter of an hour there are some. */
  | { kind: 'later' }

/**
 * Chooses what a message shows as the pages of the shop do, from the order and the customer as they are now. A message
 * that was to give something shows only what it is given with; where that is nothing, it shows nothing.
 */
export async function chooseProducts(db: HotDb, asked: ProductsAsked, now: Date): Promise<ProductsChosen> {
  const { customerId, orderId, language, offer } = asked
  const productIds = await readBasket(db, orderId)
  const question = { placement: 'order-status' as const, orderId, productIds, customerId, language }
  const asking = await gatherAsking(db, question, now)
  if (!asking) return { kind: 'nothing', why: 'nothing-to-offer' }
  const { known } = asking
  const rule = ruleOfWish({ id: 'message', name: '' }, offer)
  const { decision } = await decideAsking(db, underRule(asking, rule, now), now)
  if (decision.kind === 'nothing' || !known.currency) return { kind: 'nothing', why: 'nothing-to-offer' }
  return withIncentives(db, asked, decision.items, { currency: known.currency, domain: known.domain, now })
}

type Items = Extract<Decision, { kind: 'offer' }>['items']
type Item = Items[number]

interface ShopNow {
  currency: string
  domain: string
  now: Date
}

async function withIncentives(
  db: HotDb,
  asked: ProductsAsked,
  items: Items,
  shop: ShopNow,
): Promise<ProductsChosen> {
  if (asked.offer.incentive.kind === 'none')
    return { kind: 'products', products: items.map((item) => shownOf(item, undefined, asked, shop)) }
  const products: ShownProduct[] = []
  let isLater = false
  for (const item of items.filter(({ incentive }) => incentive.kind === 'given')) {
    const code = await codeFor(db, asked, item, shop.now)
    if (code.kind === 'code') products.push(shownOf(item, code.code, asked, shop))
    else if (code.why === 'no-code-left') isLater = true
  }
  if (products.length > 0) return { kind: 'products', products }
  return isLater ? { kind: 'later' } : { kind: 'nothing', why: 'no-incentive' }
}

type Code =
  | { kind: 'code'; code: string | undefined }
  | { kind: 'none'; why: 'given-before' | 'no-code-left' }

async function codeFor(
  db: HotDb,
  { touchId, customerId, orderId }: ProductsAsked,
  { product, incentive }: Item,
  now: Date,
): Promise<Code> {
  const key = incentive.kind === 'given' && poolKeyOf(incentive.incentive, product.id)
  if (!key || !touchId) return { kind: 'code', code: undefined }
  return takeCode(db, key, { offerItemId: `${touchId}/${product.id}`, customerId, orderId, now })
}

// All that was bought, also what was taken out since: by that the pages name a purchase. Of their own order only what is
// left draws anything.
const lines: Statement = {
  name: 'basket-of-message',
  text: `select distinct "productId" from "OrderLine" where "orderId" = $1 and "productId" is not null order by 1 limit 100`,
}

async function readBasket(db: HotDb, orderId: string): Promise<ShopifyId<'Product'>[]> {
  const { rows } = await db.run<{ productId: string }>(lines, [orderId])
  return rows.flatMap(({ productId }) => (isShopifyId('Product', productId) ? [productId] : []))
}

function shownOf(
  { product, variantId, reason, incentive }: Item,
  code: string | undefined,
  { language }: ProductsAsked,
  { currency, domain }: ShopNow,
): ShownProduct {
  const given = incentive.kind === 'given' ? incentive.incentive : undefined
  const giftVariantId = given?.kind === 'gift' ? given.variantId : undefined
  const priceMinor = product.variants.find(({ id }) => id === variantId)?.priceMinor ?? 0
  return {
    title: product.title,
    imageUrl: product.imageUrl,
    imageAlt: product.imageAlt,
    price: priceLine(priceMinor, currency, given, language),
    extra: extraLine(given, language),
    reason: itemReasonLine(reason, language),
    url: cartPermalink(`https://${domain}`, { variantId, code: code ?? null, giftVariantId }),
  }
}

type Given = Exclude<Incentive, { kind: 'none' }>

function priceLine(
  minor: number,
  currency: string,
  given: Given | undefined,
  language: MessageLanguage,
): string {
  const off =
    given?.kind === 'percentage'
      ? Math.round((minor * given.percent) / 100)
      : given?.kind === 'amount'
        ? Math.min(minor, given.minor)
        : 0
  const price = priceIn({ minor: minor - off, currency }, language)
  return off === 0
    ? price
    : frameLine(language, 'priceNow', { now: price, was: priceIn({ minor, currency }, language) })
}

function extraLine(given: Given | undefined, language: MessageLanguage): string | undefined {
  if (given?.kind === 'free-shipping') return frameLine(language, 'freeShipping')
  return given?.kind === 'gift' ? frameLine(language, 'gift', { gift: given.title }) : undefined
}
