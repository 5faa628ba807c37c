import type { Incentive } from '../../domain/offers/incentive.ts'
import { type MarginReach, marginReach } from '../../domain/offers/margin-reach.ts'
import { parseIncentive } from '../../domain/offers/parse-incentive.ts'
import { parseSettings } from '../../domain/settings.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import { onSaleMax, readOnSale, readUnitCost } from '../../store/on-sale.server.ts'
import { parsedJson } from './definition-of.ts'

/** An incentive that is being written, for what Encore chooses from: all that is on sale, or one collection. */
export interface ReachQuestion {
  incentive: Incentive
  collectionId: ShopifyId<'Collection'> | undefined
}

/** What of all that Encore may choose from would be offered with an incentive. */
export interface ReachAnswer extends MarginReach {
  /** What stands against giving it with anything: a cost that is not known. */
  lacks: 'shipping-share' | 'gift-cost' | undefined
  /** Whether there are more products than were looked at. */
  isPart: boolean
}

/** Judges an incentive over the products on sale, at most 10,000 of them, the newest. Products sold out are left out. */
export async function readMarginReach(
  db: Db,
  { incentive, collectionId }: ReachQuestion,
  now: Date,
): Promise<ReachAnswer> {
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const costs = parseSettings(shop?.settings).margin
  const giftCostMinor = incentive.kind === 'gift' ? await readUnitCost(db, incentive.variantId) : undefined
  const products = await readOnSale(db, collectionId, now)
  const lines = products.map((variants) => variants.map((each) => ({ ...each, giftCostMinor })))
  const isShareUnknown = incentive.kind === 'free-shipping' && costs.shippingShareMinor === 0
  const isGiftUnknown = incentive.kind === 'gift' && giftCostMinor === undefined
  return {
    ...marginReach(incentive, lines, costs),
    lacks: isShareUnknown ? 'shipping-share' : isGiftUnknown ? 'gift-cost' : undefined,
    isPart: products.length >= onSaleMax,
  }
}

const incentiveCharactersMax = 2_000

/** The question that a form asks; nothing where it is none. */
export function reachQuestion(form: FormData): ReachQuestion | undefined {
  const text = form.get('incentive')
  const collectionId = form.get('collection') || undefined
  if (typeof text !== 'string' || text.length > incentiveCharactersMax) return undefined
  const incentive = parseIncentive(parsedJson(text))
  if (!incentive || (collectionId !== undefined && !isShopifyId('Collection', collectionId))) return undefined
  return { incentive, collectionId }
}
