import { dayMs } from '../time-zone.ts'

export const matterKinds = ['late-parcel', 'refund', 'return', 'case'] as const

/** Something between a customer and the shop that is not well. While there is one, help alone is said. */
export type MatterKind = (typeof matterKinds)[number]

export interface OpenMatter {
  kind: MatterKind
  orderId?: string | undefined
  /** When it will be over by itself; nothing where nobody knows. */
  until: Date | undefined
}

/** A parcel on its way, or arrived. */
export interface Parcel {
  orderId: string
  sentAt: Date
  deliveredAt: Date | undefined
  /** The carrier says that it could not be delivered. */
  hasFailed: boolean
}

/** A return that is asked for or on its way back. */
export interface OpenReturn {
  orderId: string
  /** When that was last told of it. */
  at: Date
}

/** A parcel is late after twice the shop's usual days, but not before so many, and is given up after so many. */
const lateDaysMin = 5
const lateDaysMax = 45

/** A return that nobody settles is taken to be over so many days after the last that was told of it. */
export const returnDaysMax = 60

/**
 * What is open at `now`, the one that lasts longest first. A parcel is late when it is on its way for twice as long as
 * the shop's parcels usually are; in a shop whose parcels are never reported as delivered (`usualDeliveryDays` is
 * missing) only one that failed is. When it will arrive nobody knows, nor when a return will be settled; after 60 days
 * without a word it is taken to be. A refund is open for `helpFirstDays`.
 */
export function openMatters(
  known: {
    parcels: readonly Parcel[]
    refunds: readonly { orderId: string; at: Date }[]
    returns: readonly OpenReturn[]
    usualDeliveryDays: number | undefined
  },
  helpFirstDays: number,
  now: Date,
): OpenMatter[] {
  const late = known.parcels
    .filter((parcel) => isLate(parcel, known.usualDeliveryDays, now))
    .map(({ orderId }): OpenMatter => ({ kind: 'late-parcel', orderId, until: undefined }))
  const sentBack = known.returns
    .filter(({ at }) => endOf(at, returnDaysMax) > now)
    .map(({ orderId }): OpenMatter => ({ kind: 'return', orderId, until: undefined }))
  const refunded = known.refunds
    .filter(({ at }) => at <= now && endOf(at, helpFirstDays) > now)
    .map(({ orderId, at }): OpenMatter => ({ kind: 'refund', orderId, until: endOf(at, helpFirstDays) }))
  return lastingFirst([...late, ...sentBack, ...refunded])
}

/** The same, the one that lasts longest first; what has no known end lasts longest. */
export function lastingFirst(matters: readonly OpenMatter[]): OpenMatter[] {
  const end = ({ until }: OpenMatter) => until?.getTime() ?? Number.MAX_SAFE_INTEGER
  return [...matters].sort((one, other) => end(other) - end(one) || (one.kind < other.kind ? -1 : 1))
}

function isLate(parcel: Parcel, usualDays: number | undefined, now: Date): boolean {
  const days = (now.getTime() - parcel.sentAt.getTime()) / dayMs
  const isHere = parcel.deliveredAt !== undefined && parcel.deliveredAt <= now
  if (isHere || days < 0 || days >= lateDaysMax) return false
  if (parcel.hasFailed) return true
  return usualDays !== undefined && days > Math.max(lateDaysMin, 2 * usualDays)
}

function endOf(from: Date, days: number): Date {
  return new Date(from.getTime() + days * dayMs)
}
