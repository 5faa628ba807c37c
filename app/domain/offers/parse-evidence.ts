import { isRecord, textIn, wholeIn, wordIn } from '../json-fields.ts'
import { isShopifyId } from '../shopify-id.ts'
import type { Evidence, ProductId, Reason, Silence } from './reason.ts'
import { silences } from './reason.ts'

/** The evidence that was kept, or nothing where a version wrote it that this one does not know. */
export function parseEvidence(json: unknown): Evidence | undefined {
  if (!isRecord(json)) return undefined
  const customers = wholeIn(json.customers)
  const withProductId = productIn(json.withProductId)
  switch (json.kind) {
    case 'bought-together':
      return customers === undefined || !withProductId
        ? undefined
        : { kind: json.kind, customers, withProductId }
    case 'bought-again': {
      const times = wholeIn(json.times)
      return times === undefined
        ? undefined
        : { kind: json.kind, times, everyDays: wholeIn(json.everyDays) ?? null }
    }
    case 'comes-back':
    case 'popular': {
      const days = wholeIn(json.days)
      return customers === undefined || days === undefined ? undefined : { kind: json.kind, customers, days }
    }
    case 'alike':
    case 'suggested':
      return withProductId && { kind: json.kind, withProductId }
    case 'picked':
      return { kind: json.kind, withProductId: withProductId ?? null }
    case 'reminder':
      return { kind: json.kind }
    default:
      return undefined
  }
}

/** The reason that was kept with an offered item, or nothing where this version does not know it. */
export function parseReason(json: unknown): Reason | undefined {
  const evidence = parseEvidence(json)
  if (!evidence || !isRecord(json)) return undefined
  const withTitle = textIn(json.withTitle)
  switch (evidence.kind) {
    case 'bought-again':
    case 'comes-back':
    case 'popular':
    case 'reminder':
      return evidence
    case 'picked':
      return { ...evidence, withTitle: withTitle ?? null }
    case 'bought-together':
    case 'alike':
    case 'suggested':
      return withTitle === undefined ? undefined : { ...evidence, withTitle }
    default:
      return evidence satisfies never
  }
}

/** Why nothing was offered, as it was kept, or nothing where something was. */
export function parseSilence(json: unknown): Silence | undefined {
  const why = isRecord(json) && json.kind === 'nothing' ? wordIn(silences, json.why) : undefined
  return why && { kind: 'nothing', why }
}

/** The value if it is a product's id. */
export function productIn(value: unknown): ProductId | undefined {
  return isShopifyId('Product', value) ? value : undefined
}
