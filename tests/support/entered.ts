import type { HoldoutArm } from '../../app/domain/budget/holdout.ts'
import { inShop } from '../../app/store/database.server.ts'
import { shop } from './database.ts'
import { customer, order } from './offers.ts'
import { days } from './walks.ts'

/** Somebody who entered a journey, and what they bought. */
export interface Entered {
  n: number
  arm: HoldoutArm | null
  journeyId?: string
  percent?: number
  enteredAt?: Date
  orderId?: string
  /** Orders with what they cost, and what is particular about them. */
  bought?: { totalMinor: number; at?: Date; id?: number; [column: string]: unknown }[]
}

/** Keeps that these customers entered a journey so many days before noon, and what they bought since. */
export async function keepEntered(entered: readonly Entered[], shopId = shop): Promise<void> {
  const walks = entered.map(
    ({ n, arm, journeyId = 'j', percent = 50, enteredAt = days(-100), orderId = null }, at) => ({
      id: `w${journeyId}${n}/${at}`,
      key: `${journeyId}/${n}/${at}`,
      journeyId,
      version: 1,
      customerId: customer(n),
      orderId,
      status: 'ended' as const,
      triggeredAt: enteredAt,
      enteredAt,
      endedAt: enteredAt,
      endedWhy: 'completed',
      arm,
      armPercent: arm === null ? null : percent,
    }),
  )
  const orders = entered.flatMap(({ n, enteredAt = days(-100), bought = [] }, place) =>
    bought.map(({ totalMinor, at, id = 10_000 * (place + 1), ...columns }, each) => {
      const processedAt = at ?? new Date(enteredAt.getTime() + 86_400_000)
      return {
        id: order(id + each),
        name: `#${id + each}`,
        customerId: customer(n),
        processedAt,
        createdAt: processedAt,
        updatedAt: processedAt,
        currency: 'EUR',
        subtotalMinor: totalMinor,
        totalMinor,
        discountMinor: 0,
        presentmentCurrency: 'EUR',
        presentmentTotalMinor: totalMinor,
        financialStatus: 'paid',
        ...columns,
      }
    }),
  )
  const people = [...new Set(entered.map(({ n }) => n))].map((n) => ({
    id: customer(n),
    tags: [],
    createdAt: days(-400),
    updatedAt: days(-400),
  }))
  await inShop(shopId, async (db) => {
    await db.customer.createMany({ data: people, skipDuplicates: true })
    await db.order.createMany({ data: orders })
    await db.enrollment.createMany({ data: walks })
  })
}
