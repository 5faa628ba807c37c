import { z } from 'zod'
import type { Money } from '../../domain/money.ts'
import { parseKeptDecision } from '../../domain/offers/kept-decision.ts'
import { parseReason, parseSilence } from '../../domain/offers/parse-evidence.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { type OfferEvidence, type OrderRef, shipmentOf, type TimelineEntry } from '../../domain/timeline.ts'
import { journeyEntry, touchEntry } from './timeline-journeys.ts'
import type { TimelineRow } from './timeline-row.ts'
import { saidEntry } from './timeline-said.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)

const line = z.object({
  title: z.string(),
  variantTitle: text,
  quantity: z.number().int(),
  currentQuantity: z.number().int(),
})

const consent = z.object({ email: text, sms: text })

const placed = z.object({
  totalMinor: z.number(),
  currency: z.string(),
  presentmentTotalMinor: z.number(),
  presentmentCurrency: z.string(),
  sourceName: text,
  financialStatus: text,
  isTest: z.boolean(),
  lines: z.array(line),
})

const cancelled = z.object({ reason: text })
const refunded = z.object({ amountMinor: z.number(), currency: z.string() })
const shipped = z.object({ trackingCompany: text, status: text })

const offer = z.object({
  placement: z.string(),
  reason: z.unknown().optional(),
  items: z.array(z.object({ title: text, status: z.string(), reason: z.unknown().optional() })).nullish(),
  considered: z.unknown().optional(),
})

/** The entry a row stands for; nothing for a kind that this version does not know. */
export function timelineEntry(row: TimelineRow): TimelineEntry | undefined {
  const base = { key: `${row.kind}/${row.subjectId}`, at: row.at }
  switch (row.kind) {
    case 'customer-joined':
      return { ...base, kind: row.kind }
    case 'consent-changed':
      return { ...base, kind: row.kind, ...consent.parse(row.detail) }
    case 'offer-decided':
    case 'offer-held':
    case 'offer-shown':
    case 'offer-accepted':
    case 'offer-declined':
    case 'offer-disliked':
    case 'offer-postponed':
    case 'offer-bought':
      return { ...base, kind: row.kind, offer: offerEvidence(row) }
    case 'journey-entered':
    case 'step-passed':
    case 'journey-ended':
      return journeyEntry(row, base)
    case 'touch-held':
    case 'touch-sent':
    case 'touch-dropped':
      return touchEntry(row, base)
    case 'intent-said':
    case 'terms-changed':
      return saidEntry(row, base)
    default:
      return orderEntry(row, base)
  }
}

function orderEntry(row: TimelineRow, base: { key: string; at: Date }): TimelineEntry | undefined {
  const order = orderRef(row)
  if (!order) return undefined
  switch (row.kind) {
    case 'order-placed':
      return { ...base, kind: row.kind, order, evidence: orderEvidence(row) }
    case 'order-cancelled':
      return { ...base, kind: row.kind, order, ...cancelled.parse(row.detail) }
    case 'order-refunded': {
      const { amountMinor, currency } = refunded.parse(row.detail)
      const lines = z.array(line).parse(row.refunded ?? [])
      return { ...base, kind: row.kind, order, amount: { minor: amountMinor, currency }, lines }
    }
    case 'order-shipped': {
      const { trackingCompany, status } = shipped.parse(row.detail)
      return { ...base, kind: row.kind, order, company: trackingCompany, outcome: shipmentOf(status) }
    }
    case 'order-delivered':
      return { ...base, kind: row.kind, order }
    default:
      return undefined
  }
}

function orderRef({ orderId, orderName }: TimelineRow): OrderRef | undefined {
  return isShopifyId('Order', orderId) ? { id: orderId, name: orderName ?? '' } : undefined
}

function orderEvidence(row: TimelineRow) {
  const detail = placed.parse(row.detail)
  const total: Money = { minor: detail.totalMinor, currency: detail.currency }
  const buyerTotal: Money = { minor: detail.presentmentTotalMinor, currency: detail.presentmentCurrency }
  return {
    total,
    buyerTotal: buyerTotal.currency === total.currency ? undefined : buyerTotal,
    source: detail.sourceName,
    financialStatus: detail.financialStatus,
    isTest: detail.isTest,
    lines: detail.lines,
  }
}

/** Kept by another version, perhaps: an entry without its evidence is better than no page. */
function offerEvidence(row: TimelineRow): OfferEvidence {
  const { placement, items, reason, considered } = offer.parse(row.detail)
  return {
    placement,
    items: (items ?? []).map((item) => ({ ...item, reason: parseReason(item.reason) })),
    silence: parseSilence(reason),
    considered: parseKeptDecision(considered)?.considered ?? [],
    orderName: row.orderName ?? undefined,
  }
}
