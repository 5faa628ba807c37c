import {
  type Foreseen,
  nothingForeseen,
  type PastOrder,
  type Simulation,
} from '../../domain/journeys/simulate-past.ts'
import { noRepeats } from '../../domain/recommend/next-need-learn.ts'
import { nextNeed } from '../../domain/replenish/next-need.ts'
import { dayOf } from '../../domain/replenish/order-days.ts'
import { quietFor } from '../../domain/replenish/quiet.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readCommonRepeats } from '../../store/past-customers.server.ts'
import { type Expected, foresee, needsOf, type OwnPast, type ShopRhythms } from './foresee.ts'
import { rhythmsOf } from './predict.ts'

/** As many as are looked at of somebody today (app/store/rhythms.server.ts). */
const ordersMax = 60
const linesMax = 200
const rememberedMax = 100_000

/**
 * What can be foreseen of this shop's customers from what they had bought by some moment. What the shop's past taught is
 * today's: it is learnt from all customers, and hardly moves with one of them.
 */
export async function foreseer(db: HotDb, shop: string, now: Date): Promise<Simulation['foresee']> {
  const [rhythms, counts] = await Promise.all([rhythmsOf(db, shop, now), readCommonRepeats(db)])
  return rhythms ? foreseeBy(rhythms, counts) : () => nothingForeseen
}

/** The same as `foresee` says, each part when it is asked for: a past has a hundred thousand moments to foresee from. */
function foreseeBy(rhythms: ShopRhythms, counts: OwnPast['counts']): Simulation['foresee'] {
  const everyDays = rememberedDays(rhythms, counts)
  return (orders, now): Foreseen => {
    const purchases = once(() => purchasesOf(orders))
    const whole = once((): Expected => foresee({ purchases: purchases(), counts }, rhythms, now))
    const quietAt = once(() => quietFor(rhythms.orders, purchases().orderedAt, now)?.quietAt)
    const needs = once((): Foreseen['needs'] =>
      needsOf(purchases().lines, everyDays).flatMap((need) => {
        const { productId } = need
        return isShopifyId('Product', productId) ? [{ ...need, productId }] : []
      }),
    )
    return {
      get quietAt() {
        return quietAt()
      },
      get needs() {
        return needs()
      },
      get daysToNextOrder() {
        return whole().daysToNextOrder
      },
      get presence() {
        return whole().presence
      },
      get priceBand() {
        return whole().priceBand
      },
    }
  }
}

type Lines = OwnPast['purchases']['lines']

/** How long one purchase lasts hangs on the product and on how far apart how much of it was bought: the same for many. */
function rememberedDays({ needs }: ShopRhythms, counts: OwnPast['counts']) {
  const remembered = new Map<string, number | undefined>()
  return (productId: string, lines: Lines): number | undefined => {
    const [last] = lines
    if (!last) return undefined
    const past = lines.map(({ at, quantity }) => `${dayOf(last.at) - dayOf(at)}x${quantity}`)
    const key = `${productId} ${past.join()}`
    if (remembered.has(key)) return remembered.get(key)
    const days = nextNeed(needs, lines, counts.get(productId) ?? noRepeats, last.at)?.everyDays
    if (remembered.size >= rememberedMax) remembered.clear()
    remembered.set(key, days)
    return days
  }
}

/** The latest first, as they are read of today. */
function purchasesOf(orders: readonly PastOrder[]): OwnPast['purchases'] {
  const latest = orders.slice(-ordersMax).reverse()
  const lines = latest.flatMap(({ id: orderId, paidAt: at, products }) =>
    products.flatMap(({ id: productId, quantity, priceMinor, isGiftCard }) =>
      isGiftCard ? [] : [{ productId, orderId, at, quantity, priceMinor }],
    ),
  )
  return { orderedAt: latest.map(({ paidAt }) => paidAt), lines: lines.slice(0, linesMax) }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
