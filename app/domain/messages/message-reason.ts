import type { MessageLanguage } from './languages.ts'

/** Kinds of reasons that a message gives for itself. */
export const reasonKinds = [
  'ordered',
  'delivered',
  'ordered-again',
  'refunded',
  'running-out',
  'quiet',
  'birthday',
  'anniversary',
  'customer',
] as const
export type ReasonKind = (typeof reasonKinds)[number]

/** Why somebody gets a message: what began the walk it belongs to. */
export type MessageReason =
  | { kind: 'ordered' | 'delivered' | 'ordered-again' | 'refunded' | 'quiet' | 'anniversary'; date: Date }
  | { kind: 'running-out'; product: string }
  | { kind: 'birthday' }
  /** Nothing more is known, or told. */
  | { kind: 'customer' }

/** What is known of a walk's beginning. */
export interface Beginning {
  /** The kind of its trigger, as in domain/journeys. */
  trigger: string | undefined
  /** Which order of theirs it waits for, or from which on; 1 is the first. */
  orderNumber: number | undefined
  /** When the order was placed that began it. */
  orderedAt: Date | undefined
  firstOrderAt: Date | undefined
  lastOrderAt: Date | undefined
  product: string | undefined
}

/** The reason that a beginning gives. Where what it would name is not known, that they are a customer. */
export function messageReasonOf(beginning: Beginning): MessageReason {
  const { orderedAt, firstOrderAt, lastOrderAt, product, orderNumber = 1 } = beginning
  switch (beginning.trigger) {
    case 'order-paid':
      return dated('ordered', orderedAt)
    case 'order-delivered':
      return dated('delivered', orderedAt)
    case 'nth-order':
      return orderNumber < 2
        ? dated('ordered', orderedAt)
        : dated('ordered-again', latest(orderedAt, lastOrderAt))
    case 'refund':
      return dated('refunded', orderedAt)
    case 'quiet':
      return dated('quiet', lastOrderAt)
    case 'anniversary':
      return dated('anniversary', firstOrderAt)
    case 'replenishment-due':
      return product ? { kind: 'running-out', product } : { kind: 'customer' }
    case 'birthday':
      return { kind: 'birthday' }
    default:
      return { kind: 'customer' }
  }
}

type Dated = Extract<MessageReason, { date: Date }>

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other ? new Date(Math.max(one.getTime(), other.getTime())) : (one ?? other)
}

function dated(kind: Dated['kind'], date: Date | undefined): MessageReason {
  return date ? { kind, date } : { kind: 'customer' }
}

/** A day as people write it, in the zone, which must be one. */
export function dayIn(date: Date, language: MessageLanguage, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  }).format(date)
}
