import { type BudgetPolicy, holdoutPercentMax, parsePolicy } from './budget/policy.ts'
import { isRecord } from './json-fields.ts'
import { type Brand, parseBrand, parseSender, type Sender } from './letterhead.ts'
import type { MarginCosts } from './offers/margin.ts'
import { feePercentMax, marginMinorMax } from './offers/margin-form.ts'

/** What the merchant chose. */
export interface ShopSettings {
  /** Days a worked delivery's row and raw body are kept before both are erased. */
  deliveriesKeptDays: number
  /** Days an offer's candidates and why each fell out are kept, and what ended walks were made of, before they are erased. */
  decisionsKeptDays: number
  /** What a sale costs beside the goods, and what must remain of it; in the shop's currency. */
  margin: MarginCosts
  /** How often and when a customer may be contacted. */
  budget: BudgetPolicy
  /** Of each journey so many of a hundred customers are left alone, so that what it changes can be seen. */
  holdoutPercent: number
  /** From whom messages come, and how they look. */
  sender: Sender
  brand: Brand
  /** Whether the set-up guide steps back to the foot of the home page, done or not. */
  isGuideClosed: boolean
}

/** What may be chosen for `deliveriesKeptDays`: enough to look into a mishap, not longer than anyone needs. */
export const deliveriesKeptDaysChoices = [7, 14, 30, 60, 90] as const

/** What may be chosen for `decisionsKeptDays`. */
export const decisionsKeptDaysChoices = [30, 60, 90, 180, 365] as const

/** How long a delivery that was set aside waits for someone to try it again, whatever the merchant chose. */
export const asideKeptDays = 90

// The fee is what card payments cost a shop on Shopify's first plan in many countries; the merchant knows their own.
const defaults = {
  deliveriesKeptDays: 30,
  decisionsKeptDays: 90,
  // docs/decisions/0026-who-is-left-alone.md
  holdoutPercent: 5,
  margin: { feePercent: 2.9, feeFixedMinor: 30, shippingShareMinor: 0, floorMinor: 0 },
}

/** The settings kept as JSON with the shop. What is missing or does not fit falls back to its default. */
export function parseSettings(stored: unknown): ShopSettings {
  const kept = isRecord(stored) ? stored : {}
  return {
    deliveriesKeptDays: keptDays(kept.deliveriesKeptDays) ?? defaults.deliveriesKeptDays,
    decisionsKeptDays: decisionsKeptDays(kept.decisionsKeptDays) ?? defaults.decisionsKeptDays,
    margin: parseMargin(kept.margin),
    budget: parsePolicy(kept.budget),
    holdoutPercent: wholeWithin(kept.holdoutPercent, holdoutPercentMax) ?? defaults.holdoutPercent,
    sender: parseSender(kept.sender),
    brand: parseBrand(kept.brand),
    isGuideClosed: kept.isGuideClosed === true,
  }
}

/** The days, if they are one of the choices. Text is read as a number, as forms send it. */
export function keptDays(value: unknown): number | undefined {
  const days = typeof value === 'string' ? Number(value) : value
  return deliveriesKeptDaysChoices.find((choice) => choice === days)
}

/** The days, if they are one of the choices for decisions. Text is read as a number. */
export function decisionsKeptDays(value: unknown): number | undefined {
  const days = typeof value === 'string' ? Number(value) : value
  return decisionsKeptDaysChoices.find((choice) => choice === days)
}

function parseMargin(stored: unknown): MarginCosts {
  const kept = isRecord(stored) ? stored : {}
  const { margin } = defaults
  return {
    feePercent: within(kept.feePercent, feePercentMax) ?? margin.feePercent,
    feeFixedMinor: wholeWithin(kept.feeFixedMinor) ?? margin.feeFixedMinor,
    shippingShareMinor: wholeWithin(kept.shippingShareMinor) ?? margin.shippingShareMinor,
    floorMinor: wholeWithin(kept.floorMinor) ?? margin.floorMinor,
  }
}

function wholeWithin(value: unknown, max = marginMinorMax): number | undefined {
  return Number.isSafeInteger(value) ? within(value, max) : undefined
}

function within(value: unknown, max: number): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= max ? value : undefined
}
