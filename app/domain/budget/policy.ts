import { isRecord, wholeIn } from '../json-fields.ts'

/** How often a shop may be in touch with one customer, and when; what every touch on every channel is held to. */
export interface BudgetPolicy {
  /** At most so many in any 7 days, and in any 30. */
  weekMax: number
  monthMax: number
  /** No message from this hour on, until that one, 0 to 23 in the customer's zone; twice the same hour: at any hour. */
  quietFromHour: number
  quietUntilHour: number
  /** So many days after a refund help alone is said. */
  helpFirstDays: number
}

/** What holds until the merchant chooses otherwise. */
export const usualPolicy: BudgetPolicy = {
  weekMax: 2,
  monthMax: 5,
  quietFromHour: 21,
  quietUntilHour: 9,
  helpFirstDays: 7,
}

/** What may be chosen, from and to: a cap above these would be none. */
export const policyLimits: Record<keyof BudgetPolicy, readonly [number, number]> = {
  weekMax: [1, 7],
  monthMax: [1, 30],
  quietFromHour: [0, 23],
  quietUntilHour: [0, 23],
  helpFirstDays: [0, 60],
}

/** The policy kept as JSON. What is missing or does not fit is as usual. */
export function parsePolicy(stored: unknown): BudgetPolicy {
  const kept = isRecord(stored) ? stored : {}
  const field = (name: keyof BudgetPolicy) =>
    within(policyLimits[name], wholeIn(kept[name])) ?? usualPolicy[name]
  return {
    weekMax: field('weekMax'),
    monthMax: field('monthMax'),
    quietFromHour: field('quietFromHour'),
    quietUntilHour: field('quietUntilHour'),
    helpFirstDays: field('helpFirstDays'),
  }
}

/** The most customers that may be left alone, in percent: more would be most of a shop's. */
export const holdoutPercentMax = 50

/** The fields of the budget as a form sends them. */
export type PolicyField = keyof BudgetPolicy | 'holdoutPercent'

/**
 * The budget as a form says it, or which fields do not fit. A month holds a week, so its cap is not below the week's.
 * Never rounds.
 */
export function readPolicyForm(
  form: Record<PolicyField, unknown>,
):
  | { kind: 'policy'; policy: BudgetPolicy; holdoutPercent: number }
  | { kind: 'refused'; fields: PolicyField[] } {
  const limits = { ...policyLimits, holdoutPercent: [0, holdoutPercentMax] as const }
  const read = (field: PolicyField) => within(limits[field], wholeOf(form[field]))
  const [weekMax, monthMax] = [read('weekMax'), read('monthMax')]
  const [quietFromHour, quietUntilHour] = [read('quietFromHour'), read('quietUntilHour')]
  const [helpFirstDays, holdoutPercent] = [read('helpFirstDays'), read('holdoutPercent')]
  const all = { weekMax, monthMax, quietFromHour, quietUntilHour, helpFirstDays, holdoutPercent }
  const fields = policyFields.filter((field) => all[field] === undefined)
  if (weekMax !== undefined && monthMax !== undefined && monthMax < weekMax) fields.push('monthMax')
  if (
    fields.length > 0 ||
    weekMax === undefined ||
    monthMax === undefined ||
    quietFromHour === undefined ||
    quietUntilHour === undefined ||
    helpFirstDays === undefined ||
    holdoutPercent === undefined
  )
    return { kind: 'refused', fields }
  return {
    kind: 'policy',
    policy: { weekMax, monthMax, quietFromHour, quietUntilHour, helpFirstDays },
    holdoutPercent,
  }
}

/** All fields, in the order of the form. */
export const policyFields = [
  'weekMax',
  'monthMax',
  'quietFromHour',
  'quietUntilHour',
  'helpFirstDays',
  'holdoutPercent',
] as const satisfies readonly PolicyField[]

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\s*\d{1,3}\s*$/.test(value) ? Number(value) : undefined
}

function within([min, max]: readonly [number, number], value: number | undefined): number | undefined {
  return value !== undefined && value >= min && value <= max ? value : undefined
}
