import { exponentOf, parseMinor } from '../money.ts'
import type { MarginCosts } from './margin.ts'

/** What a merchant writes about their costs: decimals in the shop's currency, and the fee in percent. */
export type MarginField = 'feePercent' | 'feeFixed' | 'shippingShare' | 'floor'

/** The most that can be meant by a fee in percent, and by an amount: more is a slip of the hand. */
export const feePercentMax = 50
export const marginMinorMax = 100_000_000

/**
 * The costs as they were written, or which fields do not fit. A comma is taken for the decimal point, a fee has two
 * places at most, and an amount no more than its currency has.
 */
export function readMarginForm(
  form: Record<MarginField, unknown>,
  currency: string,
): { kind: 'costs'; costs: MarginCosts } | { kind: 'refused'; fields: MarginField[] } {
  const feePercent = readPercent(form.feePercent)
  const [feeFixedMinor, shippingShareMinor, floorMinor] = [form.feeFixed, form.shippingShare, form.floor].map(
    (value) => readAmount(value, currency),
  )
  if (
    feePercent !== undefined &&
    feeFixedMinor !== undefined &&
    shippingShareMinor !== undefined &&
    floorMinor !== undefined
  )
    return { kind: 'costs', costs: { feePercent, feeFixedMinor, shippingShareMinor, floorMinor } }
  const read = { feePercent, feeFixed: feeFixedMinor, shippingShare: shippingShareMinor, floor: floorMinor }
  const fields = (['feePercent', 'feeFixed', 'shippingShare', 'floor'] as const).filter(
    (field) => read[field] === undefined,
  )
  return { kind: 'refused', fields }
}

function readPercent(value: unknown): number | undefined {
  const text = decimalText(value)
  if (text === undefined || !/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined
  const percent = Number(text)
  return percent <= feePercentMax ? percent : undefined
}

function readAmount(value: unknown, currency: string): number | undefined {
  const text = decimalText(value)
  const minor = text === undefined ? undefined : parseMinor(text, currency)
  // A place that the currency does not have would be rounded, and the merchant not told.
  const isExact = minor !== undefined && text !== undefined && !hasMorePlaces(text, currency)
  return isExact && minor >= 0 && minor <= marginMinorMax ? minor : undefined
}

function hasMorePlaces(text: string, currency: string): boolean {
  const [, fraction = ''] = text.split('.')
  return fraction.replace(/0+$/, '').length > exponentOf(currency)
}

function decimalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim().replace(',', '.') : undefined
}
