import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps, planOf } from '../../domain/journeys/plan.ts'
import { incentiveCostMinor } from '../../domain/journeys/simulate-cost.ts'
import { fieldsAsked, type Simulation } from '../../domain/journeys/simulate-past.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import { kindOf } from '../../domain/journeys/steps.ts'
import { goodsOf } from '../../domain/journeys/touch-goods.ts'
import type { RuleResult } from '../../domain/offers/rule.ts'
import { parseSettings } from '../../domain/settings.ts'
import { dayMs, usableTimeZone } from '../../domain/time-zone.ts'
import type { HotDb } from '../../store/database.server.ts'
import { findGoneGoods } from '../../store/journey-facts.server.ts'
import { readShopOfWalks } from '../../store/journeys.server.ts'
import { type PastPrices, readPastPrices } from '../../store/past-prices.server.ts'
import { deliveryDaysOf } from './delivery-days.ts'
import { foreseer } from './dry-run-foresee.ts'
import type { ShopOfPast } from './dry-run-past.ts'
import { connectedChannels, deliveryDaysUsual } from './walk-facts.ts'

/** Over how many days a journey is walked. */
export const walkedDays = 365

/** A journey ready to be walked over a shop's past, and the shop. */
export interface PreparedDryRun {
  simulation: Simulation
  shop: ShopOfPast
}

/** Gathers what a dry run of this journey must know of the shop; nothing where the shop was erased. */
export async function prepareDryRun(
  db: HotDb,
  { journeyId, definition }: { journeyId: string; definition: JourneyDefinition },
  now: Date,
): Promise<PreparedDryRun | undefined> {
  const shop = await readShopOfWalks(db, [])
  if (!shop) return undefined
  const steps = allSteps(definition.steps)
  const goods = [...new Set(steps.flatMap((step) => kindOf(step).needs?.(step).goods ?? []))]
  const gifts = steps.flatMap((step) => giftOf(step) ?? [])
  const [goneIds, prices, toldDays, foresee] = await Promise.all([
    findGoneGoods(db, goods),
    readPastPrices(db, goods, gifts),
    deliveryDaysOf(db, shop.shop, now),
    foreseer(db, shop.shop, now),
  ])
  const { budget: policy, holdoutPercent, margin } = parseSettings(shop.settings)
  const timeZone = usableTimeZone(shop.timeZone)
  const plan = planOf({ journeyId, version: 0, definition })
  const { shippingShareMinor } = margin
  const known = { dearestMinor: dearestOf(prices), giftMinor: giftMinorOf(prices), shippingShareMinor }
  return {
    simulation: {
      plan,
      fields: fieldsAsked(plan),
      from: new Date(now.getTime() - walkedDays * dayMs),
      until: now,
      foresee,
      costMinor: (incentive, result) => incentiveCostMinor(incentive, result, known),
      shop: {
        timeZone,
        currency: shop.currency ?? undefined,
        deliveryDays: toldDays ?? deliveryDaysUsual,
        toldDeliveryDays: toldDays,
        policy,
        holdoutPercent,
        goneIds,
      },
    },
    shop: {
      timeZone,
      locale: shop.locale,
      connected: connectedChannels(shop),
    },
  }
}

function giftOf(step: Step): string | undefined {
  const offered = step.kind === 'offer' ? step : step.kind === 'message' ? step.offer : undefined
  return offered?.incentive.kind === 'gift' ? offered.incentive.variantId : undefined
}

function dearestOf({ dearest, usualMinor }: PastPrices) {
  return (result: RuleResult): number | undefined => {
    if (result.kind === 'encore' || result.kind === 'nothing') return usualMinor
    const named = goodsOf({ result, incentive: { kind: 'none' } })
    const prices = named.flatMap((id) => dearest.get(id) ?? [])
    return prices.length > 0 ? Math.max(...prices) : undefined
  }
}

function giftMinorOf({ variants }: PastPrices) {
  return (_productId: string, variantId: string): number | undefined => variants.get(variantId)
}
