import type { ShownIncentive } from '../../app/contract/offer.ts'
import type { Price } from './goods.ts'

/** Whole units of one currency; `was` only where something is taken off that can be computed honestly. */
export interface Cost {
  now: number
  was: number | undefined
  currency: string
}

/**
 * What so many of a thing cost, and would cost without the incentive. A percentage comes off whatever the buyer pays
 * in; an amount is of the shop's currency, and in another one only Shopify knows what it makes of it. An amount comes
 * off once, however many are taken.
 */
export function costOf(
  { amount, currency }: Price,
  quantity: number,
  incentive: ShownIncentive | null,
): Cost {
  const unit = 10 ** fractionDigits(currency)
  const full = Math.round(amount * unit) * quantity
  const off = Math.min(full, offMinor(full, currency, incentive))
  return { now: (full - off) / unit, was: off > 0 ? full / unit : undefined, currency }
}

/** Whether the incentive is already in the price that `costOf` computes. */
export function isInPrice(incentive: ShownIncentive, currency: string): boolean {
  return incentive.kind === 'percentage' || (incentive.kind === 'amount' && incentive.currency === currency)
}

/** A sum in the smallest unit of its currency as whole units. */
export function wholeUnits(minor: number, currency: string): number {
  return minor / 10 ** fractionDigits(currency)
}

function offMinor(full: number, currency: string, incentive: ShownIncentive | null): number {
  if (incentive?.kind === 'percentage') return Math.round((full * incentive.percent) / 100)
  if (incentive?.kind === 'amount' && incentive.currency === currency) return incentive.minor
  return 0
}

function fractionDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
