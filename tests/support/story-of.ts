import { searchTextOf } from '../../app/domain/search-text.ts'
import type { Db } from '../../app/store/database.server.ts'
import { noon } from './database.ts'
import { customer, order } from './offers.ts'

const dayMs = 86_400_000

/** So many days before `noon`. */
export function daysBefore(days: number, from: Date = noon): Date {
  return new Date(from.getTime() - days * dayMs)
}

interface Person {
  firstName?: string
  lastName?: string
  email?: string
  phone?: string
  createdAt?: Date
  deletedAt?: Date
  mergedIntoId?: string
  emailConsent?: string
}

/** Keeps a customer as the intake would. */
export async function withCustomer(db: Db, n: number | string, person: Person = {}): Promise<void> {
  const { firstName = 'Ana', lastName = `Souza ${n}`, email = `ana${n}@example.com`, ...rest } = person
  await db.customer.create({
    data: {
      id: customer(n),
      firstName,
      lastName,
      email,
      tags: [],
      createdAt: daysBefore(400),
      updatedAt: noon,
      searchText: searchTextOf({ firstName, lastName, email, phone: person.phone }),
      ...rest,
    },
  })
}

interface Bought {
  by?: number | string
  at?: Date
  totalMinor?: number
  refundedMinor?: number
  cancelledAt?: Date
  financialStatus?: string
  isTest?: boolean
  currency?: string
  seen?: { minor: number; currency: string }
}

/** Keeps an order of one line, paid unless told otherwise, of a customer who is there or of a guest. */
export async function withPlacedOrder(db: Db, n: number, bought: Bought = {}): Promise<void> {
  const { by, at = noon, totalMinor = 1000, refundedMinor = 0, currency = 'EUR', cancelledAt, seen } = bought
  const { financialStatus = 'paid', isTest = false } = bought
  await db.order.create({
    data: {
      id: order(n),
      name: `#${n}`,
      customerId: by === undefined ? undefined : customer(by),
      processedAt: at,
      createdAt: at,
      updatedAt: at,
      cancelledAt,
      currency,
      subtotalMinor: totalMinor,
      totalMinor,
      refundedMinor,
      discountMinor: 0,
      presentmentCurrency: seen?.currency ?? currency,
      presentmentTotalMinor: seen?.minor ?? totalMinor,
      financialStatus,
      isTest,
      sourceName: 'web',
      lines: {
        create: {
          id: lineOf(n),
          position: 1,
          title: 'House Espresso',
          variantTitle: '250 g',
          quantity: 2,
          currentQuantity: 2,
          priceMinor: 500,
          discountMinor: 0,
        },
      },
    },
  })
}

/** The one line of such an order. */
export const lineOf = (n: number) => `gid://shopify/LineItem/${n}`

interface Kept {
  topic?: string
  receivedAt?: Date
  status?: 'waiting' | 'done' | 'aside'
  attempts?: number
  error?: string
  body?: string
}

/** Keeps a delivery as the webhook door would. */
export async function withDelivery(db: Db, id: string, kept: Kept = {}): Promise<void> {
  const {
    topic = 'orders/create',
    receivedAt = noon,
    status = 'done',
    attempts = 1,
    error,
    body = '{}',
  } = kept
  await db.delivery.create({
    data: { id, topic, receivedAt, status, attempts, error, dueAt: receivedAt, body: Buffer.from(body) },
  })
}
