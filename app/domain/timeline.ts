import type { HoldReason, NeverReason } from './budget/budget-reason.ts'
import type { Channel } from './budget/channel.ts'
import type { Topic } from './budget/topic.ts'
import type { EndReason } from './journeys/enrollment.ts'
import type { Passed } from './journeys/step-kind.ts'
import type { IntentKind } from './messages/intent.ts'
import type { TemplateId } from './messages/template-id.ts'
import type { TermsChange } from './messages/terms-change.ts'
import type { Money } from './money.ts'
import type { Considered } from './offers/decide.ts'
import type { Reason, Silence } from './offers/reason.ts'
import type { ShopifyId } from './shopify-id.ts'
import { dayNumbers } from './time-zone.ts'

/** The kinds by which a timeline can be filtered, and which entries each shows. */
export const timelineKinds = {
  orders: ['order-placed', 'order-cancelled', 'order-refunded'],
  parcels: ['order-shipped', 'order-delivered'],
  offers: [
    'offer-decided',
    'offer-held',
    'offer-shown',
    'offer-accepted',
    'offer-declined',
    'offer-disliked',
    'offer-postponed',
    'offer-bought',
  ],
  journeys: ['journey-entered', 'step-passed', 'journey-ended'],
  messages: ['touch-held', 'touch-sent', 'touch-dropped'],
  words: ['intent-said', 'terms-changed'],
  account: ['customer-joined', 'consent-changed'],
} as const satisfies Record<string, readonly TimelineEntry['kind'][]>

export type TimelineFilter = keyof typeof timelineKinds

/** Whether text names a filter. */
export function isTimelineFilter(text: unknown): text is TimelineFilter {
  return typeof text === 'string' && Object.hasOwn(timelineKinds, text)
}

/** One entry of a customer's timeline, with the evidence it opens to. */
export type TimelineEntry = { key: string; at: Date } & (
  | { kind: 'customer-joined' }
  | { kind: 'consent-changed'; email: string | undefined; sms: string | undefined }
  | { kind: 'order-placed'; order: OrderRef; evidence: OrderEvidence }
  | { kind: 'order-cancelled'; order: OrderRef; reason: string | undefined }
  | { kind: 'order-refunded'; order: OrderRef; amount: Money; lines: TimelineLine[] }
  | { kind: 'order-shipped'; order: OrderRef; company: string | undefined; outcome: Shipment }
  | { kind: 'order-delivered'; order: OrderRef }
  | { kind: 'offer-decided'; offer: OfferEvidence }
  | { kind: 'offer-held'; offer: OfferEvidence }
  | { kind: 'offer-shown'; offer: OfferEvidence }
  | { kind: 'offer-accepted'; offer: OfferEvidence }
  | { kind: 'offer-declined'; offer: OfferEvidence }
  | { kind: 'offer-disliked'; offer: OfferEvidence }
  | { kind: 'offer-postponed'; offer: OfferEvidence }
  | { kind: 'offer-bought'; offer: OfferEvidence }
  | { kind: 'journey-entered'; journey: JourneyRef }
  | { kind: 'step-passed'; journey: JourneyRef; passed: ToldStep }
  | { kind: 'journey-ended'; journey: JourneyRef; why: EndReason }
  | { kind: 'touch-held'; touch: TouchEvidence; until: Date; why: HoldReason | undefined }
  | { kind: 'touch-sent'; touch: TouchEvidence }
  | { kind: 'touch-dropped'; touch: TouchEvidence; why: DropReason | undefined }
  | { kind: 'intent-said'; said: IntentKind; title: string | undefined; until: Date | undefined }
  /** At least one. */
  | { kind: 'terms-changed'; changes: TermsChange[] }
)

/** What became of a fulfilment: most parcels leave; some are called off, fail, or are still to go. */
export type Shipment = 'shipped' | 'cancelled' | 'failed' | 'pending'

const shipments: Record<string, Shipment> = {
  success: 'shipped',
  cancelled: 'cancelled',
  error: 'failed',
  failure: 'failed',
  open: 'pending',
  pending: 'pending',
}

