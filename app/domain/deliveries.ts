import type { CountUpTo } from './home.ts'

/** The lists of the deliveries page. */
export const deliveryTabs = ['aside', 'waiting', 'all'] as const
export type DeliveryTab = (typeof deliveryTabs)[number]

/** Whether text names a list. */
export function isDeliveryTab(text: unknown): text is DeliveryTab {
  return deliveryTabs.some((tab) => tab === text)
}

/** One delivery as a line of a list. */
export interface DeliveryLine {
  id: string
  topic: string
  receivedAt: Date
  status: 'waiting' | 'done' | 'aside'
  attempts: number
  /** When it is tried next, while it waits. */
  dueAt: Date | undefined
  workedAt: Date | undefined
  /** Why the last attempt failed. */
  error: string | undefined
}

/** How the shop's deliveries stand. */
export interface DeliveryHealth {
  aside: CountUpTo
  waiting: CountUpTo
  /** When the oldest of those that wait came. */
  oldestWaitingAt: Date | undefined
  lastReceivedAt: Date | undefined
}

/** A delivery's raw body as text. `erased` when its days are over or it was redacted. */
export type RawBody =
  | { kind: 'there'; text: string; isCut: boolean }
  | { kind: 'erased' }
  | { kind: 'not-there' }
