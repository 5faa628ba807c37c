import { askSignature } from './ask-app.ts'
import type { Api, Chosen } from './calculate.ts'
import type { Ending } from './draw-ending.ts'

/** Taken and paid; or how it ended otherwise. */
export type Accepted = { kind: 'paid' } | { kind: 'ended'; ending: Ending }

/** Has the acceptance signed and applied, once: what the app signs for an offer Shopify applies no second time. */
export async function accept(api: Api, chosen: Chosen): Promise<Accepted> {
  const signed = await askSignature(api.inputData, { ...chosen, for: 'apply' })
  if (!signed) return { kind: 'ended', ending: 'failed' }
  if (signed.kind === 'refused') return { kind: 'ended', ending: refusals[signed.why] }
  return apply(api, signed.token)
}

/** An answer that got lost is asked for again with the same token: then "applied already" means that it was this one. */
async function apply(api: Api, token: string, isAgain = false): Promise<Accepted> {
  let result: Awaited<ReturnType<Api['applyChangeset']>>
  try {
    result = await api.applyChangeset(token)
  } catch {
    return isAgain ? { kind: 'ended', ending: 'unsure' } : apply(api, token, true)
  }
  if (result.status === 'processed') return { kind: 'paid' }
  const codes = result.errors.map(({ code }) => code)
  if (isAgain && codes.includes('changeset_already_applied')) return { kind: 'paid' }
  if (result.status === 'partially_processed') return { kind: 'ended', ending: 'unpaid' }
  const known = codes.map((code) => endings[code]).find((ending) => ending !== undefined)
  return { kind: 'ended', ending: known ?? 'failed' }
}

const refusals = {
  'sold-out': 'soldOut',
  changed: 'changed',
  late: 'late',
  taken: 'taken',
  unknown: 'failed',
} as const

const endings: Partial<Record<string, Ending>> = {
  insufficient_inventory: 'soldOut',
  payment_required: 'notCharged',
  unsupported_payment_method: 'notCharged',
  changeset_already_applied: 'taken',
  order_released_error: 'late',
}