/** What a fulfilment's status says became of it. One without a status, or with a newer Shopify's, was shipped. */
export function shipmentOf(status: string | undefined): Shipment {
  return shipments[status ?? 'success'] ?? 'shipped'
}

export interface OrderRef {
  id: ShopifyId<'Order'>
  name: string
}

export interface OrderEvidence {
  total: Money
  /** What the buyer saw, where that was another currency. */
  buyerTotal: Money | undefined
  source: string | undefined
  financialStatus: string | undefined
  isTest: boolean
  lines: TimelineLine[]
}

export interface TimelineLine {
  title: string
  variantTitle: string | undefined
  quantity: number
  /** What is left after edits and refunds. */
  currentQuantity: number
}

export interface OfferEvidence {
  placement: string
  orderName: string | undefined
  /** What the entry is about, the best first; empty where nothing was offered. */
  items: OfferedItem[]
  /** Why nothing was offered. */
  silence: Silence | undefined
  /** Best first. Empty where the decision was not kept with the entry, or has had its time. */
  considered: Considered[]
}

/** One offered product, as it stands now. */
export interface OfferedItem {
  /** Nothing where the product is gone. */
  title: string | undefined
  /** Nothing where another version of Encore wrote it. */
  reason: Reason | undefined
  /** `decided`, `shown`, `accepted`, `declined`, `disliked` or `postponed`. */
  status: string
}

/** `name` as it is now; nothing where the journey is gone. */
export interface JourneyRef {
  id: string
  name: string | undefined
}

/** Whether a passed step has an entry of its own: a touch has entries besides, and waiting says nothing. */
export const hasEntry = {
  'not-entered': false,
  waited: false,
  branched: true,
  split: true,
  touched: false,
  'not-touched': true,
  tagged: true,
  'told-flow': true,
  ended: false,
  broken: true,
} as const satisfies Record<Passed['kind'], boolean>

type ToldKind = {
  [Kind in Passed['kind']]: (typeof hasEntry)[Kind] extends true ? Kind : never
}[Passed['kind']]
/** The passed steps that have an entry. */
export type ToldStep = Extract<Passed, { kind: ToldKind }>

/** Their kinds. */
export const toldSteps = (Object.keys(hasEntry) as Passed['kind'][]).filter(
  (kind): kind is ToldKind => hasEntry[kind],
)

/** A contact, and what it said. Nothing in `channel` while it waits for one. */
export interface TouchEvidence {
  channel: Channel | undefined
  topic: Topic
  says: { kind: 'message'; template: TemplateId } | { kind: 'offer' }
  /** Nothing where no journey wished for it. */
  journey: JourneyRef | undefined
}

/** Why a contact was dropped: the budget said never, its walk ended before, or it could not be sent. */
export type DropReason =
  | NeverReason
  | { kind: 'not-sent' }
  /** Somebody left it out for this customer. */
  | { kind: 'skipped' }
  | { kind: 'walk-ended'; end: EndReason }
  /** It was about what was bought, and that was gift cards. */
  | { kind: 'gift-cards-only' }

/** A customer's usual time between orders: the middle one of their gaps. */
export interface Rhythm {
  days: number
  /** How many gaps it rests on. */
  gaps: number
}

const gapsMin = 2
/**
 * The usual rhythm from the moments of a customer's orders, in any order. Orders of one day in the zone count once.
 * Nothing with fewer than three such days: one gap is an accident, not a habit.
 */
export function usualRhythm(orderedAt: Date[], timeZone: string): Rhythm | undefined {
  const days = [...new Set(dayNumbers(orderedAt, timeZone))].sort((a, b) => a - b)
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  if (gaps.length < gapsMin) return undefined
  gaps.sort((a, b) => a - b)
  const middle = Math.floor(gaps.length / 2)
  const upper = gaps[middle] ?? 0
  const lower = gaps.length % 2 === 0 ? (gaps[middle - 1] ?? upper) : upper
  return { days: Math.round((lower + upper) / 2), gaps: gaps.length }
}
