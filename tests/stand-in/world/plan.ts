import { random } from './random.ts'
import type { Order, PlannedStep } from './types/orders.ts'
import type { MarketId } from './types/shop.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const travelDays: Record<MarketId, [number, number]> = {
  eu: [1, 3],
  gb: [3, 6],
  us: [4, 9],
  br: [6, 14],
  jp: [5, 10],
}

/** What will happen to the order by itself: parcel, delivery, now and then a return or a cancellation. */
export function plan(seed: number, order: Order): PlannedStep[] {
  const chance = random(seed, 'plan', order.number)
  if (order.source === 'pos') return [{ kind: 'fulfil', atMs: order.createdAtMs }]
  if (chance.chance(0.012)) return [{ kind: 'cancel', atMs: order.createdAtMs + chance.int(1, 5) * hourMs }]
  const fulfilAtMs = nextWorkingMorning(order.createdAtMs) + chance.int(0, 5 * 60) * 60_000
  const steps: PlannedStep[] = [{ kind: 'fulfil', atMs: fulfilAtMs }]
  if (order.lines.every((line) => line.giftCard))
    return [{ kind: 'fulfil', atMs: order.createdAtMs + 60_000 }]
  const [low, high] = travelDays[order.market]
  const days = chance.int(low, high) + (chance.chance(0.03) ? 6 : 0)
  const deliveredAtMs = fulfilAtMs + days * dayMs + chance.int(-2, 6) * hourMs
  steps.push(
    { kind: 'confirmed', atMs: fulfilAtMs + 2 * hourMs },
    { kind: 'in_transit', atMs: fulfilAtMs + 9 * hourMs },
    { kind: 'out_for_delivery', atMs: deliveredAtMs - 4 * hourMs },
    { kind: 'delivered', atMs: deliveredAtMs },
  )
  const isDear = order.lines.some((line) => line.price.shop > 6000)
  if (chance.chance(isDear ? 0.08 : 0.03))
    steps.push({
      kind: 'refund',
      atMs: deliveredAtMs + chance.int(2, 13) * dayMs + chance.int(0, 9) * hourMs,
    })
  return steps.sort((a, b) => a.atMs - b.atMs)
}

// Parcels leave on working days at eight in the morning, UTC.
function nextWorkingMorning(afterMs: number): number {
  let morning = Math.floor(afterMs / dayMs) * dayMs + dayMs + 8 * hourMs
  while (new Date(morning).getUTCDay() === 0) morning += dayMs
  return morning
}
