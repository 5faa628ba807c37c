import type { Purchase } from './baskets.ts'
import type { Happening } from './happenings.ts'
import { heap } from './heap.ts'
import { morning, nextMorning } from './mornings.ts'
import { type Person, person } from './people.ts'
import { random } from './random.ts'
import { purchases, spontaneous } from './shopper.ts'
import type { State } from './state.ts'
import { step, visit } from './trade.ts'

/** Time passing in a shop: its shoppers come, its parcels travel. */
export interface Life {
  /** Everything up to and including this moment, in order. `isPast` refills shelves by itself. */
  live(untilMs: number, isPast: boolean, happened: (happening: Happening, atMs: number) => void): void
  /** An order's plan changed: look at it again. */
  watch(orderId: string, atMs: number): void
  /** Visits up to this moment have been made already (they came out of the journal). */
  skipVisits(untilMs: number): void
  /** Somebody buys out of the blue. */
  surprise(atMs: number): Happening | null
}

export interface Size {
  customers: number
  days: number
  startedAtMs: number
}

interface Visitor {
  atMs: number
  buyer: Person | null
  isKnown: boolean
  purchase: Purchase
  rest: Iterator<Purchase>
}

const dayMs = 86_400_000

export function startLife(state: State, size: Size): Life {
  const visits = heap<Visitor>()
  const steps = heap<{ atMs: number; orderId: string }>()
  const people: Person[] = []
  const hasTeaOnly = state.shop.domain.startsWith('tea-')

  const come = (visitor: Omit<Visitor, 'atMs' | 'purchase'>) => {
    const next = visitor.rest.next()
    if (!next.done) visits.push({ ...visitor, atMs: next.value.atMs, purchase: next.value })
  }
  const expectNewcomer = (index: number) => {
    const buyer = person(state.seed, index, joinsAtMs(state.seed, index, size), 'person', hasTeaOnly)
    people.push(buyer)
    come({ buyer, isKnown: true, rest: purchases(state.seed, buyer) })
  }
  for (let index = 0; index < size.customers; index += 1) expectNewcomer(index)
  let morningMs = nextMorning(size.startedAtMs)
  let arrived = size.customers
  const admitUntil = (untilMs: number) => {
    for (; joinsAtMs(state.seed, arrived, size) <= untilMs; arrived += 1) expectNewcomer(arrived)
  }
  come({ buyer: null, isKnown: false, rest: walkIns(state.seed, size) })
  let guests = 0
  const expectGuest = () => {
    guests += 1
    const atMs = guestAtMs(state.seed, guests, size)
    const buyer = person(state.seed, guests, atMs, 'guest', hasTeaOnly)
    come({
      buyer,
      isKnown: false,
      rest: [spontaneous(buyer, atMs, random(state.seed, 'guest-visit', guests))].values(),
    })
  }
  expectGuest()

  const follow = (visitor: Visitor) => {
    come(visitor)
    if (visitor.buyer && !visitor.isKnown) expectGuest()
  }
  const watchOrder = (happening: Happening | null) => {
    if (happening?.kind !== 'order-placed') return
    const next = happening.order.ahead[0]
    if (next) steps.push({ atMs: next.atMs, orderId: happening.order.id })
  }
  const takeVisit = (isPast: boolean): [Happening | null, number] => {
    const visitor = visits.pop()
    if (!visitor) return [null, 0]
    const happening = visit(state, visitor.buyer, visitor.purchase, visitor.isKnown, isPast)
    watchOrder(happening)
    follow(visitor)
    return [happening, visitor.atMs]
  }
  const takeStep = (): [Happening | null, number] => {
    const due = steps.pop()
    const order = due && state.orders.get(due.orderId)
    // A plan that was changed meanwhile is looked at under its new moment.
    if (!due || !order || order.ahead[0]?.atMs !== due.atMs) return [null, 0]
    const happening = step(state, order)
    const next = order.ahead[0]
    if (next) steps.push({ atMs: next.atMs, orderId: order.id })
    return [happening, due.atMs]
  }

  return {
    live(untilMs, isPast, happened) {
      admitUntil(untilMs)
      for (;;) {
        const visitAtMs = visits.peek()?.atMs ?? Number.POSITIVE_INFINITY
        const stepAtMs = steps.peek()?.atMs ?? Number.POSITIVE_INFINITY
        if (Math.min(visitAtMs, stepAtMs, isPast ? visitAtMs : morningMs) > untilMs) return
        if (!isPast && morningMs <= Math.min(visitAtMs, stepAtMs)) {
          for (const happening of morning(state, morningMs)) happened(happening, morningMs)
          morningMs = nextMorning(morningMs)
          continue
        }
        const [happening, atMs] = stepAtMs <= visitAtMs ? takeStep() : takeVisit(isPast)
        if (happening) happened(happening, atMs)
      }
    },
    watch: (orderId, atMs) => steps.push({ orderId, atMs }),
    skipVisits(untilMs) {
      morningMs = nextMorning(untilMs)
      admitUntil(untilMs)
      for (let next = visits.peek(); next && next.atMs <= untilMs; next = visits.peek()) {
        visits.pop()
        follow(next)
      }
    },
    surprise(atMs) {
      state.counters.purchase += 1
      const chance = random(state.seed, 'surprise', state.counters.purchase)
      const buyer = chance.pick(people)
      const happening = visit(state, buyer, spontaneous(buyer, atMs, chance), true, false)
      watchOrder(happening)
      return happening
    },
  }
}

// The town grows: more people come later. After the past they come at the pace of its last months.
function joinsAtMs(seed: number, index: number, { customers, days, startedAtMs }: Size): number {
  const share = (index + random(seed, 'joins', index).next()) / Math.max(1, customers)
  const years = share <= 1 ? share ** 0.8 : 1 + (share - 1) * 0.8
  return Math.round(startedAtMs - days * dayMs + years * days * dayMs)
}

function guestAtMs(seed: number, index: number, { customers, days, startedAtMs }: Size): number {
  const everyMs = (days * dayMs) / Math.max(1, customers * 0.22)
  return Math.round(startedAtMs - days * dayMs + (index + random(seed, 'guest-at', index).next()) * everyMs)
}

// People at the counter who leave no name.
function* walkIns(seed: number, { customers, days, startedAtMs }: Size): Generator<Purchase> {
  const everyMs = (days * dayMs) / Math.max(1, customers * 0.2)
  for (let index = 0; ; index += 1) {
    const chance = random(seed, 'walk-in', index)
    const atMs = Math.round(startedAtMs - days * dayMs + (index + chance.next()) * everyMs)
    const likeThem = person(seed, index, atMs, 'walk-in')
    yield { ...spontaneous(likeThem, atMs, chance), isPos: true }
  }
}
